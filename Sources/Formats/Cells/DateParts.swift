/// A text of the shape of a date, split but not yet judged.
struct DateParts {
  let first: Int
  let second: Int
  /// The third number; a year of two digits has been completed.
  let third: Int
  /// Whether the first number has four digits.
  let isYearFirst: Bool
  let hasTime: Bool

  /// Splits a text, or returns nil if its shape is another.
  init?(_ text: String) {
    var rest = CellText.trimmed(text.utf8)
    guard rest.count <= 40, let first = Self.number(&rest), let separator = rest.popFirst(),
      separator == UInt8(ascii: "/") || separator == UInt8(ascii: "-") || separator == UInt8(ascii: "."),
      let second = Self.number(&rest), rest.popFirst() == separator, let third = Self.number(&rest),
      second.length <= 2
    else { return nil }
    switch (first.length, third.length) {
    case (4, 1...2):
      isYearFirst = true
      self.third = third.value
    case (1...2, 4):
      isYearFirst = false
      self.third = third.value
    case (1...2, 2):
      isYearFirst = false
      self.third = third.value + (third.value < 70 ? 2000 : 1900)
    default: return nil
    }
    self.first = first.value
    self.second = second.value
    hasTime = !rest.isEmpty
    if hasTime, !Self.isTime(rest) { return nil }
  }

  private static func number(_ rest: inout Substring.UTF8View) -> (value: Int, length: Int)? {
    let digits = rest.prefix(4).prefix { 0x30...0x39 ~= $0 }
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    return (digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, digits.count)
  }

  /// Whether a text is a time of day: `12:00`, `12:00:00`.
  static func isTimeOfDay(_ text: String) -> Bool { isTimeOfDay(CellText.trimmed(text.utf8)) }

  /// Whether the rest is a time of day after a space or a `T`.
  private static func isTime(_ text: Substring.UTF8View) -> Bool {
    guard let mark = text.first, mark == 0x20 || mark == UInt8(ascii: "T") else { return false }
    return isTimeOfDay(text.dropFirst())
  }

  private static func isTimeOfDay(_ text: Substring.UTF8View) -> Bool {
    var rest = text
    guard let hour = number(&rest), hour.length <= 2, hour.value < 24 else { return false }
    var parts = 1
    while !rest.isEmpty {
      guard parts < 3, rest.popFirst() == UInt8(ascii: ":"), let part = number(&rest), part.length == 2,
        part.value < 60
      else { return false }
      parts += 1
    }
    return parts > 1
  }
}
