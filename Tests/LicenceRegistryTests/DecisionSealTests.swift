import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// The events that tell of recorded decisions, and `verify` on those.
@Suite struct DecisionSealTests {
  private let bench: ResendBench
  private let decision: Decision

  init() throws {
    bench = try ResendBench()
    decision = try bench.registry.recordedEligibility(
      of: Question(contract: "GA-1", email: "bob@martin.example", ticket: "T-1"), now: bench.now, actor: "token:desk/1")
    _ = try bench.registry.recordedEligibility(of: Question(contract: "GA-1"), now: bench.now)
  }

  private func meddle(_ sql: String) throws {
    try bench.registry.file.connect(.write).execute(sql)
  }

  private func record(_ count: Int, actors: [String]) throws -> [DecisionRecord] {
    let question = Question(contract: "GA-1")
    let records = try (0..<count).map { number in
      var decision = try bench.registry.eligibility(of: question, now: bench.now)
      decision.id = RecordID.make("dec", now: bench.now)
      return DecisionRecord(decision, on: question, actor: actors[number % actors.count])
    }
    try bench.registry.record(records, now: bench.now)
    return records
  }

  @Test func `A recorded decision has its event, which is found by it`() throws {
    let id = try #require(decision.id)
    let event = try #require(try bench.registry.makeReader().events(subject: "decisions/\(id)").first)
    #expect(event.action == "decisions.recorded" && event.actor == "token:desk/1" && event.subject == "decisions")
    #expect(event.details?.contains(#""decisions":[{"id":"\#(id)","decidedAt":"\#(bench.now)","outcome":"#) == true)
    // Where a person is erased, this has nothing to lose.
    #expect(event.details?.contains("martin") == false)
    let reader = try bench.registry.makeReader()
    #expect(try reader.events(after: event.sequence, subject: "decisions/\(id)").isEmpty)
    #expect(try reader.events(subject: "decisions/dec_none").isEmpty)
  }

  @Test func `Decisions that are recorded together share the event of their actor, up to a number`() throws {
    let before = try bench.registry.makeReader().lastEventNumber()
    let records = try record(600, actors: ["a", "b"])
    let events = try bench.registry.makeReader().events(after: before)
    #expect(events.map(\.actor) == Array(repeating: "a", count: 10) + Array(repeating: "b", count: 10))
    #expect(
      try bench.registry.makeReader().events(subject: "decisions/\(records[599].id)").map(\.sequence)
        == [events[19].sequence])
    let report = try bench.registry.verify()
    #expect(report.isSound && report.seals.decisions == 602)
    _ = try record(0, actors: ["a"])
    #expect(try bench.registry.makeReader().lastEventNumber() == before + 20)
  }

  static let meddling: [(sql: String, reason: SealReport.Fault.Reason)] = [
    ("UPDATE decisions SET outcome = 'eligible' WHERE ticket = 't-1'", .changed),
    ("UPDATE decisions SET answer = answer || ' ' WHERE ticket = 't-1'", .changed),
    ("UPDATE decisions SET facts = '{}' WHERE ticket = 't-1'", .changed),
    ("UPDATE decisions SET question = '{}' WHERE ticket = 't-1'", .changed),
    ("UPDATE decisions SET actor = 'token:else/2' WHERE ticket = 't-1'", .changed),
    ("UPDATE decisions SET contract = NULL WHERE ticket = 't-1'", .changed),
    ("UPDATE decisions SET decided_at = '2020-01-01T00:00:00Z' WHERE ticket = 't-1'", .changed),
    ("UPDATE decisions SET ticket = 't-2' WHERE ticket = 't-1'", .changed),
    ("UPDATE decisions SET event = NULL WHERE ticket = 't-1'", .changed),
    ("UPDATE decisions SET id = 'dec_0' WHERE ticket = 't-1'", .unrecorded),
    ("UPDATE decisions SET id = 'dec_0' WHERE ticket = 't-1'", .missing),
    ("DELETE FROM decisions WHERE ticket = 't-1'", .missing),
    (
      """
      INSERT INTO decisions SELECT 'dec_1', '2999-01-01T00:00:00Z', outcome, ticket, contract, actor, question, answer,
        facts, NULL FROM decisions WHERE ticket = 't-1'
      """, .unrecorded
    ),
    (
      """
      INSERT INTO decisions SELECT 'dec_1', decided_at, outcome, ticket, contract, actor, question, answer, facts, event
      FROM decisions WHERE ticket = 't-1'
      """, .unrecorded
    ),
  ]

  @Test(arguments: meddling) func `A decision that was changed past the registry is found`(
    _ sql: String, _ reason: SealReport.Fault.Reason
  ) throws {
    #expect(try bench.registry.verify().seals.decisions == 2)
    try meddle(sql)
    let report = try bench.registry.verify()
    #expect(!report.isSound && report.chain.broken == nil && report.imports.faults.isEmpty)
    #expect(
      report.seals.faults.contains { $0.subject.hasPrefix("decisions/dec_") && $0.reason == reason }, "\(report.seals)")
  }

  @Test func `Decisions whose time is over are gone rightly, others are not`() throws {
    let later = bench.later(minutes: 400 * 24 * 60)
    _ = try bench.registry.recordedEligibility(of: Question(contract: "GA-1", ticket: "T-9"), now: later)
    #expect(try bench.registry.forget(Retention(decisionDays: 365), now: later, actor: "cli:test").decisions == 2)
    let report = try bench.registry.verify()
    #expect(report.isSound && report.seals.decisions == 1, "\(report.seals)")
    let event = try #require(try bench.registry.makeReader().events().last)
    #expect(event.action == "retention.applied" && event.actor == "cli:test")
    #expect(event.details?.contains(#""decisions":2,"decisionsBefore":""#) == true)
    // Nothing to forget is nothing to tell.
    _ = try bench.registry.forget(Retention(decisionDays: 365), now: later)
    #expect(try bench.registry.makeReader().lastEventNumber() == event.sequence)
    try meddle("DELETE FROM decisions")
    #expect(try bench.registry.verify().seals.faults.map(\.reason) == [.missing])
  }

  @Test func `Decisions that an erasure changed are still compared`() throws {
    let report = try bench.registry.eraseContact(email: "bob@martin.example", actor: "cli:test", now: bench.now)
    #expect(report.decisions == 1 && report.seals.keys.sorted() == [decision.id])
    let verified = try bench.registry.verify()
    #expect(verified.isSound && verified.seals.decisions == 2, "\(verified.seals)")
    // The same decision, erased again.
    _ = try bench.registry.eraseContact(email: "claire@martin.example", actor: "cli:test", now: bench.later(minutes: 1))
    #expect(try bench.registry.verify().isSound)
  }

  @Test func `An erasure makes nothing right that was changed before`() throws {
    try meddle("UPDATE decisions SET facts = '{}' WHERE ticket = 't-1'")
    let report = try bench.registry.eraseContact(email: "bob@martin.example", actor: "cli:test", now: bench.now)
    #expect(report.decisions == 1 && report.seals.isEmpty)
    #expect(try bench.registry.verify().seals.faults.map(\.reason) == [.changed])
  }

  @Test func `Decisions from before they were sealed are as many as the first event tells`() throws {
    let bench = try ResendBench()
    let question = Question(contract: "GA-1")
    _ = try bench.registry.recordedEligibility(of: question, now: bench.now)
    let connection = try bench.registry.file.connect(.write)
    // As an older version left them, and whatever the clock said.
    try connection.execute(
      """
      DELETE FROM events WHERE action = 'decisions.recorded';
      UPDATE decisions SET event = NULL, decided_at = '2999-01-01T00:00:00Z';
      \(Self.copy("dec_1"))
      """)
    #expect(try bench.registry.verify().seals.unsealedDecisions == 2)
    _ = try bench.registry.recordedEligibility(of: question, now: bench.now)
    _ = try bench.registry.recordedEligibility(of: question, now: bench.now)
    let report = try bench.registry.verify()
    #expect(report.isSound && report.seals.decisions == 2 && report.seals.unsealedDecisions == 2)
    try connection.execute(Self.copy("dec_0"))
    #expect(try bench.registry.verify().seals.faults == [.init(subject: "decisions/dec_0", reason: .unrecorded)])
    try connection.execute("DELETE FROM decisions WHERE id IN ('dec_0', 'dec_1')")
    #expect(try bench.registry.verify().seals.faults == [.init(subject: "decisions", reason: .missing)])
  }

  /// A decision like one that is there, without an event and of long ago.
  private static func copy(_ id: String) -> String {
    """
    INSERT INTO decisions SELECT '\(id)', '2020-01-01T00:00:00Z', outcome, ticket, contract, actor, question, answer,
      facts, NULL FROM decisions LIMIT 1;
    """
  }

  @Test func `An erasure is no reason for another outcome`() throws {
    _ = try bench.registry.eraseContact(email: "bob@martin.example", actor: "cli:test", now: bench.now)
    for change in [
      "answer = answer || ' '", "outcome = 'eligible'", "decided_at = '2020-01-01T00:00:00Z'", "event = NULL",
      "event = 1",
    ] {
      try meddle("CREATE TABLE kept AS SELECT * FROM decisions; UPDATE decisions SET \(change) WHERE ticket = 't-1'")
      #expect(try bench.registry.verify().seals.faults.map(\.reason) == [.changed], "\(change)")
      try meddle("DELETE FROM decisions; INSERT INTO decisions SELECT * FROM kept; DROP TABLE kept")
    }
    #expect(try bench.registry.verify().isSound)
  }

  @Test func `Details that are spoilt are told by the number of their event`() throws {
    let number = try bench.registry.makeReader().lastEventNumber()
    try meddle("UPDATE events SET details = 'x' WHERE sequence = \(number)")
    #expect(try bench.registry.verify().chain.broken == .init(sequence: number, fault: .detailsChanged))
    try meddle("UPDATE events SET details = 'x'")
    #expect(try bench.registry.verify().chain.broken == .init(sequence: 1, fault: .detailsChanged))
  }

  @Test func `What was recorded is durable with its event or not at all`() throws {
    let records = try record(2, actors: ["a"])
    let last = try bench.registry.makeReader().lastEventNumber()
    #expect(throws: SQLiteError.self) { try bench.registry.record([records[0]], now: bench.now) }
    #expect(try bench.registry.makeReader().lastEventNumber() == last)
    #expect(try bench.registry.verify().isSound)
  }
}
