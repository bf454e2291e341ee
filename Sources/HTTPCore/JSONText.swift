/// The inside of a JSON string.
enum JSONText {
  /// Appends a text with its quotes and backslashes escaped, and with spaces for control characters.
  static func append(_ text: String, to output: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case Byte.quote, Byte.backslash:
        output.append(Byte.backslash)
        output.append(byte)
      case ..<Byte.space: output.append(Byte.space)
      default: output.append(byte)
      }
    }
  }
}
