/// The escapes that RFC 8259 demands in a string: the quote, the backslash and the control characters.
enum JSONEscapes {
  /// Appends a text in quotes, with its escapes; most have none, and are found so after they were copied whole.
  static func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
    let start = bytes.count + 1
    let utf8 = text.utf8Span.span
    if utf8.count <= shortText {
      var isClean = true
      bytes.append(addingCapacity: utf8.count + 2) { output in
        output.append(quote)
        for index in utf8.indices {
          let byte = utf8[index]
          if isEscaped(byte) { isClean = false }
          output.append(byte)
        }
        output.append(quote)
      }
      if isClean { return }
    } else {
      bytes.append(quote)
      bytes.append(contentsOf: text.utf8)
      bytes.append(quote)
      if !needsAny(bytes.span.extracting(start..<(bytes.count - 1))) { return }
    }
    bytes.removeSubrange(start...)
    appendEscaped(utf8, to: &bytes)
    bytes.append(quote)
  }

  private static let quote = UInt8(ascii: "\"")
  /// Up to here one loop over the bytes is quicker than copying and looking in two.
  private static let shortText = 16

  /// Looks at every byte without leaving early, which the compiler turns into a loop over vectors.
  private static func needsAny(_ text: Span<UInt8>) -> Bool {
    var found: UInt8 = 0
    for index in text.indices {
      let byte = text[index]
      found |= (byte < 0x20 ? 1 : 0) | (byte == UInt8(ascii: "\"") ? 1 : 0) | (byte == UInt8(ascii: "\\") ? 1 : 0)
    }
    return found != 0
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
