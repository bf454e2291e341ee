import Arguments
import Formats
import LicenceRegistry
import Licensing

/// `export`: writes the records as catalogue files, to keep, to review, or to make another registry from.
enum ExportCommand {
  static let form = CommandForm(
    name: "export", summary: "Write all records as catalogue files into a folder.",
    arguments: .some("DIR"),
    options: [
      RegistryLocation.option,
      .value("format", "FORMAT", "json5 (default) or csv"),
      .flag("quiet", "no progress"),
      .flag("json", "the names of the files as JSON"),
    ],
    notes: """
      Importing the folder into an empty registry gives an equal one. CSV files are written for a French Excel; what CSV
      has no form for stands in catalogue.json5 beside them. Licence codes are in them: keep the folder to yourself.
      Exit status: 0 written, 1 failed, 64 bad usage.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    if arguments.arguments.count > 1 { throw ArgumentError.unexpectedArgument(arguments.arguments[1]) }
    let name = arguments.value("format") ?? RegistryExport.Format.json5.rawValue
    guard let format = RegistryExport.Format(rawValue: name.lowercased()) else {
      throw ArgumentError.badValue(
        option: "format", value: name,
        expected: console.language(en: "is none of json5, csv", fr: "n’est ni json5 ni csv"))
    }
    let reader = try RegistryLocation.open(arguments).makeReader()
    var bar = ProgressBar(console, isQuiet: arguments.has("quiet"), resultsGoToTerminal: false)
    let total = try RecordKind.allCases.reduce(0) { try $0 + reader.count($1) }
    let result = try reader.export(format, to: arguments.arguments[0]) { count in
      bar.update(rows: count, fraction: Double(count) / Double(max(1, total)))
    }
    bar.clear()
    if arguments.has("json") {
      var writer = JSONWriter(pretty: console.isTerminal)
      writer.beginObject()
      writer.member("records", result.records)
      writer.key("files")
      writer.strings(result.files)
      writer.endObject()
      console.print(writer.text)
    } else {
      for file in result.files { console.print(file) }
      let count = ProgressBar.grouped(result.records, console.language)
      console.print(
        console.language(
          en: "\(count) record\(result.records == 1 ? "" : "s").",
          fr: "\(count) enregistrement\(result.records > 1 ? "s" : "")."))
    }
    return .success
  }
}
