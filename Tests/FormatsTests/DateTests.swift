import Formats
import Testing

@Suite struct DateTests {
  @Test(arguments: [
    ("31/12/2026", DateOrder.dayFirst, [2026, 12, 31]), ("12/31/2026", .monthFirst, [2026, 12, 31]),
    ("2026-12-31", .iso, [2026, 12, 31]),
    ("1.2.2026", .dayFirst, [2026, 2, 1]), (" 31-12-26 ", .dayFirst, [2026, 12, 31]),
    ("01/01/70", .dayFirst, [1970, 1, 1]), ("01/01/69", .dayFirst, [2069, 1, 1]),
    ("29/02/2024", .dayFirst, [2024, 2, 29]), ("29/02/2000", .dayFirst, [2000, 2, 29]),
    ("2026/5/31", .iso, [2026, 5, 31]),
  ])
  func days(text: String, order: DateOrder, parts: [Int]) throws {
    let date = try #require(DateText.parse(text, order))
    #expect([date.year, date.month, date.day] == parts)
  }

  @Test(arguments: [
    "31/02/2026", "29/02/2025", "29/02/1900", "31/04/2026", "0/1/2026", "1/0/2026", "01/13/2026", "2026-12-31",
    "1/1/26x", "1/1/123", "1/1-2026",
    "", "/", "1/1", "1/1/20266", "99999999999999999999/1/1", "٣/١/٢٠٢٦", "01/01/0000", "31/12/2026 14:05", "32/01/2026",
  ])
  func noDays(text: String) {
    #expect(DateText.parse(text, .dayFirst) == nil)
  }

  @Test func times() {
    for time in [" 00:00", " 14:05:59", "T23:59"] {
      #expect(DateText.parse("31/12/2026" + time, .dayFirst, allowingTime: true)?.day == 31)
      #expect(DateText.parse("31/12/2026" + time, .dayFirst) == nil)
    }
    for time in [" 24:00", " 14:5", " 14", " 14:05:60", " 14:05:00:00", "x", " 14h05"] {
      #expect(DateText.parse("31/12/2026" + time, .dayFirst, allowingTime: true) == nil)
    }
  }

  @Test(arguments: [
    ([], "none"), (["x", "31/13/2026"], "none"), (["05/06/2026", "31/12/2026 14:05"], "day-first 2"),
    (["05/06/2026", "12/31/2026"], "month-first 2"),
    (["2026-05-31"], "iso 1"), (["05/06/2026", "04/06/2026"], "ambiguous 1"),
    (["31/12/2026", "12/31/2026"], "mixed 1 2"), (["05/06/2026", "2026-05-31"], "ambiguous 1"),
    (["2026-05-31", "05/06/2026"], "ambiguous 2"), (["2026-05-31", "13/06/2026", "05/06/2026"], "day-first 2"),
    (["05/05/2026"], "day-first 1"),
    (["31.12.2026", "31-12-26"], "day-first 1"),
    (["01/01/2026", "03/04/2026"], "ambiguous 2"), (["31/02/2026", "01/02/2026"], "day-first 1"),
  ])
  func evidence(cells: [String], expected: String) {
    var evidence = DateOrderEvidence()
    for (index, cell) in cells.enumerated() { evidence.add(cell, at: SourcePosition(line: index + 1, column: 1)) }
    let conclusion = evidence.conclusion
    let found =
      switch conclusion {
      case .none: "none"
      case .order(let order, let example): "\(order.rawValue) \(example.position.line)"
      case .ambiguous(let example): "ambiguous \(example.position.line)"
      case .mixed(let first, let second): "mixed \(first.position.line) \(second.position.line)"
      }
    #expect(found == expected)
    #expect(!conclusion.text.en.isEmpty && !conclusion.text.fr.isEmpty)
  }
}
