public import Hashing

extension Connection {
  /// What a token is, as a digest for the event that tells of its making or its end; nothing if there is none.
  ///
  /// When it was last used is left out: that changes without an event.
  public func seal(ofToken id: String) throws -> Digest? {
    try seal(["SELECT id, digest, name, role, created, creator, expires, revoked FROM tokens WHERE id = ?1"], id)
  }

  /// What a resend is, with its licences, its checks and its message, as a digest for the event of each step; nothing if
  /// there is none.
  ///
  /// What a sender notes on its way, and the message's text, which is not kept for ever, are left out.
  public func seal(ofResend id: String) throws -> Digest? {
    try seal(
      [
        """
        SELECT id, state, requestedAt, requestedBy, actor, reason, ticket, locale, customer, contract, contact, decidedAt,
          decidedBy, note FROM resends WHERE id = ?1
        """,
        "SELECT place, key, product, release, seats FROM resend_licences WHERE resend = ?1 ORDER BY place",
        "SELECT place, \"check\", code, message FROM resend_checks WHERE resend = ?1 ORDER BY place",
        """
        SELECT messageID, recipient, queuedAt, CASE WHEN state IN ('queued', 'sending') THEN 'open' ELSE state END, sentAt
        FROM outbox WHERE resend = ?1
        """,
      ], id)
  }

  /// The digest of the rows of some queries about one thing, the first of which must have one.
  ///
  /// It is keyed with a secret of the registry's: who reads the events must not be able to try codes out on it.
  private func seal(_ queries: [String], _ id: String) throws -> Digest? {
    var text: [UInt8] = []
    for (number, sql) in queries.enumerated() {
      let select = try statement(sql)
      defer { select.reset() }
      select.bind(1, id)
      var isThere = false
      while try select.step() {
        isThere = true
        for column in 0..<select.columnCount { select.appendField(column, to: &text) }
        text.append(0x0A)
      }
      guard isThere || number > 0 else { return nil }
      text.append(0x0A)
    }
    return HMAC(key: try secret("licence-ids")).digest(of: Array("seal\n".utf8) + text)
  }
}
