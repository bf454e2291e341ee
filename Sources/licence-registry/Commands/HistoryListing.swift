import Arguments
import Formats
import LicenceRegistry
import Licensing
import SQLiteStore

/// `import list` and `import show`: what was imported, by whom, and what it changed.
enum HistoryListing {
  static func list(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    if arguments.arguments.count > 1 { throw ArgumentError.unexpectedArgument(arguments.arguments[1]) }
    let reader = try RegistryLocation.open(arguments).makeReader()
    let isJSON = arguments.has("json")
    var last: String?
    var count = 0
    while true {
      let page = try reader.imports(before: last)
      for record in page {
        if isJSON { printJSON(record, isFirst: count == 0, console) } else { print(record, console) }
        count += 1
      }
      guard let id = page.last?.id else { break }
      last = id
    }
    if isJSON {
      console.print(count == 0 ? "[]" : "]")
    } else if count == 0 {
      console.print(console.language(en: "Nothing was imported yet.", fr: "Rien n’a encore été importé."))
    }
    return .success
  }

  /// One element of an array, a line each.
  private static func printJSON(_ record: ImportRecord, isFirst: Bool, _ console: Console) {
    var writer = JSONWriter()
    writer.importRecord(record)
    console.print((isFirst ? "[" : ",") + writer.text)
  }

  static func show(_ id: String, _ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let registry = try RegistryLocation.open(arguments)
    guard let record = try registry.makeReader().importRecord(id: id) else {
      return missing(ImportMissing(id: id), console)
    }
    if arguments.has("json") {
      var writer = JSONWriter()
      writer.importRecord(record)
      console.print(String(writer.text.dropLast()) + ",\"changes\":[")
      var isFirst = true
      try registry.forEachChange(ofImport: id) { change in
        writer.reset()
        writer.change(change)
        console.print((isFirst ? "" : ",") + writer.text)
        isFirst = false
        return true
      }
      console.print("]}")
      return .success
    }
    print(record, console)
    var listing = ChangeListing(console, isFull: arguments.has("full"))
    try registry.forEachChange(ofImport: id) { change in
      listing.add(change)
      return true
    }
    listing.finish()
    return .success
  }

  static func missing(_ error: ImportMissing, _ console: Console) -> ExitStatus {
    console.fail(
      error.message(console.language),
      hint: console.language(
        en: "Run 'licence-registry import list' for their ids.",
        fr: "« licence-registry import list » donne leurs identifiants."))
    return .failure
  }

  private static func print(_ record: ImportRecord, _ console: Console) {
    let language = console.language
    var lines = ["\(console.styled(record.id, .bold))  \(record.appliedAt)  \(record.actor)"]
    if let undoes = record.undoes {
      lines.append("  " + language(en: "takes back \(undoes)", fr: "annule \(undoes)"))
    }
    let names = record.files.map(\.name)
    if !names.isEmpty {
      let more = names.count - 3
      lines.append(
        "  " + names.prefix(3).joined(separator: ", ")
          + (more > 0 ? language(en: " and \(more) more", fr: " et \(more) autres") : ""))
    }
    for part in record.parts {
      let counts = [
        part.added > 0 ? "+\(ProgressBar.grouped(part.added, language))" : nil,
        part.changed > 0 ? "~\(ProgressBar.grouped(part.changed, language))" : nil,
        part.removed > 0 ? "-\(ProgressBar.grouped(part.removed, language))" : nil,
      ]
      lines.append("  \(part.kind.plural(language)) \(counts.compactMap(\.self).joined(separator: " "))")
    }
    console.print(lines.joined(separator: "\n"))
  }
}
