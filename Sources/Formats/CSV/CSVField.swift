/// One cell of a CSV file.
public struct CSVField: Sendable, Hashable {
  /// The text, without the quotes around it and with the quotes inside it undoubled.
  public let text: String
  /// Where the cell begins: at its opening quote if it has one.
  public let position: SourcePosition
  /// Whether the cell is written in quotes.
  public let isQuoted: Bool
  /// What is odd about its quotes, if anything.
  public let oddity: CSVOddity?
}
