import Licensing
import Testing

@Suite("French public holidays")
struct HolidaysTests {
  private struct Facts: Decodable {
    struct Holiday: Decodable { var date: String }
    struct Year: Decodable {
      var easterSunday: String
      var metropole: [Holiday]
      var alsaceMoselle: [Holiday]
    }
    struct Coincidence: Decodable {
      var year: Int
      var days: Int
      var ascension: String
    }
    var years: [String: Year]
    var coinciding: [Coincidence]
  }

  @Test("pitfall: holidays off by one: every day of the years that are written down")
  func years() throws {
    let facts = try fixture("holidays-fr.json", as: Facts.self)
    #expect(facts.years.count == 3)
    for (name, year) in facts.years {
      let number = try #require(Int(name))
      let common = year.metropole.map(\.date)
      let all = (common + year.alsaceMoselle.map(\.date)).sorted()
      #expect(common.count == 11 && all.count == 13)
      #expect(Holidays.france.days(inYear: number).map(\.description) == common)
      for local in [Holidays.moselle, .basRhin, .hautRhin] {
        #expect(local.days(inYear: number).map(\.description) == all)
      }
      #expect(Holidays.none.days(inYear: number).isEmpty)
      // Easter Sunday itself is none.
      #expect(!Holidays.moselle.contains(day(year.easterSunday)))
    }
  }

  @Test("Ascension on another holiday: two names, one day")
  func coincidences() throws {
    for fact in try fixture("holidays-fr.json", as: Facts.self).coinciding {
      #expect(Holidays.france.days(inYear: fact.year).count == fact.days)
      #expect(Holidays.france.contains(day(fact.ascension)))
    }
  }

  /// Easter Sunday by Gauss's way, which shares nothing with the way of the sources; months as 3 and 4.
  private static func easter(_ year: Int) -> (month: Int, day: Int) {
    let (a, b, c) = (year % 19, year % 4, year % 7)
    let k = year / 100
    let p = (13 + 8 * k) / 25
    let m = (15 - p + k - k / 4) % 30
    let n = (4 + k - k / 4) % 7
    let d = (19 * a + m) % 30
    let e = (2 * b + 4 * c + 6 * d + n) % 7
    var date = 22 + d + e
    if d == 29 && e == 6 { date = 50 }
    if d == 28 && e == 6 && (11 * m + 11) % 30 < 19 { date = 49 }
    return date > 31 ? (4, date - 31) : (3, date)
  }

  @Test("five hundred years of movable feasts, by another way to find Easter")
  func movable() throws {
    for year in 1700...2200 {
      let found = Self.easter(year)
      let easter = try #require(CalendarDay(year: year, month: found.month, day: found.day))
      #expect(easter.weekday == .sun)
      let fixed = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"].map { day(iso(year) + $0) }
      let common = Set(fixed + [1, 39, 50].map { easter.advanced(by: $0) })
      let local = common.union([easter.advanced(by: -2), day(iso(year) + "12-26")])
      guard Set(Holidays.france.days(inYear: year)) == common, Set(Holidays.moselle.days(inYear: year)) == local else {
        Issue.record("\(year): Easter is \(easter)")
        return
      }
    }
  }

  private func iso(_ year: Int) -> String { "\(year)-" }

  @Test("the earliest and the latest Easter", arguments: ["1818-03-23", "2008-03-24", "2038-04-26", "1943-04-26"])
  func extremes(monday: String) {
    #expect(Holidays.france.contains(day(monday)))
    #expect(!Holidays.france.contains(day(monday).advanced(by: -1)))
    #expect(!Holidays.france.contains(day(monday).advanced(by: 1)))
  }

  @Test("the codes that files use", arguments: ["FR", "FR-57", "FR-67", "FR-68", "none"])
  func codes(code: String) {
    #expect(Holidays(rawValue: code) != nil)
    #expect(Holidays(rawValue: code.lowercased() + "x") == nil)
    #expect(Holidays.allCases.count == 5)
  }

  @Test("the ends of the calendar have holidays too", arguments: [1, 9999])
  func ends(year: Int) {
    #expect(Holidays.france.days(inYear: year).count >= 10)
    #expect(Holidays.france.days(inYear: 0).isEmpty && Holidays.france.days(inYear: 10_000).isEmpty)
  }
}
