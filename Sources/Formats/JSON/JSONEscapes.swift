/// The escapes that RFC 8259 demands in a string: the quote, the backslash and the control characters.
enum JSONEscapes {
  /// Appends a text with its escapes; most have none and are copied whole.
  @inline(__always)
  static func append(_ text: String, to bytes: inout [UInt8]) {
    if needsNone(text.utf8Span.span) {
      bytes.append(contentsOf: text.utf8)
    } else {
      appendEscaped(text.utf8Span.span, to: &bytes)
    }
  }

  private static func needsNone(_ text: Span<UInt8>) -> Bool {
    for index in text.indices where isEscaped(text[index]) { return false }
    return true
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func appendEscaped(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(addingCapacity: text.count * 6) { output in
      for index in text.indices {
        let byte = text[index]
        guard isEscaped(byte) else {
          output.append(byte)
          continue
        }
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
        case 0x08: output.append(UInt8(ascii: "b"))
        case 0x09: output.append(UInt8(ascii: "t"))
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0C: output.append(UInt8(ascii: "f"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        default:
          output.append(UInt8(ascii: "u"))
          output.append(repeating: UInt8(ascii: "0"), count: 2)
          output.append(byte < 0x10 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
          let digit = byte & 0x0F
          output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
      }
    }
  }
}
