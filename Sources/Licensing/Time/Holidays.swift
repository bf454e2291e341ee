/// Which public holidays close a desk.
///
/// The eleven of metropolitan France (Code du travail, L3133-1) and the two more of Alsace-Moselle (L3134-13) are
/// computed for any year, never listed.
public enum Holidays: String, Sendable, CaseIterable {
  /// Metropolitan France.
  case france = "FR"
  /// Moselle: Good Friday and 26 December as well.
  case moselle = "FR-57"
  /// Bas-Rhin: Good Friday and 26 December as well.
  case basRhin = "FR-67"
  /// Haut-Rhin: Good Friday and 26 December as well.
  case hautRhin = "FR-68"
  /// No holidays at all.
  case none = "none"

  /// Whether a day is one of them.
  public func contains(_ day: CalendarDay) -> Bool {
    guard self != .none else { return false }
    let (year, month, dayOfMonth) = day.components
    switch (month, dayOfMonth) {
    case (1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25): return true
    case (12, 26) where self != .france: return true
    case (3...6, _): break
    default: return false
    }
    guard let easter = Holidays.easterSunday(ofYear: year) else { return false }
    switch day.number - easter.number {
    // Easter Monday, Ascension, Whit Monday; Good Friday in Alsace and Moselle.
    case 1, 39, 50: return true
    case -2: return self != .france
    default: return false
    }
  }

  /// The holidays of a year, in order; a day that is two holidays at once (1 May 2008) is one day.
  public func days(inYear year: Int) -> [CalendarDay] {
    guard let newYear = CalendarDay(year: year, month: 1, day: 1) else { return [] }
    return (0..<366).map { newYear.advanced(by: $0) }.filter { $0.components.year == year && contains($0) }
  }

  /// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher), or `nil` outside years 1 to 9999.
  static func easterSunday(ofYear year: Int) -> CalendarDay? {
    let golden = year % 19
    let century = year / 100
    let (skipped, correction) = (century / 4, (century + 8) / 25)
    let epact = (19 * golden + century - skipped - (century - correction + 1) / 3 + 15) % 30
    let (leaps, rest) = (year % 100 / 4, year % 4)
    let weekday = (32 + 2 * (century % 4) + 2 * leaps - epact - rest) % 7
    let late = (golden + 11 * epact + 22 * weekday) / 451
    let sum = epact + weekday - 7 * late + 114
    return CalendarDay(year: year, month: sum / 31, day: sum % 31 + 1)
  }
}
