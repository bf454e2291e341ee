/// Reads numbers as cells write them: `1 234,5` in French, `1,234.5` in English.
public struct NumberText: Sendable, Hashable {
  /// An exact decimal number: `significand` divided by ten to the power of `fractionDigits`.
  public struct Decimal: Sendable, Hashable {
    /// All digits as one whole number, with the sign.
    public let significand: Int
    /// How many of the digits stand after the decimal mark.
    public let fractionDigits: Int

    /// The nearest floating point number.
    public var double: Double {
      // Powers of ten are exact up to 10^22, beyond the 18 digits that are read.
      Double(significand) / (0..<fractionDigits).reduce(1.0) { scale, _ in scale * 10 }
    }
  }

  private let decimalMark: Unicode.Scalar
  private let groupMarks: Set<Unicode.Scalar>

  /// A decimal comma; groups of three digits parted by a space, U+00A0, U+2009 or U+202F.
  public static let french = NumberText(decimalMark: ",", groupMarks: [" ", "\u{A0}", "\u{2009}", "\u{202F}"])
  /// A decimal point; groups of three digits parted by a comma.
  public static let english = NumberText(decimalMark: ".", groupMarks: [","])

  /// Reads a whole number, or returns nil for anything else.
  ///
  /// A spreadsheet may show one or two decimals that are zeros: `12,0`, `12,00`. Three could be thousands: `12,000` is none.
  public func integer(_ text: String) -> Int? {
    if let digits = NumberText.plain(text.utf8Span.span) { return digits }
    guard let number = decimal(text), number.fractionDigits <= 2 else { return nil }
    let scale = [1, 10, 100][number.fractionDigits]
    return number.significand.isMultiple(of: scale) ? number.significand / scale : nil
  }

  /// Reads a decimal number exactly, or returns nil for what is none or has more than 18 digits.
  public func decimal(_ text: String) -> Decimal? {
    var rest = CellText.trimmed(text)
    let sign = rest.first
    let isNegative = sign == "-" || sign == "\u{2212}"
    if isNegative || sign == "+" { rest = rest.dropFirst() }
    let parts = rest.split(separator: decimalMark, maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap(wholeDigits) else { return nil }
    let fraction = parts.count > 1 ? parts[1].flatMap(Self.digit) : []
    if parts.count > 1, fraction.isEmpty || fraction.count != parts[1].count { return nil }
    let digits = whole + fraction
    guard digits.count <= 18 else { return nil }
    let value = digits.reduce(0) { $0 * 10 + $1 }
    return Decimal(significand: isNegative ? -value : value, fractionDigits: fraction.count)
  }

  /// A number that is written in digits alone, as most are.
  private static func plain(_ bytes: Span<UInt8>) -> Int? {
    guard (1...18).contains(bytes.count) else { return nil }
    var number = 0
    for index in bytes.indices {
      guard (0x30...0x39).contains(bytes[index]) else { return nil }
      number = number * 10 + Int(bytes[index] - 0x30)
    }
    return number
  }

  /// The digits before the decimal mark, or nil if they are grouped wrongly.
  private func wholeDigits(_ text: Substring.UnicodeScalarView) -> [Int]? {
    let groups = text.split(omittingEmptySubsequences: false) { groupMarks.contains($0) }
    guard let first = groups.first, !first.isEmpty else { return nil }
    if groups.count > 1 {
      guard first.count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    }
    let digits = groups.joined().flatMap(Self.digit)
    return digits.count == groups.reduce(0) { $0 + $1.count } ? digits : nil
  }

  private static func digit(_ scalar: Unicode.Scalar) -> [Int] {
    "0"..."9" ~= scalar ? [Int(scalar.value) - 0x30] : []
  }
}
