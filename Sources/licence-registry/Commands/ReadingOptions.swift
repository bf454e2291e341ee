import Arguments
import Catalogue
import Formats
import LicenceRegistry
import Licensing

/// How the `import` command reads its files: their format, a mapping file, and what becomes of records with problems.
struct ReadingOptions {
  static let options: [CommandForm.Option] = [
    .value("format", "FORMAT", "json5, csv or endoflife (a product of endoflife.date); else each file's name tells"),
    .value("encoding", "NAME", "of CSV files, where it is not found out: windows-1252, cp850, macroman, utf-8 ..."),
    .value("map", "FILE", "a mapping file: what the titles of CSV files mean"),
    .flag("skip-invalid", "leave out records with problems and what names them, import the rest"),
    .value("rejects", "FILE", "with --skip-invalid: write what is left out and why to FILE as CSV, a file a kind"),
  ]

  static let notes = """
    Every problem is counted, and the first 1000 are shown.
    A field that a JSON5 record leaves out becomes empty, and its parts (releases, contacts, entitlements) that are not
    listed stay unless --prune is given; fields without a CSV column stay as they are.
    A mapping file is JSON5, one entry or a list of them; fields have their English names:
      { file: "contrats*.csv",                        // which files; else those with one of the columns
        kind: "contracts",                            // else the titles tell
        columns: { "Dossier": "number", "Notes": null },   // null leaves a column out
        values: { programme: "graitec-advantage" },   // for fields without a column
        otherColumns: "ignore",                       // leave out all that are not known
        dates: "day-first",                           // or month-first, iso
        delimiter: ";", encoding: "windows-1252" }    // or utf-8, utf-16le, macroman, cp850 ...
    """

  /// The files to read.
  let files: [CatalogueFile]
  /// The mapping file, if there is one; it may have problems too.
  let mapFile: CatalogueFile?
  let skipsInvalid: Bool
  /// Files of the folders that are not read.
  private let unread: UnreadFiles
  private let rejectsPath: String?
  private let isDry: Bool

  init(_ arguments: ParsedArguments, _ console: Console) throws {
    let encoding = try ReadingOptions.encoding(arguments, console)
    let format = try ReadingOptions.format(arguments, console)
    if encoding != nil, let format, format != .csv {
      throw ArgumentError.unfitting(
        option: "encoding",
        reason: console.language(
          en: "is for CSV files, and --format says \(format.rawValue), which is always UTF-8",
          fr: "vaut pour les fichiers CSV, et --format dit \(format.rawValue), qui est toujours en UTF-8"))
    }
    var unread = UnreadFiles()
    files = try CatalogueFile.files(at: arguments.arguments, as: format, unread: &unread).map {
      var file = $0
      file.encoding = encoding
      return file
    }
    self.unread = unread
    mapFile = try arguments.value("map").map { try CatalogueFile(map: $0) }
    skipsInvalid = arguments.has("skip-invalid")
    rejectsPath = arguments.value("rejects")
    isDry = arguments.has("dry-run")
    if rejectsPath != nil, !skipsInvalid {
      throw ArgumentError.unfitting(
        option: "rejects",
        reason: console.language(en: "needs --skip-invalid as well", fr: "demande aussi --skip-invalid"))
    }
    for other in ["prune", "plan-file"] where skipsInvalid && (arguments.has(other) || arguments.value(other) != nil) {
      throw ArgumentError.unfitting(
        option: "skip-invalid",
        reason: console.language(en: "does not go with --\(other)", fr: "ne va pas avec --\(other)"))
    }
    if let rejectsPath,
      (files + [mapFile].compactMap(\.self)).contains(where: { OutputFile.isSame($0.name, rejectsPath) })
    {
      throw ArgumentError.unfitting(
        option: "rejects",
        reason: console.language(en: "names a file that is read", fr: "nomme un fichier qui est lu"))
    }
  }

  /// Plans, and writes what is left out to its files, which get their names by what comes with the plan.
  ///
  /// A dry run writes none: it would be in the way of the real one.
  func planning(
    _ console: Console, _ plan: (@escaping (RejectedRecord) throws -> Void) throws -> CatalogueImport
  ) throws -> (CatalogueImport, keepRejects: (() throws -> [String])?) {
    guard let rejectsPath else { return (try plan { _ in }, nil) }
    if isDry { return (try plan { _ in }, { [] }) }
    let writer = try RejectsWriter(path: rejectsPath, console.language)
    return (try plan(writer.write), writer.finish)
  }

  /// The same options with what these say of reading.
  func applied(to options: ImportOptions) throws -> ImportOptions {
    var options = options
    options.skipsInvalid = skipsInvalid
    options.warnings = unread.warnings
    options.columnMap = try mapFile.map { try $0.columnMap() } ?? .none
    return options
  }

  /// The encoding that is stated.
  static func encoding(_ arguments: ParsedArguments, _ console: Console) throws -> TextEncoding? {
    guard let text = arguments.value("encoding") else { return nil }
    guard let encoding = TextEncoding(stated: text) else {
      let known = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
      throw ArgumentError.badValue(
        option: "encoding", value: text,
        expected: console.language(
          en: "is no encoding: write one of \(known)", fr: "n’est pas un encodage : écrivez l’un de \(known)"))
    }
    return encoding
  }

  static func format(_ arguments: ParsedArguments, _ console: Console) throws -> CatalogueFile.Format? {
    guard let text = arguments.value("format") else { return nil }
    guard let format = CatalogueFile.Format(rawValue: text) else {
      throw ArgumentError.badValue(
        option: "format", value: text,
        expected: console.language(
          en: "is no format: write json5, csv or endoflife", fr: "n’est pas un format : écrivez json5, csv ou endoflife"
        ))
    }
    return format
  }
}
