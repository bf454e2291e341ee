extension JSONParser {
  /// Reads a string in double quotes, or in single ones if one stands here.
  mutating func parseString(_ start: SourcePosition) throws(JSONSyntaxError) -> String {
    let quote = bytes[index]
    index += 1
    var text: [UInt8] = []
    var runStart = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == quote {
        let run = bytes[runStart..<index]
        index += 1
        if text.isEmpty { return String(decoding: run, as: UTF8.self) }
        text.append(contentsOf: run)
        return String(decoding: text, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: bytes[runStart..<index])
        try parseEscape(into: &text, start)
        runStart = index
      } else if byte < 0x20 {
        if byte == 0x0A || byte == 0x0D { throw .unterminatedString(at: start, quote, isLineEnd: true) }
        if grammar == .strict { throw .controlCharacter(at: position(of: index), Unicode.Scalar(byte)) }
        index += 1
      } else {
        index += 1
      }
    }
    throw .unterminatedString(at: start, quote, isLineEnd: false)
  }

  private mutating func parseEscape(
    into text: inout [UInt8], _ start: SourcePosition
  ) throws(JSONSyntaxError) {
    let escape = index
    index += 1
    guard let byte = peek() else {
      throw .unterminatedString(at: start, UInt8(ascii: "\""), isLineEnd: false)
    }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(utf8: try parseUnicodeEscape(escape))
    default:
      index -= 1
      guard grammar == .json5 else {
        throw .invalidEscape(at: position(of: escape), scalar(at: index))
      }
      try parseJSON5Escape(escape, into: &text)
    }
  }

  /// Reads an escape that JSON5 adds: `\v \0 \xHH`, a line continuation, or a character that stands for itself.
  private mutating func parseJSON5Escape(_ escape: Int, into text: inout [UInt8]) throws(JSONSyntaxError) {
    if isLineEnd(at: index) {
      let isPair = bytes[index] == 0x0D && peek(1) == 0x0A
      index += bytes[index] == 0xE2 ? 3 : isPair ? 2 : 1
      return
    }
    let next = scalar(at: index)
    switch next {
    case "v":
      text.append(0x0B)
    case "x":
      index += 1
      guard let value = hexadecimal(digits: 2), let scalar = Unicode.Scalar(value) else {
        throw .invalidEscape(at: position(of: escape), nil)
      }
      text.append(utf8: scalar)
      return
    case "0":
      // An octal escape in ECMAScript's past, so a digit must not follow.
      if let byte = peek(1), 0x30...0x39 ~= byte { throw .invalidEscape(at: position(of: escape), next) }
      text.append(0)
    case "1"..."9":
      throw .invalidEscape(at: position(of: escape), next)
    default:
      text.append(utf8: next)
    }
    index += UTF8.width(next)
  }

  /// Reads the digits after `\u`, and the second half of a surrogate pair after the first.
  private mutating func parseUnicodeEscape(_ escape: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
    guard let value = hexadecimal(digits: 4) else { throw .invalidEscape(at: position(of: escape), nil) }
    if let scalar = Unicode.Scalar(value) { return scalar }
    guard value < 0xDC00, take("\\"), take("u"), let second = hexadecimal(digits: 4),
      0xDC00...0xDFFF ~= second,
      let scalar = Unicode.Scalar(0x10000 + ((value - 0xD800) << 10 | (second - 0xDC00)))
    else { throw .loneSurrogate(at: position(of: escape)) }
    return scalar
  }
}
