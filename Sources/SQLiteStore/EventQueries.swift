import Hashing
public import Licensing

extension Connection {
  /// Adds an event to the audit record; belongs into the transaction that does what the event tells.
  ///
  /// Returns the event's number. Numbers are given under the file's write lock, so that who reads them in order never
  /// misses one.
  @discardableResult
  public func append(_ event: Event, at now: UTCInstant) throws -> Int {
    let (sequence, previous) = try lastEvent()
    return try append(event, at: now, as: sequence + 1, after: previous)
  }

  /// Adds the event that this registry took another's place, under a number that no event of either has had: who reads the
  /// feed of the one goes on in that of the other, and learns from the event what it tells of the numbers between.
  ///
  /// - Parameters:
  ///   - event: the event; its details get a member `gap` if numbers are left out.
  ///   - last: the number of the last event of the other registry.
  ///   - now: the present.
  public func append(restoration event: Event, after last: Int, at now: UTCInstant) throws {
    let (sequence, previous) = try lastEvent()
    var event = event
    if last > sequence { event.details = #"{"gap":{"from":\#(sequence + 1),"to":\#(last)}}"# }
    try append(event, at: now, as: max(sequence, last) + 1, after: previous)
  }

  /// The number of the last event; 0 if there is none.
  public func lastEventNumber() throws -> Int { try lastEvent().sequence }

  @discardableResult
  private func append(_ event: Event, at now: UTCInstant, as sequence: Int, after previous: Digest) throws -> Int {
    precondition(isInTransaction, "an event belongs into the transaction that does what it tells")
    let time = now.description
    var generator = SystemRandomNumberGenerator()
    // Each number is a call of the system's.
    let salt = [generator.next(), generator.next()].flatMap { (number: UInt64) in
      (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    let details = EventChain.detailsDigest(event.details, salt: salt)
    let hash = EventChain.hash(
      after: previous, sequence: sequence, at: time, actor: event.actor, action: event.action,
      subject: event.subject, request: event.request, detailsDigest: details)
    let insert = try statement("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
    insert.bind(1, sequence)
    insert.bind(2, time)
    insert.bind(3, event.actor)
    insert.bind(4, event.action)
    insert.bind(5, event.subject)
    insert.bind(6, event.request)
    insert.bind(7, event.details)
    insert.bind(8, salt)
    insert.bind(9, details.bytes)
    insert.bind(10, hash.bytes)
    try insert.run()
    return sequence
  }

  /// The events after a number, in order.
  ///
  /// - Parameters:
  ///   - after: the number of the last event already known, 0 for none.
  ///   - subject: only those on one thing; `nil` for all.
  ///   - limit: how many at most.
  public func events(after: Int, subject: String? = nil, limit: Int) throws -> [RecordedEvent] {
    let condition = subject == nil ? "" : "AND subject = ?3"
    let select = try statement(
      "SELECT \(Connection.eventColumns) FROM events WHERE sequence > ?1 \(condition) ORDER BY sequence LIMIT ?2")
    defer { select.reset() }
    select.bind(1, after)
    select.bind(2, limit)
    if let subject { select.bind(3, subject) }
    var events: [RecordedEvent] = []
    while try select.step() { events.append(Connection.event(select)) }
    return events
  }

  /// Goes through the whole chain and says how far it holds.
  ///
  /// Whoever can write the file can also make a new chain: keep ``ChainReport/head`` elsewhere, and compare.
  public func verifyEvents() throws -> ChainReport {
    // Numbers may be left out where a restoration says so, in details that the chain covers.
    let select = try statement(
      """
      SELECT \(Connection.eventColumns), salt, detailsDigest,
        CASE WHEN action = 'registry.restored' AND json_valid(details) THEN json_extract(details, '$.gap.from') END,
        CASE WHEN action = 'registry.restored' AND json_valid(details) THEN json_extract(details, '$.gap.to') END
      FROM events ORDER BY sequence
      """)
    defer { select.reset() }
    var report = ChainReport(count: 0, erased: 0, head: .zero, broken: nil)
    while try select.step() {
      let event = Connection.event(select)
      let next = report.last + 1
      let isTold = !select.isNull(10) && select.integer(10) == next && select.integer(11) == event.sequence - 1
      guard event.sequence == next || event.sequence > next && isTold else {
        report.broken = ChainReport.Break(sequence: next, fault: .missing)
        return report
      }
      guard let digest = Digest(select.blob(9)), let kept = Digest(hexadecimal: event.hash) else {
        report.broken = ChainReport.Break(sequence: event.sequence, fault: .changed)
        return report
      }
      if let details = event.details {
        guard EventChain.detailsDigest(details, salt: select.blob(8)) == digest else {
          report.broken = ChainReport.Break(sequence: event.sequence, fault: .detailsChanged)
          return report
        }
      } else {
        report.erased += 1
      }
      let hash = EventChain.hash(
        after: report.head, sequence: event.sequence, at: event.at, actor: event.actor, action: event.action,
        subject: event.subject, request: event.request, detailsDigest: digest)
      guard hash == kept else {
        report.broken = ChainReport.Break(sequence: event.sequence, fault: .changed)
        return report
      }
      report.count += 1
      report.last = event.sequence
      report.head = hash
    }
    return report
  }

  /// The details of an event as JSON, for statements that look into them; what is none the chain tells of.
  static let readableDetails = "iif(json_valid(details), details, '{}')"

  static let eventColumns = "sequence, at, actor, action, subject, request, details, hash"

  static func event(_ row: Statement) -> RecordedEvent {
    RecordedEvent(
      sequence: row.integer(0), at: row.text(1), actor: row.text(2), action: row.text(3), subject: row.text(4),
      request: row.optionalText(5), details: row.optionalText(6), hash: Digest(row.blob(7))?.description ?? "")
  }

  /// When the last event was; nothing if there is none.
  public func lastEventTime() throws -> String? {
    let select = try statement("SELECT at FROM events ORDER BY sequence DESC LIMIT 1")
    defer { select.reset() }
    return try select.step() ? select.text(0) : nil
  }

  private func lastEvent() throws -> (sequence: Int, hash: Digest) {
    let select = try statement("SELECT sequence, hash FROM events ORDER BY sequence DESC LIMIT 1")
    defer { select.reset() }
    guard try select.step() else { return (0, .zero) }
    return (select.integer(0), Digest(select.blob(1)) ?? .zero)
  }
}
