import Foundation
import LicenceRegistry
import Licensing
import SQLiteStore
import Testing

/// A recorded decision is durable, and is read again as it was.
@Suite struct RecordedDecisionTests {
  private let bench: Bench
  private let now = UTCInstant(milliseconds: 1_772_200_000_123)

  init() throws {
    bench = try Bench()
    try bench.take(json5: Bench.base)
  }

  @Test func `It is read back to the byte, from another registry object, after the records changed`() throws {
    let question = Question(
      licence: "0421 7f3k", contract: "GA-1", product: "Ds", version: "2025 – é\u{301}", ticket: "T-1")
    let decision = try bench.registry.recordedEligibility(of: question, now: now, language: .french)
    let id = try #require(decision.id)
    let record = DecisionRecord(decision, on: question, actor: "library")

    try bench.take(csv: "id;name\r\nC-1;Renamed\r\n")
    let other = try Registry(path: bench.registry.file.path)
    let read = try #require(try other.makeReader().decision(id: id))
    #expect(read == record)
    #expect(read.ticket == "t-1")
    #expect(read.contract == "ga-1")
    #expect(read.outcome == decision.outcome.rawValue)
    #expect(read.decidedAt == "2026-02-27T13:46:40Z")
    #expect(String(decoding: read.answer, as: UTF8.self).contains(#""id":"\#(id)""#))
  }

  @Test func `The question is kept as it was asked, with the code masked`() throws {
    let question = Question(licence: "0421-7F3K", version: "v25", at: try Moment("2026-02-27"))
    let id = try #require(try bench.registry.recordedEligibility(of: question, now: now).id)
    let record = try #require(try bench.registry.makeReader().decision(id: id))
    let asked = try #require(try JSONSerialization.jsonObject(with: Data(record.question)) as? [String: Any])
    #expect(asked["licence"] as? String == "••••7F3K")
    #expect(asked["version"] as? String == "v25")
    #expect(asked["at"] as? String == "2026-02-27")
    #expect(asked["contract"] is NSNull)
    #expect(!String(decoding: record.question, as: UTF8.self).contains("0421"))
    #expect(!String(decoding: record.answer, as: UTF8.self).contains("0421"))
  }

  @Test func `Asking without recording leaves nothing`() throws {
    let before = try bench.dump()
    #expect(try bench.registry.eligibility(of: Question(contract: "GA-1"), now: now).id == nil)
    #expect(try bench.dump() == before)
    #expect(try bench.registry.makeReader().decision(id: "dec_none") == nil)
  }

  @Test func `Ids sort by time and never repeat`() {
    var last = ""
    var seen: Set<String> = []
    for step in 0..<2000 as Range<Int64> {
      let id = RecordID.make("dec", now: UTCInstant(milliseconds: 1_700_000_000_000 + step * 86_400_000 / 7))
      #expect(id > last)
      #expect(id.utf8.count == 30)
      #expect(id.hasPrefix("dec_"))
      #expect(id.dropFirst(4).allSatisfy { "0123456789abcdefghjkmnpqrstvwxyz".contains($0) })
      last = id
    }
    for _ in 0..<2000 { seen.insert(RecordID.make("dec", now: now)) }
    #expect(seen.count == 2000)
    #expect(Set(seen.map { $0.prefix(14) }).count == 1)
  }
}
