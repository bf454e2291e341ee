/// How `CSVWriter` writes.
public struct CSVWriterOptions: Sendable, Hashable {
  /// The encodings that can be written.
  public enum Encoding: Sendable, Hashable {
    /// UTF-8 without a byte order mark.
    case utf8
    /// UTF-8 with the mark that makes Excel read it as such.
    case utf8WithBOM
    /// Windows-1252, which does not hold every character.
    case windows1252

    /// The same encoding, for reading.
    public var encoding: TextEncoding {
      switch self {
      case .utf8: .utf8
      case .utf8WithBOM: .utf8WithBOM
      case .windows1252: .windows1252
      }
    }
  }

  /// The character between cells.
  public var delimiter: CSVDelimiter
  /// What ends a row.
  public var lineEnd: CSVLineEnd
  /// The encoding.
  public var encoding: Encoding
  /// Whether every cell is put in quotes.
  public var alwaysQuotes: Bool
  /// Whether a cell that a spreadsheet would run as a formula gets an apostrophe before it, which changes its text.
  public var guardsFormulas: Bool

  /// Sets the options; without arguments they are RFC 4180 in UTF-8.
  public init(
    delimiter: CSVDelimiter = .comma, lineEnd: CSVLineEnd = .crlf, encoding: Encoding = .utf8,
    alwaysQuotes: Bool = false, guardsFormulas: Bool = false
  ) {
    self.delimiter = delimiter
    self.lineEnd = lineEnd
    self.encoding = encoding
    self.alwaysQuotes = alwaysQuotes
    self.guardsFormulas = guardsFormulas
  }

  /// What a French Excel opens by double click: semicolons, UTF-8 with a byte order mark, formulas guarded.
  public static let frenchExcel = CSVWriterOptions(
    delimiter: .semicolon, encoding: .utf8WithBOM, guardsFormulas: true)
}
