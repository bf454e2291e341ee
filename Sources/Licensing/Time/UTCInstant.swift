/// A point in time, in whole milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct UTCInstant: Sendable, Hashable, Comparable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64

  /// The instant that lies `milliseconds` after 1970-01-01T00:00:00Z.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The instant that lies `seconds` after 1970-01-01T00:00:00Z.
  public init(seconds: Int64) {
    self.milliseconds = seconds * 1000
  }

  /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
  public var seconds: Int64 {
    let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// The civil day and the second of the day (0 to 86 399) at an offset of `offset` seconds east of UTC.
  func civil(offset: Int) -> (day: CalendarDay, second: Int) {
    let local = seconds + Int64(offset)
    let (quotient, remainder) = local.quotientAndRemainder(dividingBy: 86_400)
    let day = remainder < 0 ? quotient - 1 : quotient
    return (CalendarDay(number: Int32(clamping: day)), Int(remainder < 0 ? remainder + 86_400 : remainder))
  }

  /// Whether the left instant comes before the right one.
  public static func < (left: UTCInstant, right: UTCInstant) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension UTCInstant: CustomStringConvertible {
  /// The instant in UTC as RFC 3339 writes it, `2026-02-27T17:00:00Z`; milliseconds only where there are some.
  public var description: String {
    let fraction = Int(milliseconds - seconds * 1000)
    let digits = secondDigits
    var bytes = digits.indices.map { digits[$0] }
    if fraction != 0 {
      let (first, last) = (DigitPair(fraction / 10), DigitPair(fraction))
      let point = [0x2E, first.tens, first.ones, last.ones]
      bytes.insert(contentsOf: point, at: bytes.count - 1)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same as ASCII, without the milliseconds.
  public var secondDigits: InlineArray<20, UInt8> {
    let (civilDay, second) = civil(offset: 0)
    let (year, month, day) = civilDay.components
    let (years, months, days) = (DigitPair.pairs(ofYear: year), DigitPair(month), DigitPair(day))
    let (hours, minutes, seconds) = (DigitPair(second / 3600), DigitPair(second / 60 % 60), DigitPair(second % 60))
    return [
      years.0.tens, years.0.ones, years.1.tens, years.1.ones, 0x2D, months.tens, months.ones, 0x2D, days.tens,
      days.ones,
      0x54, hours.tens, hours.ones, 0x3A, minutes.tens, minutes.ones, 0x3A, seconds.tens, seconds.ones, 0x5A,
    ]
  }
}

/// The time of day as `HH:MM`.
func clockText(second: Int) -> String {
  let (hour, minute) = (DigitPair(second / 3600), DigitPair(second / 60 % 60))
  let bytes = [hour.tens, hour.ones, 0x3A, minute.tens, minute.ones]
  return String(decoding: bytes, as: UTF8.self)
}
