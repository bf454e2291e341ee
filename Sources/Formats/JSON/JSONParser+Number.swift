extension JSONParser {
  /// Reads a number, or returns nil if a word begins here that is neither `Infinity` nor `NaN`.
  mutating func parseNumber(_ start: SourcePosition) throws(JSONSyntaxError) -> JSONNumber? {
    let first = index
    if peek() == UInt8(ascii: "-") {
      index += 1
    } else if peek() == UInt8(ascii: "+") {
      if grammar == .strict { throw .invalidNumber(at: start, .plusSign) }
      index += 1
    }
    if let byte = peek(), byte == UInt8(ascii: "I") || byte == UInt8(ascii: "N") {
      let beforeWord = index
      let word = bareWord()
      guard word == "Infinity" || word == "NaN" else {
        index = first
        if beforeWord > first { throw .invalidNumber(at: start, .noDigits) }
        return nil
      }
      if grammar == .strict { throw .invalidNumber(at: start, .notFinite) }
    } else if peek() == UInt8(ascii: "0"), let mark = peek(1), mark | 0x20 == UInt8(ascii: "x") {
      if grammar == .strict { throw .invalidNumber(at: start, .hexadecimal) }
      index += 2
      let digits = index
      while let byte = peek(), Self.hexadecimalValue(byte) != nil { index += 1 }
      if index == digits { throw .invalidNumber(at: start, .noDigits) }
    } else {
      try parseDecimal(start)
    }
    if index < bytes.count, Self.isIdentifier(scalar(at: index), first: false) {
      throw .invalidNumber(at: start, .followed(scalar(at: index)))
    }
    return JSONNumber(text: String(decoding: bytes[first..<index], as: UTF8.self))
  }

  private mutating func parseDecimal(_ start: SourcePosition) throws(JSONSyntaxError) {
    let leadsWithZero = peek() == UInt8(ascii: "0")
    let whole = skipDigits()
    if whole > 1, leadsWithZero { throw .invalidNumber(at: start, .leadingZero) }
    if whole == 0, peek() != UInt8(ascii: ".") { throw .invalidNumber(at: start, .noDigits) }
    if take(".") {
      let fraction = skipDigits()
      if whole + fraction == 0 { throw .invalidNumber(at: start, .noDigits) }
      if grammar == .strict, whole == 0 || fraction == 0 { throw .invalidNumber(at: start, .bareDot) }
    }
    guard let mark = peek(), mark | 0x20 == UInt8(ascii: "e") else { return }
    index += 1
    if !take("+") { _ = take("-") }
    if skipDigits() == 0 { throw .invalidNumber(at: start, .noExponent) }
  }

  private mutating func skipDigits() -> Int {
    let first = index
    while let byte = peek(), 0x30...0x39 ~= byte { index += 1 }
    return index - first
  }

  /// Reads exactly so many hexadecimal digits, or returns nil and moves on over those that are there.
  mutating func hexadecimal(digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let byte = peek(), let digit = Self.hexadecimalValue(byte) else { return nil }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }

  private static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
