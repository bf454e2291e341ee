import Catalogue
public import Formats
public import Licensing

/// A record of the files that an import leaves out, to be written to a file again.
public struct RejectedRecord: Sendable {
  /// The file's name, as it was given.
  public let file: String
  /// Where the record begins.
  public let position: SourcePosition
  /// What it is.
  public let kind: RecordKind
  /// How the file is written; `nil` for a file that is not CSV.
  public let dialect: CSVDialect?
  /// In which order the file's dates are written, where that is known.
  public let dates: DateOrder?
  /// The titles of the columns: those of the file, or the names of the fields; none for a kind that has no CSV form, whose
  /// one cell is the record as JSON.
  public let titles: [String]
  /// The cells of the row as they are in the file, dates as `2026-12-31`, or the fields of the record as cells would say them.
  public let cells: [String]
  /// The cells whose quotes break the rules, just as the file has them, by their place from 0: to be written so again.
  public let malformedCells: [Int: String]
  /// Why it is left out, a sentence each.
  public let reasons: [Bilingual]
}
