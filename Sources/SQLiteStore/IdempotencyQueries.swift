public import Licensing

extension Connection {
  /// The answer that was kept under a key, with the fingerprint of the request that it answered.
  ///
  /// - Parameters:
  ///   - key: the client's key.
  ///   - token: the id of the client's token; every client has its own keys.
  ///   - since: answers from before do not count.
  public func keptAnswer(
    key: String, token: String, since: UTCInstant
  ) throws -> (fingerprint: String, answer: KeptAnswer)? {
    let select = try statement(
      "SELECT fingerprint, status, fields, body FROM idempotency WHERE token = ?1 AND key = ?2 AND at > ?3")
    select.bind(1, token)
    select.bind(2, key)
    select.bind(3, since.description)
    defer { select.reset() }
    guard try select.step() else { return nil }
    let answer = KeptAnswer(status: select.integer(1), fields: select.text(2), body: select.blob(3))
    return (select.text(0), answer)
  }

  /// Keeps an answer under a key, in place of one that is too old to count, and forgets other old ones.
  ///
  /// - Parameters:
  ///   - answer: the answer.
  ///   - key: the client's key.
  ///   - token: the id of the client's token.
  ///   - fingerprint: tells the request from others.
  ///   - now: the present.
  ///   - since: answers from before are forgotten.
  public func keep(
    _ answer: KeptAnswer, key: String, token: String, fingerprint: String, now: UTCInstant, since: UTCInstant
  ) throws {
    // A few at a time, so that no request pays for all.
    let forget = try statement(
      """
      DELETE FROM idempotency WHERE (token, key) IN (SELECT token, key FROM idempotency WHERE at <= ?1 LIMIT 16)
      """)
    forget.bind(1, since.description)
    try forget.run()
    let insert = try statement("INSERT OR REPLACE INTO idempotency VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
    insert.bind(1, token)
    insert.bind(2, key)
    insert.bind(3, fingerprint)
    insert.bind(4, now.description)
    insert.bind(5, answer.status)
    insert.bind(6, answer.fields)
    insert.bind(7, answer.body)
    try insert.run()
  }
}
