extension JSONParser {
  /// Steps over white space, and over comments where the grammar has them.
  mutating func skipSpace() throws(JSONSyntaxError) {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D:
        index += 1
      case UInt8(ascii: "/"):
        guard try skipComment() else { return }
      case 0x0B...0x0C where grammar == .json5:
        index += 1
      case 0x80... where grammar == .json5:
        guard let length = lengthOfWideSpace() else { return }
        index += length
      default:
        return
      }
    }
  }

  private mutating func skipComment() throws(JSONSyntaxError) -> Bool {
    let second = peek(1)
    guard second == UInt8(ascii: "/") || second == UInt8(ascii: "*") else { return false }
    let start = position(of: index)
    if grammar == .strict { throw .comment(at: start) }
    index += 2
    guard second == UInt8(ascii: "*") else {
      while index < bytes.count, !isLineEnd(at: index) { index += 1 }
      return true
    }
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
        index += 2
        return true
      }
      index += 1
    }
    throw .unterminatedComment(at: start)
  }

  /// Whether LF, CR, U+2028 or U+2029 stands at a byte.
  func isLineEnd(at offset: Int) -> Bool {
    let byte = bytes[offset]
    if byte == 0x0A || byte == 0x0D { return true }
    guard byte == 0xE2, offset + 2 < bytes.count, bytes[offset + 1] == 0x80 else { return false }
    return bytes[offset + 2] == 0xA8 || bytes[offset + 2] == 0xA9
  }

  /// How many bytes a space or line separator outside ASCII takes here.
  private func lengthOfWideSpace() -> Int? {
    let scalar = scalar(at: index)
    let isSpace =
      switch scalar {
      case "\u{FEFF}", "\u{2028}", "\u{2029}": true
      default: scalar.properties.generalCategory == .spaceSeparator
      }
    return isSpace ? UTF8.width(scalar) : nil
  }
}
