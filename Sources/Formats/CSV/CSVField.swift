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
  /// How many bytes of the text stand before the closing quote, where text follows it.
  let closing: Int?

  /// The cell as it is written in the file, with its quotes.
  public var written: String {
    guard isQuoted else { return text }
    let bytes = Array(text.utf8)
    let end = closing ?? bytes.count
    let inside = String(decoding: bytes[..<end], as: UTF8.self).replacing("\"", with: "\"\"")
    return "\"\(inside)\"" + String(decoding: bytes[end...], as: UTF8.self)
  }
}
