import Formats
import Licensing

/// What a mapping file says of CSV files whose titles, or whose way of writing, the reader does not know by itself.
///
/// A mapping file is JSON5: one entry, or a list of them.
///
///     { kind: "contracts",
///       columns: { "Dossier": "number", "Échéance prévue": "ends", "Remarques": null } }
public struct ColumnMap: Sendable {
  /// What is said of the files that an entry is for.
  public struct Entry: Sendable {
    /// A column's title, and the field that it is; without one the column is left out.
    struct Column: Sendable {
      var title: String
      var phrase: String
      var field: String?
      var position: SourcePosition
    }

    /// The mapping file, and where in it the entry stands.
    let file: String
    let position: SourcePosition
    /// The name of the files, where `*` stands for anything; `nil` for every file that has one of the columns.
    var name: String?
    var kind: RecordKind?
    var columns: [Column] = []
    /// Fields without a column that have one value in every row.
    var values: [String: String] = [:]
    /// Whether columns that are neither named nor known are left out.
    var ignoresOthers = false
    var dates: DateOrder?
    var delimiter: CSVDelimiter?
    var encoding: TextEncoding?
    /// Where the encoding is said.
    var encodingPosition: SourcePosition?

    /// How closely the entry is for files: by their name, by a column of theirs, or for all.
    var closeness: Int { name != nil ? 2 : columns.isEmpty ? 0 : 1 }

    /// What is wrong where another entry is for the same file just as closely.
    func rival(_ other: Entry, for csv: String) -> Problem {
      Problem(
        .invalidMapping, file: file, position: position, field: "map",
        text: Bilingual(
          en: "two entries are for \(csv): this one, and that of line \(other.position.line)",
          fr: "deux entrées valent pour \(csv) : celle-ci, et celle de la ligne \(other.position.line)"),
        hint: Bilingual(
          en: "make one of them, or name the files of each (file: \"contrats*.csv\")",
          fr: "n’en faites qu’une, ou nommez les fichiers de chacune (file: \"contrats*.csv\")"))
    }

    /// What is wrong where the entry says another encoding than is stated for all files.
    func contradiction(_ stated: TextEncoding, for csv: String) -> Problem? {
      guard let encoding, encoding.bare != stated.bare else { return nil }
      return Problem(
        .invalidMapping, file: file, position: encodingPosition ?? position, field: "map.encoding",
        value: encoding.rawValue,
        text: Bilingual(
          en: "the encoding of \(csv) is \(encoding.rawValue) here, and --encoding says \(stated.rawValue)",
          fr: "l’encodage de \(csv) est ici \(encoding.rawValue), et --encoding dit \(stated.rawValue)"),
        hint: Bilingual(en: "say it once, or the same twice", fr: "indiquez-le une fois, ou deux fois le même"))
    }

    /// Whether the entry names a file, by the last part of its path.
    func names(_ path: String) -> Bool {
      guard let name else { return false }
      let last = path.split(separator: "/").last.map(String.init) ?? path
      return Wildcard.matches(TextFolding.key(last), TextFolding.key(name))
    }

    /// Whether a header has one of the columns; an entry without any is for every file.
    func fits(_ header: CSVRow) -> Bool {
      if columns.isEmpty { return true }
      let phrases = Set(header.fields.map { TextFolding.phrase($0.text) })
      return columns.contains { phrases.contains($0.phrase) }
    }

    /// A field with one value in every row, for which a file of the entry has a column too.
    func superfluous(_ field: String, _ cell: CSVField, in csv: String) -> Problem {
      let title = cell.text.trimmed
      return Problem(
        .invalidMapping, file: file, position: position, field: "map.values", value: field,
        text: Bilingual(
          en: "'\(field)' has the column '\(title)' in \(csv), and can't have one value in every row too",
          fr: "« \(field) » a la colonne « \(title) » dans \(csv), et ne peut avoir aussi une valeur unique"),
        hint: Bilingual(
          en: "remove the value, or leave the column out: columns: { \"\(title)\": null }",
          fr: "supprimez la valeur, ou écartez la colonne : columns: { \"\(title)\": null }"))
    }

    /// A column that a file of the entry does not have.
    func absent(_ column: Column, in csv: String, _ titles: [String]) -> Problem {
      let nearest = TextSuggestion.nearest(to: column.title, among: titles.map(\.trimmed).filter { !$0.isEmpty })
      return Problem(
        .unusedMapping, file: file, position: column.position, field: "columns", value: column.title,
        text: Bilingual(
          en: "\(csv) has no column '\(column.title)'", fr: "\(csv) n’a pas de colonne « \(column.title) »"),
        hint: nearest.map { Bilingual(en: "did you mean '\($0)'?", fr: "vouliez-vous dire « \($0) » ?") })
    }
  }

  /// The entries, in the order of the file.
  public let entries: [Entry]
  /// What is wrong with the mapping file; what has a problem is left out of the entries.
  public let problems: [Problem]

  /// A map that says nothing.
  public static let none = ColumnMap(entries: [], problems: [])

  private init(entries: [Entry], problems: [Problem]) {
    self.entries = entries
    self.problems = problems
  }

  /// Reads a mapping file.
  ///
  /// - Parameters:
  ///   - file: the file's name, for messages.
  ///   - bytes: what it holds.
  public init(file: String, _ bytes: [UInt8]) {
    let log = ProblemLog()
    do {
      let root = try JSON5.parse(bytes)
      entries = (root.array ?? [root]).compactMap { ColumnMapReader(file: file, log).entry($0) }
    } catch {
      log.add(Problem(file: file, error))
      entries = []
    }
    problems = log.problems
  }

  /// The problems of entries that were of no use.
  ///
  /// - Parameter used: the places of those that were.
  public func unused(but used: Set<Int>) -> [Problem] {
    // One that could not be read may be for any file.
    guard problems.isEmpty else { return [] }
    return entries.indices.filter { !used.contains($0) }.map { index in
      let entry = entries[index]
      let name = entry.name ?? ""
      return Problem(
        .unusedMapping, file: entry.file, position: entry.position, field: entry.name == nil ? "columns" : "file",
        value: entry.name,
        text: entry.name == nil
          ? Bilingual(
            en: "no CSV file of this import has one of these columns",
            fr: "aucun fichier CSV de cet import n’a l’une de ces colonnes")
          : Bilingual(
            en: "no CSV file of this import is called '\(name)'",
            fr: "aucun fichier CSV de cet import ne s’appelle « \(name) »"))
    }
  }
}

extension TextEncoding {
  /// The encoding, be it with its mark or without.
  fileprivate var bare: TextEncoding { self == .utf8WithBOM ? .utf8 : self }
}

/// Names with `*` for any characters.
private enum Wildcard {
  static func matches(_ name: String, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, parts.count > 1 else { return name == pattern }
    guard name.hasPrefix(first), name.hasSuffix(last), name.count >= first.count + last.count else { return false }
    var rest = name.dropFirst(first.count).dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let place = rest.firstRange(of: part) else { return false }
      rest = rest[place.upperBound...]
    }
    return true
  }
}
