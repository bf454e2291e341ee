import Licensing
import Testing

@Suite("Whether the desk is open")
struct DeskHoursTests {
  /// `open until ...` or `closed until ...`, in UTC.
  private static func line(_ desk: DeskHours, _ text: String, in zone: ZoneRules = .paris) -> String {
    let status = desk.status(at: instant(text), in: zone)
    // One of the two is told, never both.
    if status.isOpen { return status.opensAt == nil ? "open until \(status.closesAt?.description ?? "-")" : "both" }
    return status.closesAt == nil ? "closed until \(status.opensAt?.description ?? "-")" : "both"
  }

  @Test(
    "half-open hours, weekends, holidays and closures",
    arguments: [
      ("2026-02-27T08:59:59.999+01:00", "closed until 2026-02-27T08:00:00Z"),
      ("2026-02-27T09:00:00+01:00", "open until 2026-02-27T17:00:00Z"),
      ("2026-02-27T17:59:59.999+01:00", "open until 2026-02-27T17:00:00Z"),
      ("2026-02-27T18:00:00+01:00", "closed until 2026-03-02T08:00:00Z"),
      ("2026-03-01T12:00:00+01:00", "closed until 2026-03-02T08:00:00Z"),
      ("2026-02-27T00:00:00+01:00", "closed until 2026-02-27T08:00:00Z"),
      // Easter Monday; 1 May is a Friday; 24 December is a closure, 25 a holiday, then a weekend.
      ("2026-04-03T18:00:00+02:00", "closed until 2026-04-07T07:00:00Z"),
      ("2026-05-01T10:00:00+02:00", "closed until 2026-05-04T07:00:00Z"),
      ("2026-12-23T18:00:00+01:00", "closed until 2026-12-28T08:00:00Z"),
      ("2026-12-31T18:00:00+01:00", "closed until 2027-01-04T08:00:00Z"),
    ])
  func office(text: String, expected: String) {
    #expect(Self.line(.office, text) == expected)
  }

  @Test("pitfall: DST days keep the wall clock: nine o'clock is nine o'clock")
  func daylightSaving() {
    var sundays = DeskHours.office
    sundays.days = Set(Weekday.allCases)
    // Clocks go forward on 29 March 2026 and back on 25 October.
    #expect(Self.line(sundays, "2026-03-28T17:59:00+01:00") == "open until 2026-03-28T17:00:00Z")
    #expect(Self.line(sundays, "2026-03-28T18:00:00+01:00") == "closed until 2026-03-29T07:00:00Z")
    #expect(Self.line(sundays, "2026-03-29T09:00:00+02:00") == "open until 2026-03-29T16:00:00Z")
    #expect(Self.line(sundays, "2026-10-24T18:00:00+02:00") == "closed until 2026-10-25T08:00:00Z")
    #expect(Self.line(sundays, "2026-10-25T17:59:00+01:00") == "open until 2026-10-25T17:00:00Z")
  }

  @Test(
    "hours that the clock leaps over are cut short, not moved",
    arguments: [
      (9000, 12_600, "2026-03-29T00:59:59Z", "closed until 2026-03-29T01:00:00Z"),
      (9000, 12_600, "2026-03-29T01:00:00Z", "open until 2026-03-29T01:30:00Z"),
      (0, 9000, "2026-03-29T00:59:59Z", "open until 2026-03-29T01:00:00Z"),
      (0, 9000, "2026-03-29T01:00:00Z", "closed until 2026-04-04T22:00:00Z"),
    ])
  func leap(opens: Int, closes: Int, at: String, expected: String) {
    let desk = DeskHours(timeZone: "Europe/Paris", days: [.sun], opens: opens, closes: closes, holidays: .none)
    #expect(Self.line(desk, at) == expected)
  }

  @Test("pitfall: a 00:00-23:59 day closed for one minute: 24:00 closes with the day, and days that touch are one")
  func wholeDay() {
    var always = DeskHours(timeZone: "Europe/Paris", days: [.fri], opens: 0, closes: 86_400, holidays: .none)
    #expect(Self.line(always, "2026-02-27T23:59:59.999+01:00") == "open until 2026-02-27T23:00:00Z")
    #expect(Self.line(always, "2026-02-28T00:00:00+01:00") == "closed until 2026-03-05T23:00:00Z")
    always.days = [.fri, .sat]
    #expect(Self.line(always, "2026-02-27T23:59:30+01:00") == "open until 2026-02-28T23:00:00Z")
    always.days = Set(Weekday.allCases)
    #expect(Self.line(always, "2026-02-27T23:59:30+01:00") == "open until -", "it never closes")
    // Until the next closure, over the change of clocks.
    always.closures = [day("2026-04-01")]
    #expect(Self.line(always, "2026-02-27T23:59:30+01:00") == "open until 2026-03-31T22:00:00Z")
  }

  @Test("a desk that never opens says so instead of searching for ever")
  func never() {
    let never = DeskHours(timeZone: "Europe/Paris", days: [], opens: 0, closes: 3600, holidays: .none)
    #expect(Self.line(never, "2026-02-27T12:00:00+01:00") == "closed until -")
  }

  @Test("the local holidays", arguments: [Holidays.moselle, .basRhin, .hautRhin])
  func local(holidays: Holidays) {
    var desk = DeskHours.office
    desk.holidays = holidays
    // Good Friday, 3 April 2026, to the Tuesday after Easter.
    #expect(Self.line(desk, "2026-04-03T10:00:00+02:00") == "closed until 2026-04-07T07:00:00Z")
    #expect(Self.line(.office, "2026-04-03T10:00:00+02:00") == "open until 2026-04-03T16:00:00Z")
  }

  @Test("told at every quarter of an hour of a year, status and day agree")
  func walk() {
    let desk = DeskHours.office
    var next: UTCInstant?
    var wasOpen = false
    for quarter in 0..<(365 * 96) {
      let now = UTCInstant(seconds: 1_767_222_000 + Int64(quarter) * 900)
      guard now >= next ?? now else { continue }
      let status = desk.status(at: now, in: .paris)
      if let change = next {
        // What was announced happens then and not before.
        #expect(now == change && status.isOpen != wasOpen)
      }
      #expect(!status.isOpen || desk.isWorkingDay(ZoneRules.paris.day(at: now)))
      next = status.isOpen ? status.closesAt : status.opensAt
      wasOpen = status.isOpen
    }
  }
}
