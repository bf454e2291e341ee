/// A number as the source wrote it, converted only when asked.
///
/// Two numbers are equal when they were written alike.
public struct JSONNumber: Sendable, Hashable {
  /// The source text, such as `1.50`, `0xFF` or `-Infinity`.
  public let text: String

  init(text: String) { self.text = text }

  /// A whole number.
  public init(_ value: Int) { text = String(value) }

  /// The value, if it is a whole number that `Int` holds: `3`, `3.0`, `0x10` and `12e2`, but not `3.5`.
  public var int: Int? {
    var digits = Substring(text)
    let isNegative = digits.first == "-"
    if isNegative || digits.first == "+" { digits.removeFirst() }
    if isHexadecimal {
      return Int((isNegative ? "-" : "") + digits.dropFirst(2), radix: 16)
    }
    return Self.wholeNumber(Array(digits.utf8), isNegative: isNegative)
  }

  /// The nearest floating point value, or nil if the number is too large for one.
  ///
  /// Only `Infinity` itself, which JSON5 allows, is infinite.
  public var double: Double? {
    switch text {
    case "Infinity", "+Infinity": return .infinity
    case "-Infinity": return -.infinity
    case "NaN", "+NaN", "-NaN": return .nan
    default:
      guard let value = Double(text), value.isFinite else { return nil }
      return value
    }
  }

  /// Whether the number is written in a way that plain JSON allows.
  var isPlain: Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last else { return false }
    if first == UInt8(ascii: "+") || isHexadecimal || !(0x30...0x39 ~= last) { return false }
    let digits = first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
    guard let start = digits.first, 0x30...0x39 ~= start else { return false }
    return zip(digits, digits.dropFirst()).allSatisfy { $0 != UInt8(ascii: ".") || 0x30...0x39 ~= $1 }
  }

  private var isHexadecimal: Bool {
    text.utf8.prefix(3).contains { $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: "X") }
  }

  /// Works through decimal notation exactly; the text has been checked by the parser.
  private static func wholeNumber(_ text: [UInt8], isNegative: Bool) -> Int? {
    let mark = text.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? text.count
    var digits: [UInt8] = []
    var fractionDigits = 0
    var isFraction = false
    for byte in text[..<mark] {
      if byte == UInt8(ascii: ".") {
        isFraction = true
      } else if 0x30...0x39 ~= byte {
        digits.append(byte - 0x30)
        if isFraction { fractionDigits += 1 }
      } else {
        return nil
      }
    }
    guard let last = digits.lastIndex(where: { $0 != 0 }) else { return digits.isEmpty ? nil : 0 }
    // Trailing zeros go into the exponent, so that 12.00 and 1200e-2 are whole numbers.
    var exponent = digits.count - 1 - last - fractionDigits
    if mark < text.count {
      guard let written = Int(String(decoding: text[(mark + 1)...], as: UTF8.self)) else { return nil }
      let (sum, overflow) = exponent.addingReportingOverflow(written)
      if overflow { return nil }
      exponent = sum
    }
    guard 0...18 ~= exponent else { return nil }
    var value = 0
    for digit in digits[...last].drop(while: { $0 == 0 }) + Array(repeating: 0, count: exponent) {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (next, underflow) = tens.subtractingReportingOverflow(Int(digit))
      if overflow || underflow { return nil }
      value = next
    }
    // The sum is kept negative because the smallest Int has no positive counterpart.
    guard !isNegative else { return value }
    return value == .min ? nil : -value
  }
}
