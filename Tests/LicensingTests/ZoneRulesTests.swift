import Foundation
import Licensing
import Testing

@Suite("Time zones, read from the system's files")
struct ZoneRulesTests {
  @Test(
    "Paris, winter and summer, past and far to come",
    arguments: [
      ("2026-01-15T12:00:00Z", 3600), ("2026-07-15T12:00:00Z", 7200), ("2026-03-29T00:59:59Z", 3600),
      ("2026-03-29T01:00:00Z", 7200), ("2026-10-25T00:59:59Z", 7200), ("2026-10-25T01:00:00Z", 3600),
      ("2100-03-28T00:59:59Z", 3600), ("2100-03-28T01:00:00Z", 7200), ("2100-10-31T00:59:59Z", 7200),
      ("2100-10-31T01:00:00Z", 3600), ("2100-12-31T23:59:59Z", 3600), ("2037-12-31T12:00:00Z", 3600),
      ("2038-07-01T12:00:00Z", 7200), ("1975-07-01T12:00:00Z", 3600), ("1995-09-24T01:00:00Z", 3600),
    ])
  func paris(text: String, offset: Int) {
    #expect(ZoneRules.paris.offset(at: instant(text)) == offset)
  }

  @Test("midnight in Paris is where one day ends and the next begins")
  func midnight() {
    let paris = ZoneRules.paris
    for (text, expected) in [
      ("2026-02-28T22:59:59Z", "2026-02-28"), ("2026-02-28T23:00:00Z", "2026-03-01"),
      ("2026-06-30T21:59:59Z", "2026-06-30"), ("2026-06-30T22:00:00Z", "2026-07-01"),
      ("2100-02-28T23:00:00Z", "2100-03-01"), ("2099-12-31T23:00:00Z", "2100-01-01"),
    ] {
      #expect(paris.day(at: instant(text)) == day(expected))
    }
  }

  @Test("every day of a century begins where the day before ends, 23, 24 or 25 hours later")
  func century() {
    let paris = ZoneRules.paris
    var short = 0
    var long = 0
    var start = paris.instant(of: day("2000-01-01"), second: 0)
    for offset in 0..<36_890 {
      let today = day("2000-01-01").advanced(by: offset)
      let end = paris.instant(of: today, second: 86_400)
      let next = paris.instant(of: today.advanced(by: 1), second: 0)
      let before = paris.day(at: UTCInstant(milliseconds: next.milliseconds - 1))
      guard end == next, paris.day(at: start) == today, before == today else {
        Issue.record("\(today)")
        return
      }
      switch next.seconds - start.seconds {
      case 82_800: short += 1
      case 90_000: long += 1
      case let length: #expect(length == 86_400)
      }
      start = next
    }
    #expect(short == 101 && long == 101, "two changes in each year from 2000 to 2100")
  }

  @Test("a time that occurs twice means the first; one that never occurs means the change itself")
  func changes() {
    let paris = ZoneRules.paris
    let second = 2 * 3600 + 1800
    #expect(paris.instant(of: day("2026-10-25"), second: second) == instant("2026-10-25T00:30:00Z"))
    #expect(paris.instant(of: day("2026-03-29"), second: second) == instant("2026-03-29T01:00:00Z"))
    #expect(paris.instant(of: day("2026-03-29"), second: 7200) == instant("2026-03-29T01:00:00Z"))
    #expect(paris.instant(of: day("2026-03-29"), second: 10_800) == instant("2026-03-29T01:00:00Z"))
  }

  @Test(
    "the same offsets as Foundation finds, every eleven hours for 60 years",
    arguments: [
      "Europe/Paris", "America/New_York", "Australia/Sydney", "Europe/Dublin", "Asia/Kolkata", "America/Santiago",
    ])
  func foundation(name: String) throws {
    let reference = try #require(TimeZone(identifier: name))
    let rules = ZoneRules.system(name)
    for step in 0..<6000 {
      let seconds = Int64(step) * 3600 * 88 + 12_345
      let expected = reference.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
      guard rules.offset(at: UTCInstant(seconds: seconds)) == expected else {
        Issue.record("\(name) at \(UTCInstant(seconds: seconds)): \(expected)")
        return
      }
    }
  }

  @Test(
    "rules by themselves",
    arguments: [
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7200), ("CET-1", "2026-07-01T00:00:00Z", 3600),
      ("<+0330>-3:30", "2026-07-01T00:00:00Z", 12_600), ("EST5EDT,M3.2.0,M11.1.0", "2026-07-01T00:00:00Z", -14_400),
      ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-12-01T00:00:00Z", 0), ("XXX0YYY,J60/0,J61/0", "2024-03-01T12:00:00Z", 3600),
      ("XXX0YYY,59/0,60/0", "2024-02-29T12:00:00Z", 3600), ("XXX0YYY,J60/0,J61/0", "2024-02-29T12:00:00Z", 0),
    ])
  func posix(rule: String, text: String, offset: Int) throws {
    let rules = try #require(ZoneRules(name: "Test", posixRule: rule))
    #expect(rules.offset(at: instant(text)) == offset)
  }

  @Test(
    "what is no rule",
    arguments: ["", "CET", "C-1", "CET-1CEST", "CET-1CEST,M13.1.0,M1.1.0", "CET-1CEST,M3.5.0", "CET-1 "])
  func noRule(text: String) {
    #expect(ZoneRules(name: "Test", posixRule: text) == nil)
  }

  @Test("a file cut short or spoilt is refused or read, and never more than that")
  func spoilt() throws {
    let data = try #require(FileManager.default.contents(atPath: "/usr/share/zoneinfo/Europe/Paris"))
    let bytes = Array(data)
    for length in 0..<bytes.count where length < 200 || length % 37 == 0 {
      _ = ZoneRules(name: "Test", tzif: Array(bytes.prefix(length)))
    }
    #expect(ZoneRules(name: "Test", tzif: []) == nil)
    #expect(
      ZoneRules(name: "Test", tzif: Array("not a zone at all, but long enough to be one by its size".utf8)) == nil)
    var random = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      var copy = bytes
      for _ in 0..<3 {
        copy[Int.random(in: 0..<copy.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = ZoneRules(name: "Test", tzif: copy)?.offset(at: Scenario.noon)
    }
  }

  @Test("UTC")
  func utc() {
    #expect(ZoneRules.utc.offset(at: Scenario.noon) == 0)
    #expect(ZoneRules.utc.day(at: instant("1969-12-31T23:59:59.999Z")) == day("1969-12-31"))
    #expect(ZoneRules.utc.instant(of: day("1969-12-31"), second: 86_399).seconds == -1)
  }
}
