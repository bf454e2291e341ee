import Licensing
import Testing

@testable import SQLiteStore

/// Recorded decisions, read again as they were.
@Suite struct DecisionQueriesTests {
  private let folder: TemporaryFolder
  private let connection: Connection

  init() throws {
    folder = try TemporaryFolder()
    connection = try RegistryFile(path: folder.file("registry.sqlite")).openOrCreate()
  }

  private func keep(_ decisions: [DecisionRecord]) throws {
    try connection.writing { try connection.record(decisions, at: UTCInstant(seconds: 1_772_200_000)) }
  }

  private static func record(_ id: String, ticket: String?, contract: String?, answer: String) -> DecisionRecord {
    DecisionRecord(
      id: id, decidedAt: "2026-02-27T16:59:00Z", outcome: "eligible", ticket: ticket, contract: contract,
      actor: "test", question: Array("{}".utf8), answer: Array(answer.utf8), facts: Array("{}".utf8))
  }

  @Test(arguments: [
    Self.record("dec_1", ticket: nil, contract: nil, answer: ""),
    Self.record("dec_2", ticket: "", contract: "GA-1", answer: "{ \"x\" : 1.0 }\n"),
    Self.record("dec_3", ticket: "T-1", contract: "É", answer: "{\"a\":\"\u{0}e\u{301}👩🏽‍💻\u{2028}\"}"),
  ])
  func `A decision is read as it was recorded, to the byte`(_ decision: DecisionRecord) throws {
    try keep([decision])
    let other = try RegistryFile(path: folder.file("registry.sqlite")).open(.read)
    let read = try #require(try other.decision(id: decision.id))
    #expect(read == decision)
    #expect(other.busyStatements == 0)
  }

  @Test func `A decision is recorded once and never changed`() throws {
    let decision = Self.record("dec_1", ticket: "T-1", contract: nil, answer: "first")
    try keep([decision])
    #expect(throws: SQLiteError.self) {
      try keep([Self.record("dec_1", ticket: "T-1", contract: nil, answer: "second")])
    }
    #expect(try connection.decision(id: "dec_1") == decision)
    #expect(connection.busyStatements == 0)
  }

  @Test(arguments: ["", "dec_", "DEC_1", "dec_1 "])
  func `Another id finds nothing`(_ id: String) throws {
    try keep([Self.record("dec_1", ticket: nil, contract: nil, answer: "")])
    #expect(try connection.decision(id: id) == nil)
  }

  @Test func `Decisions are found by ticket and contract, newest first, a page at a time`() throws {
    for (id, ticket, contract) in [("dec_1", "t-1", "ga-1"), ("dec_2", "t-1", "ga-2"), ("dec_3", "t-2", "ga-1")] {
      try keep([Self.record(id, ticket: ticket, contract: contract, answer: "")])
    }
    func ids(_ ticket: String?, _ contract: String?, before: String? = nil, limit: Int = 10) throws -> [String] {
      try connection.decisions(ticket: ticket, contract: contract, before: before, limit: limit).map(\.id)
    }
    #expect(try ids(nil, nil) == ["dec_3", "dec_2", "dec_1"])
    #expect(try ids(" T-1 ", nil) == ["dec_2", "dec_1"])
    #expect(try ids(nil, "GA-1") == ["dec_3", "dec_1"])
    #expect(try ids("T-1", "GA-1") == ["dec_1"])
    #expect(try ids("T-9", nil).isEmpty)
    #expect(try ids(nil, nil, limit: 2) == ["dec_3", "dec_2"])
    #expect(try ids(nil, nil, before: "dec_2") == ["dec_1"])
    #expect(connection.busyStatements == 0)
  }
}
