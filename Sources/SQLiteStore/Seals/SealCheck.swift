import Hashing
import Licensing

/// Compares what has no journal with the events that tell of it: tokens, resends and their messages, decisions, since when
/// contacts are as they are, and the details of events that are gone.
struct SealCheck {
  /// A kind of thing whose every step is an event with a seal.
  private struct Kind {
    var table: String
    var path: String
    /// A condition that its own events fulfil.
    var events: String
    /// The expression for its state as the last event tells it, and as its row has it.
    var state: (told: String, kept: String)
  }

  private static let tokens = Kind(
    table: "tokens", path: "tokens/", events: "action IN ('token.created', 'token.revoked')",
    state: (
      "action || json_extract(details, '$.role')",
      "CASE WHEN revoked IS NULL THEN 'token.created' ELSE 'token.revoked' END || role"
    ))
  private static let resends = Kind(
    table: "resends", path: "resends/", events: "action GLOB 'resend.*'",
    state: ("json_extract(details, '$.state')", "state"))

  let connection: Connection
  /// What a person was erased from, each with the number of the last event that tells of it.
  private var erasures: [String: Int] = [:]
  var report = SealReport()

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// Compares all of it; inside a transaction, so that it is of one state.
  mutating func run() throws -> SealReport {
    try readErasures()
    try check(SealCheck.tokens) { try $0.seal(ofToken: $1) }
    try check(SealCheck.resends) { try $0.seal(ofResend: $1) }
    try checkDecisions()
    try checkContacts()
    try checkErasures()
    return report
  }

  private mutating func check(_ kind: Kind, _ seal: (Connection, String) throws -> Digest?) throws {
    let gone = try connection.oneOff(
      """
      SELECT DISTINCT subject FROM events WHERE subject GLOB '\(kind.path)*' AND \(kind.events)
        AND NOT EXISTS (SELECT 1 FROM \(kind.table) WHERE id = substr(subject, \(kind.path.utf8.count + 1)))
      ORDER BY subject
      """)
    while try gone.step() { report.faults.append(.init(subject: gone.text(0), reason: .missing)) }
    let last = try connection.oneOff(
      """
      SELECT sequence, details IS NULL, json_extract(details, '$.seal'), \(kind.state.told) FROM events
      WHERE subject = ?1 AND \(kind.events) AND (details IS NULL OR json_valid(details)) ORDER BY sequence DESC LIMIT 1
      """)
    let rows = try connection.oneOff("SELECT id, \(kind.state.kept) FROM \(kind.table) ORDER BY id")
    while try rows.step() {
      let (id, state) = (rows.text(0), rows.text(1))
      last.bind(1, kind.path + id)
      defer { last.reset() }
      guard try last.step() else {
        report.faults.append(.init(subject: kind.path + id, reason: .unrecorded))
        continue
      }
      if last.integer(1) == 1 {
        // Whether the details may be gone is looked at with all others.
        report.erased += 1
      } else if last.text(3) != state {
        report.faults.append(.init(subject: kind.path + id, reason: .changed))
      } else if erasures[kind.path + id].map({ $0 > last.integer(0) }) == true {
        report.erased += 1
      } else if let told = last.optionalText(2) {
        if try seal(connection, id)?.description == told {
          report.count += 1
        } else {
          report.faults.append(.init(subject: kind.path + id, reason: .changed))
        }
      } else {
        report.unsealed += 1
      }
    }
  }

  private mutating func readErasures() throws {
    let select = try connection.oneOff(
      """
      SELECT s.value, e.sequence FROM events e, json_each(\(Connection.readableDetails), '$.subjects') s
      WHERE e.action = 'contact.erased' ORDER BY e.sequence
      """)
    while try select.step() { erasures[select.text(0)] = select.integer(1) }
  }

  /// Since when a contact is as it is, is when the last import changed it: its cooling time depends on that.
  private mutating func checkContacts() throws {
    let table = RecordTable(kind: .contact)
    let select = try connection.oneOff(
      """
      WITH latest AS MATERIALIZED (
        SELECT key, max("import") AS number FROM import_journal WHERE kind = 'contacts' GROUP BY key)
      SELECT m.customer FROM contacts m
        LEFT JOIN contact_since c ON c.customer = m.customer AND c.key = m.key
        LEFT JOIN latest l ON l.key = \(table.journalKey("m"))
        LEFT JOIN imports i ON i.number = l.number
      WHERE (i.applied_at IS NULL OR c.since IS NOT i.applied_at) AND m.key NOT GLOB '*@erased.invalid' ORDER BY m.customer
      """)
    while try select.step() {
      report.faults.append(.init(subject: "customers/\(select.text(0))", reason: .changed))
    }
  }

  /// Each event without details must be one of those that an erasure tells of.
  private mutating func checkErasures() throws {
    let erased = try connection.oneOff(
      """
      SELECT sequence FROM events WHERE details IS NULL AND sequence NOT IN (
        SELECT s.value FROM events e, json_each(\(Connection.readableDetails), '$.erasedEvents') s
        WHERE e.action = 'contact.erased' AND e.sequence > s.value)
      ORDER BY sequence
      """)
    var unknown: [Int] = []
    while try erased.step() { unknown.append(erased.integer(0)) }
    guard !unknown.isEmpty else { return }
    // Older versions told only how many they were.
    let older = try connection.oneOff(
      """
      SELECT sequence, json_extract(details, '$.events') FROM events
      WHERE action = 'contact.erased' AND json_valid(details) AND json_type(\(Connection.readableDetails), '$.erasedEvents') IS NULL ORDER BY sequence
      """)
    while try older.step() {
      let (sequence, count) = (older.integer(0), older.integer(1))
      let covered = Set(unknown.filter { $0 < sequence }.prefix(count))
      unknown.removeAll { covered.contains($0) }
    }
    report.faults += unknown.map { .init(subject: "events/\($0)", reason: .erasedUnrecorded) }
  }
}

extension Connection {
  /// Compares decisions, tokens, resends, contacts and erased details with the audit record.
  ///
  /// Belongs into a transaction, so that it is of one state.
  public func verifySeals() throws -> SealReport {
    var check = SealCheck(self)
    return try check.run()
  }
}
