/// When a support desk is open: half-open intervals of wall-clock time on working days.
public struct DeskHours: Sendable, Hashable {
  /// The IANA name of the desk's time zone.
  public var timeZone: String
  /// The weekdays on which it opens.
  public var days: Set<Weekday>
  /// Seconds after midnight at which it opens.
  public var opens: Int
  /// Seconds after midnight at which it closes; 86 400 is the end of the day.
  ///
  /// That second is already closed.
  public var closes: Int
  /// The public holidays on which it stays closed.
  public var holidays: Holidays
  /// Further days on which it stays closed.
  public var closures: Set<CalendarDay>

  /// Makes the hours of a desk; `opens` and `closes` in seconds after midnight.
  public init(
    timeZone: String, days: Set<Weekday>, opens: Int, closes: Int, holidays: Holidays, closures: Set<CalendarDay> = []
  ) {
    self.timeZone = timeZone
    self.days = days
    self.opens = opens
    self.closes = closes
    self.holidays = holidays
    self.closures = closures
  }

  /// Whether the desk is open, and when that changes next.
  public struct Status: Sendable, Hashable {
    /// Whether it is open at that instant.
    public var isOpen: Bool
    /// Closed: the next opening, `nil` if there is none within two years.
    public var opensAt: UTCInstant?
    /// Open: the next closing, `nil` if there is none within two years.
    public var closesAt: UTCInstant?
  }

  /// Whether the desk works on a day at all.
  public func isWorkingDay(_ day: CalendarDay) -> Bool {
    days.contains(day.weekday) && !closures.contains(day) && !holidays.contains(day)
  }

  /// The status at an instant, told by the wall clock of `zone`.
  public func status(at instant: UTCInstant, in zone: ZoneRules) -> Status {
    let today = zone.day(at: instant)
    var open: (since: CalendarDay, until: UTCInstant)?
    for offset in 0...731 {
      let day = today.advanced(by: offset)
      let starts = zone.instant(of: day, second: opens)
      if let interval = open {
        // Intervals that touch, as with 00:00 to 24:00, are one.
        guard isWorkingDay(day), starts <= interval.until else {
          return Status(isOpen: true, opensAt: nil, closesAt: interval.until)
        }
        open = (interval.since, zone.instant(of: day, second: closes))
        continue
      }
      guard isWorkingDay(day) else { continue }
      let ends = zone.instant(of: day, second: closes)
      if instant < starts { return Status(isOpen: false, opensAt: starts, closesAt: nil) }
      if instant < ends { open = (day, ends) }
    }
    return Status(isOpen: open != nil, opensAt: nil, closesAt: nil)
  }
}
