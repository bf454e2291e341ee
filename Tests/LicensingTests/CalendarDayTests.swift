import Licensing
import Testing

@Suite("Civil days")
struct CalendarDayTests {
  @Test("every day from 1800 to 2200 follows the one before it, to the end of the month and of the week")
  func walk() throws {
    var (year, month, date) = (1800, 1, 1)
    var current = try #require(CalendarDay(year: 1800, month: 1, day: 1))
    // 1 January 1800 was a Wednesday.
    var weekday = 2
    while year < 2201 {
      let (foundYear, foundMonth, foundDay) = current.components
      guard (foundYear, foundMonth, foundDay) == (year, month, date), current.weekday == Weekday.allCases[weekday],
        CalendarDay(year: year, month: month, day: date) == current
      else {
        Issue.record("\(current) is not \(year)-\(month)-\(date)")
        return
      }
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      #expect(CalendarDay.length(ofMonth: month, year: year) == length)
      (date, weekday) = (date + 1, (weekday + 1) % 7)
      if date > length { (month, date) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
      current = current.advanced(by: 1)
    }
  }

  @Test(
    "the ends of the calendar and 1970",
    arguments: [("1970-01-01", 0), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896)])
  func ends(text: String, number: Int32) throws {
    let found = try #require(CalendarDay(text))
    #expect(found.number == number)
    #expect(found.description == text)
    #expect(CalendarDay(number: number) == found)
  }

  @Test(
    "years of every kind, through text and back",
    arguments: [1, 4, 99, 100, 400, 999, 1582, 1900, 2000, 2024, 2100, 9999])
  func texts(year: Int) throws {
    for (month, date) in [(1, 1), (2, 28), (3, 1), (12, 31)] {
      let built = try #require(CalendarDay(year: year, month: month, day: date))
      #expect(CalendarDay(built.description) == built)
      #expect(built.components == (year, month, date))
    }
  }

  @Test(
    "what is no day",
    arguments: [
      "2026-02-29", "2026-02-30", "2100-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-01-32", "2026-04-31",
      "0000-01-01", "2026-1-1", "26-01-01", "2026/01/01", "2026-01-01T", "2026-01-01 ", " 2026-01-01", "", "31/12/2026",
      "2026-01-0１", "+026-01-01", "2026-0１-01", "2026-01-1a",
    ])
  func refused(text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test("29 February", arguments: ["2000-02-29", "2024-02-29", "2028-02-29"])
  func leapDay(text: String) throws {
    #expect(day(text).advanced(by: 1).description == text.prefix(4) + "-03-01")
    #expect(day(text).advanced(by: -1).description == text.prefix(4) + "-02-28")
  }

  @Test("days are ordered as time goes")
  func order() {
    #expect(day("2025-12-31") < day("2026-01-01"))
    #expect(day("1969-12-31") < day("1970-01-01"))
    #expect(!(day("2026-01-01") < day("2026-01-01")))
    #expect(day("1969-12-31").number == -1)
  }
}
