/// A civil day of the proleptic Gregorian calendar, without a time of day or a zone.
///
/// Contracts, releases and holidays speak of days. A day becomes an instant only through the zone of a programme
/// (``ZoneRules``), so that "ends 2026-02-28" means the whole of that day where the desk is.
public struct CalendarDay: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01, which is 0; earlier days are negative.
  public let number: Int32

  /// The day that lies `number` days after 1970-01-01.
  public init(number: Int32) {
    self.number = number
  }

  /// The day of a year, a month (1 to 12) and a day of the month, or `nil` if there is no such day.
  ///
  /// Years run from 1 to 9999, as in RFC 3339.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    guard day <= CalendarDay.length(ofMonth: month, year: year) else { return nil }
    // The count starts in March, so that the leap day is the last of its year.
    let shiftedYear = month <= 2 ? year - 1 : year
    let shiftedMonth = (month + 9) % 12
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// The day written as `YYYY-MM-DD` (ISO 8601, extended form, exactly ten characters), or `nil`.
  public init?(_ text: String) {
    self.init(ascii: text.utf8Span.span)
  }

  /// The same from a part of a text.
  public init?(_ text: Substring) {
    self.init(String(text))
  }

  /// The same from the bytes of such a text.
  ///
  /// - Parameter bytes: the ten characters in ASCII; anything else makes no day.
  public init?(ascii bytes: Span<UInt8>) {
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        guard case 0x30...0x39 = bytes[index] else { return nil }
        value = value * 10 + Int(bytes[index] - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The number of days of a month (1 to 12) in a year.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The year, the month (1 to 12) and the day of the month (1 to 31).
  public var components: (year: Int, month: Int, day: Int) {
    // No day of 32 bits comes near the bounds of what is reckoned with here, so nothing is checked for overflow.
    let shifted = Int(number) &+ 719_468
    let era = (shifted >= 0 ? shifted : shifted &- 146_096) / 146_097
    let dayOfEra = UInt32(truncatingIfNeeded: shifted &- era &* 146_097)
    let yearOfEra = (dayOfEra &- dayOfEra / 1460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
    let shiftedMonth = (5 &* dayOfYear &+ 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth &+ 3 : shiftedMonth &- 9
    let year = Int(yearOfEra) &+ era &* 400 &+ (month <= 2 ? 1 : 0)
    return (year, Int(month), Int(dayOfYear &- (153 &* shiftedMonth &+ 2) / 5 &+ 1))
  }

  /// The day of the week.
  public var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let index = (Int(number) % 7 + 7 + 3) % 7
    return Weekday.allCases[index]
  }

  /// The day that lies `days` days later (earlier if negative).
  public func advanced(by days: Int) -> CalendarDay {
    CalendarDay(number: number + Int32(days))
  }

  /// Whether the left day comes before the right one.
  public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    left.number < right.number
  }
}

/// A day of the week; Monday is the first, as in ISO 8601.
public enum Weekday: String, Sendable, CaseIterable {
  case mon, tue, wed, thu, fri, sat, sun
}

extension CalendarDay: CustomStringConvertible {
  /// The day as `YYYY-MM-DD`.
  public var description: String { text(in: .english) }

  /// The same as ASCII.
  public var digits: InlineArray<10, UInt8> {
    let (year, month, day) = components
    let (years, months, days) = (DigitPair.pairs(ofYear: year), DigitPair(month), DigitPair(day))
    return [
      years.0.tens, years.0.ones, years.1.tens, years.1.ones, 0x2D, months.tens, months.ones, 0x2D, days.tens,
      days.ones,
    ]
  }

  /// The day as people of a language write it, `2026-02-28` or `28/02/2026`, as ASCII.
  public func digits(in language: Language) -> InlineArray<10, UInt8> {
    switch language {
    case .english: return digits
    case .french:
      let (year, month, day) = components
      let (years, months, days) = (DigitPair.pairs(ofYear: year), DigitPair(month), DigitPair(day))
      return [
        days.tens, days.ones, 0x2F, months.tens, months.ones, 0x2F, years.0.tens, years.0.ones, years.1.tens,
        years.1.ones,
      ]
    }
  }

  /// The day as people of a language write it: `2026-02-28`, `28/02/2026`.
  public func text(in language: Language) -> String {
    let digits = digits(in: language)
    return String(decoding: digits.indices.map { digits[$0] }, as: UTF8.self)
  }
}
