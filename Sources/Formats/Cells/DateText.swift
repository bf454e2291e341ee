/// Reads dates as cells write them.
public enum DateText {
  /// Reads a date in a known order, or returns nil for what is none: a day has to exist.
  ///
  /// Parts are separated by `/`, `-` or `.`, twice the same. A year of two digits is one from 1970 to 2069. A time of
  /// day after the date, which spreadsheets add, is an error unless it is allowed; then it is dropped.
  public static func parse(
    _ text: String, _ order: DateOrder, allowingTime: Bool = false
  ) -> (year: Int, month: Int, day: Int)? {
    guard let parts = DateParts(text), allowingTime || !parts.hasTime else { return nil }
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
    guard date.year > 0, 1...12 ~= date.month, date.day >= 1, date.day <= days(in: date.month, of: date.year)
    else { return nil }
    return date
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
