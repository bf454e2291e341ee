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

  /// Takes out the request that has waited longest; nothing if none waits.
  public func takeWaitingResend() throws -> WaitingResend? {
    let take = try statement(
      """
      DELETE FROM resend_inbox WHERE place = (SELECT min(place) FROM resend_inbox)
      RETURNING at, actor, request, language, licence, contract, product, requestedBy, reason, ticket, locale
      """)
    defer { take.reset() }
    guard try take.step() else { return nil }
    return WaitingResend(
      request: ResendRequest(
        licence: take.optionalText(4), contract: take.optionalText(5), product: take.optionalText(6),
        requestedBy: take.text(7), reason: ResendReason(rawValue: take.text(8)) ?? .other,
        ticket: take.optionalText(9), locale: take.optionalText(10).flatMap { Language(rawValue: $0) }),
      actor: take.text(1), requestID: take.optionalText(2), at: UTCInstant(milliseconds: Int64(take.integer(0))),
      language: Language(rawValue: take.text(3)) ?? .english)
  }
}
