/// Reads dates as cells write them.
public enum DateText {
  /// Reads a date in a known order, or returns nil for what is none: a day has to exist.
  ///
  /// A month in letters, French or English, is the same in any order: `31 décembre 2026`, `31-déc.-26`. Else parts are
  /// separated by `/`, `-` or `.`, twice the same. A year of two digits is one from 1970 to 2069. A time of
  /// day after the date, which spreadsheets add, is an error unless it is allowed; then it is dropped.
  public static func parse(
    _ text: String, _ order: DateOrder, allowingTime: Bool = false
  ) -> (year: Int, month: Int, day: Int)? {
    guard let parts = DateParts(text) else { return NamedMonthDate(text).flatMap(existing) }
    guard allowingTime || !parts.hasTime else { return nil }
    let date: (year: Int, month: Int, day: Int)
    switch order {
    case .iso:
      guard parts.isYearFirst else { return nil }
      date = (parts.first, parts.second, parts.third)
    case .dayFirst:
      guard !parts.isYearFirst else { return nil }
      date = (parts.third, parts.second, parts.first)
    case .monthFirst:
      guard !parts.isYearFirst else { return nil }
      date = (parts.third, parts.first, parts.second)
    }
    return existing(date)
  }

  private static func existing(_ date: NamedMonthDate) -> (year: Int, month: Int, day: Int)? {
    existing((date.year, date.month, date.day))
  }

  /// The date, if there is such a day.
  private static func existing(_ date: (year: Int, month: Int, day: Int)) -> (year: Int, month: Int, day: Int)? {
    let exists =
      date.year > 0 && 1...12 ~= date.month && date.day >= 1 && date.day <= days(in: date.month, of: date.year)
    return exists ? date : nil
  }

  /// The number of days in a month of the Gregorian calendar.
  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
