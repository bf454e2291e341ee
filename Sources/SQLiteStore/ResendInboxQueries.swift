public import Licensing

extension Connection {
  /// Keeps a request until it is looked at.
  public func insert(_ waiting: WaitingResend) throws {
    let insert = try statement(
      """
      INSERT INTO resend_inbox (at, actor, request, language, licence, contract, product, requestedBy, reason, ticket,
        locale) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
      """)
    insert.bind(1, Int(waiting.at.milliseconds))
    insert.bind(2, waiting.actor)
    insert.bind(3, waiting.requestID)
    insert.bind(4, waiting.language.rawValue)
    insert.bind(5, waiting.request.licence)
    insert.bind(6, waiting.request.contract)
    insert.bind(7, waiting.request.product)
    insert.bind(8, waiting.request.requestedBy)
    insert.bind(9, waiting.request.reason.rawValue)
    insert.bind(10, waiting.request.ticket)
    insert.bind(11, waiting.request.locale?.rawValue)
    try insert.run()
  }

  /// The request that has waited longest, and where it waits; nothing if none is to be looked at yet.
  public func waitingResend(at now: UTCInstant) throws -> (place: Int, waiting: WaitingResend)? {
    let select = try statement(
      """
      SELECT at, actor, request, language, licence, contract, product, requestedBy, reason, ticket, locale, failures, place
      FROM resend_inbox WHERE dueAt <= ?1 ORDER BY place LIMIT 1
      """)
    defer { select.reset() }
    select.bind(1, Int(now.milliseconds))
    guard try select.step() else { return nil }
    let waiting = WaitingResend(
      request: ResendRequest(
        licence: select.optionalText(4), contract: select.optionalText(5), product: select.optionalText(6),
        requestedBy: select.text(7), reason: ResendReason(rawValue: select.text(8)) ?? .other,
        ticket: select.optionalText(9), locale: select.optionalText(10).flatMap { Language(rawValue: $0) }),
      actor: select.text(1), requestID: select.optionalText(2),
      at: UTCInstant(milliseconds: Int64(select.integer(0))), language: Language(rawValue: select.text(3)) ?? .english,
      failures: select.integer(11))
    return (select.integer(12), waiting)
  }

  /// Takes a request out.
  public func removeWaitingResend(at place: Int) throws {
    let delete = try statement("DELETE FROM resend_inbox WHERE place = ?1")
    delete.bind(1, place)
    try delete.run()
  }

  /// Leaves a request that could not be looked at where it is, until a time.
  ///
  /// - Parameters:
  ///   - place: where it waits.
  ///   - due: when it is to be looked at again.
  ///   - failures: how often it could not be looked at.
  public func postponeWaitingResend(at place: Int, to due: UTCInstant, failures: Int) throws {
    let update = try statement("UPDATE resend_inbox SET dueAt = ?2, failures = ?3 WHERE place = ?1")
    update.bind(1, place)
    update.bind(2, Int(due.milliseconds))
    update.bind(3, failures)
    try update.run()
  }
}
