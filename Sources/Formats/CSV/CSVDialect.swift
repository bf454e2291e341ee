/// How a CSV file is written, and how that is known.
public struct CSVDialect: Sendable, Hashable {
  /// The encoding of its characters.
  public var encoding: TextEncoding
  /// The character between cells.
  public var delimiter: CSVDelimiter
  /// What ends most of its rows.
  public var lineEnd: CSVLineEnd
  /// Whether its first line is `sep=;` or the like, which is no row.
  public var hasSeparatorLine: Bool
  /// Why each choice was made, a sentence each; empty for a dialect that was stated.
  public var reasons: [Bilingual]

  /// The character around cells, which is the double quote in every file that this reads.
  public var quote: UInt8 { UInt8(ascii: "\"") }

  /// States a dialect; without arguments it is that of RFC 4180.
  public init(
    encoding: TextEncoding = .utf8, delimiter: CSVDelimiter = .comma, lineEnd: CSVLineEnd = .crlf,
    hasSeparatorLine: Bool = false, reasons: [Bilingual] = []
  ) {
    self.encoding = encoding
    self.delimiter = delimiter
    self.lineEnd = lineEnd
    self.hasSeparatorLine = hasSeparatorLine
    self.reasons = reasons
  }
}
