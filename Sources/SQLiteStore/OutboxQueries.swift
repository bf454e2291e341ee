public import Licensing

extension Connection {
  /// Puts a message into the outbox; belongs into the transaction that approves it.
  public func insert(_ message: OutboxMessage) throws {
    let insert = try statement(
      """
      INSERT INTO outbox (resend, messageID, recipient, message, state, queuedAt, attempts, dueAt, failure, sentAt,
        concludedAt) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
      """)
    insert.bind(1, message.resend)
    insert.bind(2, message.messageID)
    insert.bind(3, message.recipient)
    insert.bind(4, message.message)
    insert.bind(5, message.state.rawValue)
    insert.bind(6, message.queuedAt)
    insert.bind(7, message.attempts)
    if let due = message.dueAt { insert.bind(8, Int(due.milliseconds)) } else { insert.bindNull(8) }
    insert.bind(9, message.failure)
    insert.bind(10, message.sentAt)
    insert.bind(11, message.concludedAt)
    try insert.run()
  }

  /// The message of a resend.
  public func outboxMessage(of resend: String) throws -> OutboxMessage? {
    let select = try statement("SELECT \(Connection.outboxColumns) FROM outbox WHERE resend = ?1")
    defer { select.reset() }
    select.bind(1, resend)
    return try select.step() ? try Connection.outboxMessage(select) : nil
  }

  /// The message that has been due longest and that no other sender has in its hands.
  ///
  /// One whose sender took it and never said what became of it is due again when its claim is over.
  public func dueMessage(at now: UTCInstant) throws -> OutboxMessage? {
    let select = try statement(
      """
      SELECT \(Connection.outboxColumns) FROM outbox
      WHERE state IN ('queued', 'sending') AND dueAt <= ?1 AND (claimedUntil IS NULL OR claimedUntil <= ?1)
      ORDER BY dueAt LIMIT 1
      """)
    defer { select.reset() }
    select.bind(1, Int(now.milliseconds))
    return try select.step() ? try Connection.outboxMessage(select) : nil
  }

  /// The resends whose messages wait or are in a sender's hands.
  public func waitingMessages() throws -> [String] {
    let select = try statement("SELECT resend FROM outbox WHERE state IN ('queued', 'sending') ORDER BY resend")
    defer { select.reset() }
    var resends: [String] = []
    while try select.step() { resends.append(select.text(0)) }
    return resends
  }

  /// When the next message is due or its claim over; nothing if none waits.
  public func nextDue() throws -> UTCInstant? {
    let select = try statement(
      """
      SELECT min(max(dueAt, coalesce(claimedUntil, dueAt))) FROM outbox WHERE state IN ('queued', 'sending')
      """)
    defer { select.reset() }
    guard try select.step(), let due = select.optionalInteger(0) else { return nil }
    return UTCInstant(milliseconds: Int64(due))
  }

  /// Keeps what became of a message.
  public func update(_ message: OutboxMessage) throws {
    let update = try statement(
      """
      UPDATE outbox SET state = ?2, attempts = ?3, dueAt = ?4, claimedUntil = ?5, failure = ?6, sentAt = ?7,
        concludedAt = ?8 WHERE resend = ?1
      """)
    update.bind(1, message.resend)
    update.bind(2, message.state.rawValue)
    update.bind(3, message.attempts)
    if let due = message.dueAt { update.bind(4, Int(due.milliseconds)) } else { update.bindNull(4) }
    if let claimed = message.claimedUntil { update.bind(5, Int(claimed.milliseconds)) } else { update.bindNull(5) }
    update.bind(6, message.failure)
    update.bind(7, message.sentAt)
    update.bind(8, message.concludedAt)
    try update.run()
  }

  /// Gives a message its text again after that was not kept any more.
  public func keepText(of message: OutboxMessage) throws {
    let update = try statement("UPDATE outbox SET message = ?2 WHERE resend = ?1")
    update.bind(1, message.resend)
    update.bind(2, message.message)
    try update.run()
  }

  private static let outboxColumns =
    "resend, messageID, recipient, message, state, queuedAt, attempts, dueAt, claimedUntil, failure, sentAt, concludedAt"

  private static func outboxMessage(_ row: Statement) throws -> OutboxMessage {
    guard let state = OutboxMessage.State(rawValue: row.text(4)) else {
      throw StoreError.corrupt(reason: "the message of resend \(row.text(0)) has an unknown state")
    }
    return OutboxMessage(
      resend: row.text(0), messageID: row.text(1), recipient: row.text(2), message: row.optionalText(3), state: state,
      queuedAt: row.text(5), attempts: row.integer(6),
      dueAt: row.optionalInteger(7).map { UTCInstant(milliseconds: Int64($0)) },
      claimedUntil: row.optionalInteger(8).map { UTCInstant(milliseconds: Int64($0)) }, failure: row.optionalText(9),
      sentAt: row.optionalText(10), concludedAt: row.optionalText(11))
  }
}
