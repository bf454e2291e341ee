import Hashing
import Licensing
import Testing

@testable import SQLiteStore

/// The audit record and its chain.
@Suite struct EventQueriesTests {
  private let folder: TemporaryFolder
  private let connection: Connection
  private let now = UTCInstant(seconds: 1_772_211_600)

  init() throws {
    folder = try TemporaryFolder()
    connection = try RegistryFile(path: folder.file("registry.sqlite")).openOrCreate()
  }

  private func append(_ count: Int) throws {
    try connection.writing {
      for number in 0..<count {
        try connection.append(
          Event(
            actor: "cli:test", action: "import.applied", subject: "imports/imp_\(number % 3)",
            request: number % 2 == 0 ? nil : "", details: #"{"n":\#(number)}"#),
          at: now)
      }
    }
  }

  @Test func `Events are numbered from 1 and read in order, a page at a time`() throws {
    try append(5)
    let first = try connection.events(after: 0, limit: 3)
    #expect(first.map(\.sequence) == [1, 2, 3])
    #expect(try connection.events(after: 3, limit: 3).map(\.sequence) == [4, 5])
    #expect(try connection.events(after: 0, subject: "imports/imp_1", limit: 9).map(\.sequence) == [2, 5])
    let event = try #require(first.first)
    #expect(event.at == "2026-02-27T17:00:00Z")
    #expect(event.actor == "cli:test" && event.action == "import.applied" && event.subject == "imports/imp_0")
    #expect(event.request == nil && first[1].request == "" && event.details == #"{"n":0}"#)
    #expect(connection.busyStatements == 0)
  }

  @Test(arguments: [RecordKind.customer, .contract, .product, .licence, .programme, .advisory])
  func `The imports of a record are looked up by indexes`(_ kind: RecordKind) throws {
    let select = try connection.oneOff("EXPLAIN QUERY PLAN " + Connection.recordEvents(kind))
    var steps: [String] = []
    while try select.step() { steps.append(select.text(3)) }
    let scans = steps.filter { $0.hasPrefix("SCAN") && !$0.contains("json_each") && !$0.contains("CONSTANT") }
    #expect(scans.allSatisfy { $0 == "SCAN k" || $0.hasPrefix("SCAN (subquery") }, "\(steps)")
    #expect(steps.contains { $0.contains("change_by_record (kind=? AND key=?)") }, "\(steps)")
    #expect(steps.contains { $0.contains("addition_by_record (kind=? AND lowest<?)") }, "\(steps)")
  }

  @Test func `An untouched chain holds, and its head moves with each event`() throws {
    #expect(try connection.verifyEvents() == ChainReport(count: 0, erased: 0, head: .zero, broken: nil))
    try append(1)
    let one = try connection.verifyEvents()
    try append(4)
    let five = try connection.verifyEvents()
    #expect(one.count == 1 && five.count == 5 && one.broken == nil && five.broken == nil)
    #expect(one.head != five.head)
    #expect(try connection.events(after: 4, limit: 1).first?.hash == five.head.description)
  }

  @Test(arguments: [
    ("UPDATE events SET actor = 'someone' WHERE sequence = 3", 3, ChainReport.Fault.changed),
    ("UPDATE events SET at = '2026-02-27T17:00:01Z' WHERE sequence = 3", 3, .changed),
    ("UPDATE events SET action = 'x', subject = 'import.applied' || subject WHERE sequence = 3", 3, .changed),
    ("UPDATE events SET request = '' WHERE sequence = 3", 3, .changed),
    ("UPDATE events SET details = '{}' WHERE sequence = 3", 3, .detailsChanged),
    ("UPDATE events SET salt = zeroblob(16) WHERE sequence = 3", 3, .detailsChanged),
    ("UPDATE events SET detailsDigest = zeroblob(32), details = NULL, salt = NULL WHERE sequence = 3", 3, .changed),
    ("UPDATE events SET hash = zeroblob(32) WHERE sequence = 3", 3, .changed),
    ("DELETE FROM events WHERE sequence = 3", 3, .missing),
    ("DELETE FROM events WHERE sequence = 1", 1, .missing),
    ("UPDATE events SET sequence = 99 WHERE sequence = 5", 5, .missing),
  ])
  func `A change made behind the registry's back is found`(_ sql: String, _ place: Int, _ fault: ChainReport.Fault)
    throws
  {
    try append(5)
    try connection.execute(sql)
    let report = try connection.verifyEvents()
    #expect(report.broken == ChainReport.Break(sequence: place, fault: fault))
    #expect(report.count == place - 1)
    #expect(connection.busyStatements == 0)
  }

  @Test func `Details can be erased without breaking the chain`() throws {
    try append(3)
    let before = try connection.verifyEvents()
    try connection.execute("UPDATE events SET details = NULL, salt = NULL WHERE sequence = 2")
    let after = try connection.verifyEvents()
    #expect(after.broken == nil && after.head == before.head && after.erased == 1)
    #expect(try connection.events(after: 1, limit: 1).first?.details == nil)
  }

  @Test func `An event whose transaction fails leaves no gap`() throws {
    struct Refused: Error {}
    try append(1)
    #expect(throws: Refused.self) {
      try connection.writing {
        try connection.append(Event(actor: "a", action: "b", subject: "c"), at: now)
        throw Refused()
      }
    }
    try append(1)
    #expect(try connection.events(after: 0, limit: 9).map(\.sequence) == [1, 2])
    #expect(try connection.verifyEvents().broken == nil)
  }
}
