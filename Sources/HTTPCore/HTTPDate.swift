/// Dates as HTTP and as logs write them.
public enum HTTPDate {
  /// The text of a moment as HTTP has it: "Sun, 06 Nov 1994 08:49:37 GMT".
  ///
  /// - Parameter unixSeconds: seconds since 1970.
  public static func text(unixSeconds: Int) -> String {
    let (days, second) = split(unixSeconds, by: 86_400)
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let (year, month, day) = date(days: days)
    return "\(weekdays[split(days, by: 7).rest]), \(pad(day)) \(months[month - 1]) \(pad(year, 4)) \(clock(second)) GMT"
  }

  /// The text of a moment as RFC 3339 has it, in UTC and to the microsecond: "1994-11-06T08:49:37.000250Z".
  ///
  /// - Parameter unixMicroseconds: microseconds since 1970.
  public static func timestamp(unixMicroseconds: Int) -> String {
    let (seconds, fraction) = split(unixMicroseconds, by: 1_000_000)
    let (days, second) = split(seconds, by: 86_400)
    let (year, month, day) = date(days: days)
    return "\(pad(year, 4))-\(pad(month))-\(pad(day))T\(clock(second)).\(pad(fraction, 6))Z"
  }

  /// The date of a day, counted from 1970-01-01.
  private static func date(days: Int) -> (year: Int, month: Int, day: Int) {
    // By eras of 400 years that begin in March, so that the leap day is a year's last.
    let (era, dayOfEra) = split(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func clock(_ second: Int) -> String {
    "\(pad(second / 3600)):\(pad(second / 60 % 60)):\(pad(second % 60))"
  }

  /// The quotient rounded down, and the rest, which is never negative.
  private static func split(_ number: Int, by divisor: Int) -> (whole: Int, rest: Int) {
    let rest = (number % divisor + divisor) % divisor
    return ((number - rest) / divisor, rest)
  }

  private static func pad(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
