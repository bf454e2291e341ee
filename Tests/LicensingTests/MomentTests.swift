import Licensing
import Testing

@Suite("The time that a question is asked for")
struct MomentTests {
  @Test("a bare day")
  func bareDay() throws {
    #expect(try Moment("2026-02-27") == .day(day("2026-02-27")))
  }

  @Test(
    "an instant with an offset; seconds and their fraction are optional",
    arguments: [
      ("2026-02-27T17:59:00+01:00", "2026-02-27T16:59:00Z"), ("2026-02-27T17:59+01:00", "2026-02-27T16:59:00Z"),
      ("2026-02-27T16:59:00Z", "2026-02-27T16:59:00Z"), ("2026-02-27t16:59:00z", "2026-02-27T16:59:00Z"),
      ("2026-02-27T16:59Z", "2026-02-27T16:59:00Z"), ("2026-02-27T16:59:00-00:00", "2026-02-27T16:59:00Z"),
      ("2026-02-27T23:30:00-05:30", "2026-02-28T05:00:00Z"), ("2026-03-01T00:00:00+01:00", "2026-02-28T23:00:00Z"),
      ("2026-02-27T17:59:00.5Z", "2026-02-27T17:59:00.500Z"), ("2026-02-27T17:59:00.000Z", "2026-02-27T17:59:00Z"),
      ("2026-02-27T17:59:00.123456789Z", "2026-02-27T17:59:00.123Z"),
      ("2026-02-27T17:59:00.007Z", "2026-02-27T17:59:00.007Z"), ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
      ("2015-07-01T01:59:60+02:00", "2015-07-01T00:00:00Z"), ("2026-06-30T23:59:60.5Z", "2026-07-01T00:00:00.500Z"),
      ("2017-01-01T00:59:60+01:00", "2017-01-01T00:00:00Z"), ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"),
      ("2026-02-27 16:59:00Z", "2026-02-27T16:59:00Z"),
    ])
  func instants(text: String, utc: String) throws {
    guard case .instant(let found) = try Moment(text) else {
      Issue.record("\(text) is an instant")
      return
    }
    #expect(found.description == utc)
  }

  @Test(
    "what is none, and why",
    arguments: [
      ("", Moment.ParseError.malformed), ("tomorrow", .malformed), ("27/02/2026", .malformed),
      ("2026-02-27T", .malformed), ("2026-02-27T17", .malformed), ("2026-02-27T17:5", .malformed),
      ("2026-02-27T17:59:00+0100", .malformed), ("2026-02-27T17:59:00+01", .malformed),
      ("2026-02-27T17:59:00Zx", .malformed), ("2026-02-27T17:59:00.Z", .malformed),
      ("2026-02-27T17:59:00,5Z", .malformed), ("2026-02-27_17:59:00Z", .malformed), ("2026-2-27", .malformed),
      ("2026-02-27T17:59:00+01:00 ", .malformed), ("2026-02-27T1７:59Z", .malformed),
      ("2026-02-29", .nonexistent), ("2026-02-31T12:00:00Z", .nonexistent), ("2026-02-27T24:00:00Z", .nonexistent),
      ("2026-02-27T12:60:00Z", .nonexistent), ("2026-02-27T12:00:60Z", .nonexistent),
      ("2026-02-27T23:59:60Z", .nonexistent), ("2026-06-30T12:59:60Z", .nonexistent),
      ("2026-06-30T23:59:60+01:00", .nonexistent), ("2026-06-30T23:58:60Z", .nonexistent),
      ("2026-06-30T23:59:61Z", .nonexistent), ("2026-02-27T12:00:00+24:00", .nonexistent),
      ("2026-02-27T12:00:00+01:60", .nonexistent),
      ("0000-01-01", .nonexistent), ("9999-12-31T23:59:59Z", .nonexistent),
      ("9999-12-31T23:59:59-23:59", .nonexistent), ("0001-01-01T00:00:00+14:00", .nonexistent),
      ("2026-02-27T17:59:00", .offsetMissing), ("2026-02-27T17:59", .offsetMissing),
      ("2026-02-27T17:59:00.5", .offsetMissing),
    ])
  func refused(text: String, error: Moment.ParseError) {
    #expect(throws: error) { try Moment(text) }
  }

  @Test(
    "a raw plus that a query turned into a space says so",
    arguments: ["2026-02-27T17:59:00 01:00", "2026-02-27T17:59 01:00", "2026-02-27T17:59:00.5 01:00"])
  func plus(text: String) {
    #expect(throws: Moment.ParseError.plusBecameSpace) { try Moment(text) }
  }

  @Test("every error has a code and a text in both languages that quotes what was written")
  func messages() {
    let errors: [Moment.ParseError] = [.malformed, .nonexistent, .offsetMissing, .plusBecameSpace]
    #expect(Set(errors.map(\.code)).count == errors.count)
    for error in errors {
      let texts = Language.allCases.map { error.message("X-Y", $0) }
      #expect(texts.allSatisfy { $0.contains("X-Y") })
      #expect(texts[0] != texts[1])
    }
  }

  @Test("no text, however long or strange, does worse than an error")
  func hostile() {
    var random = SeededGenerator(seed: 4)
    let alphabet = Array("0123456789-:.TZ+ tz\u{e9}\u{1F600}\u{0}")
    for _ in 0..<5000 {
      let length = Int.random(in: 0...30, using: &random)
      let start = random.one(in: 2) ? "2026-02-27" : ""
      let text = start + String((0..<length).map { _ in random.pick(alphabet, or: "0") })
      _ = try? Moment(text)
    }
    #expect(throws: Moment.ParseError.self) { try Moment(String(repeating: "9", count: 512)) }
  }

  @Test("a bare day means noon of that day where the desk is")
  func noon() throws {
    let winter = try Scenario.standard().decision(on: .ask(at: day("2026-02-27")))
    #expect(winter.decidedAt == Scenario.noon)
    #expect(winter.desk?.isOpen == true)
    // Noon of a Saturday: closed until Monday.
    let saturday = try Scenario.standard().decision(on: .ask(at: day("2026-02-28")))
    #expect(saturday.desk?.opensAt == instant("2026-03-02T09:00:00+01:00"))
  }
}
