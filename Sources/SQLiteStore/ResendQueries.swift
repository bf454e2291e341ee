public import Licensing

extension Connection {
  /// Adds a resend with its licences and checks; its message goes into the outbox by itself.
  public func insert(_ resend: ResendRecord) throws {
    let insert = try statement(
      "INSERT INTO resends VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)")
    insert.bind(1, resend.id)
    insert.bind(2, resend.state.rawValue)
    insert.bind(3, resend.requestedAt)
    insert.bind(4, resend.requestedBy)
    insert.bind(5, resend.actor)
    insert.bind(6, resend.reason.rawValue)
    insert.bind(7, resend.ticket)
    insert.bind(8, resend.locale?.rawValue)
    insert.bind(9, resend.customer)
    insert.bind(10, resend.contract)
    insert.bind(11, resend.contact)
    insert.bind(12, resend.decidedAt)
    insert.bind(13, resend.decidedBy)
    insert.bind(14, resend.note)
    try insert.run()
    let licence = try statement("INSERT INTO resend_licences VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
    for (place, item) in resend.licences.enumerated() {
      licence.bind(1, resend.id)
      licence.bind(2, place)
      licence.bind(3, item.key)
      licence.bind(4, item.product)
      licence.bind(5, item.release)
      if let seats = item.seats { licence.bind(6, seats) } else { licence.bindNull(6) }
      try licence.run()
    }
    let check = try statement("INSERT INTO resend_checks VALUES (?1, ?2, ?3, ?4, ?5)")
    for (place, result) in resend.checks.enumerated() {
      check.bind(1, resend.id)
      check.bind(2, place)
      check.bind(3, result.check.rawValue)
      check.bind(4, result.code.rawValue)
      check.bind(5, result.message)
      try check.run()
    }
  }

  /// Keeps what a person, or the sender, made of a resend.
  public func updateDecision(of resend: ResendRecord) throws {
    let update = try statement(
      "UPDATE resends SET state = ?2, decidedAt = ?3, decidedBy = ?4, note = ?5 WHERE id = ?1")
    update.bind(1, resend.id)
    update.bind(2, resend.state.rawValue)
    update.bind(3, resend.decidedAt)
    update.bind(4, resend.decidedBy)
    update.bind(5, resend.note)
    try update.run()
  }

  /// The resend with an id.
  public func resend(id: String) throws -> ResendRecord? {
    try resends(where: "id = ?1", [id], limit: 1).first
  }

  /// Resends, newest first.
  ///
  /// - Parameters:
  ///   - state: only those in this state; oldest first then, as a queue is worked off.
  ///   - customer: only those of the customer with this id.
  ///   - beyond: the id of the last one of the page before.
  ///   - limit: how many at most.
  public func resends(
    state: ResendState? = nil, customer: String? = nil, beyond: String? = nil, limit: Int
  ) throws -> [ResendRecord] {
    let order = state == nil ? "DESC" : "ASC"
    let conditions = [
      state.map { ("state = ?", $0.rawValue) }, customer.map { ("customer = ?", $0) },
      beyond.map { (state == nil ? "id < ?" : "id > ?", $0) },
    ].compactMap { $0 }
    let text = conditions.isEmpty ? "TRUE" : conditions.map(\.0).joined(separator: " AND ")
    return try resends(where: text, conditions.map(\.1), order: order, limit: limit)
  }

  private func resends(
    where condition: String, _ values: [String], order: String = "ASC", limit: Int
  ) throws -> [ResendRecord] {
    let select = try statement(
      """
      SELECT id, state, requestedAt, requestedBy, actor, reason, ticket, locale, customer, contract, contact, decidedAt,
        decidedBy, note
      FROM resends WHERE \(condition) ORDER BY id \(order) LIMIT ?
      """)
    defer { select.reset() }
    for (index, value) in values.enumerated() { select.bind(Int32(index + 1), value) }
    select.bind(Int32(values.count + 1), limit)
    var records: [ResendRecord] = []
    while try select.step() {
      guard let state = ResendState(rawValue: select.text(1)), let reason = ResendReason(rawValue: select.text(5))
      else { throw StoreError.corrupt(reason: "resend \(select.text(0)) has an unknown state or reason") }
      records.append(
        ResendRecord(
          id: select.text(0), state: state, requestedAt: select.text(2), requestedBy: select.text(3),
          actor: select.text(4), reason: reason, ticket: select.optionalText(6),
          locale: select.optionalText(7).flatMap { Language(rawValue: $0) }, customer: select.optionalText(8),
          contract: select.optionalText(9), contact: select.optionalText(10), decidedAt: select.optionalText(11),
          decidedBy: select.optionalText(12), note: select.optionalText(13)))
    }
    for index in records.indices {
      records[index].licences = try items(of: records[index].id)
      records[index].checks = try checks(of: records[index].id)
      records[index].message = try outboxMessage(of: records[index].id)
    }
    return records
  }

  private func items(of id: String) throws -> [ResendRecord.Item] {
    let select = try statement(
      "SELECT key, product, release, seats FROM resend_licences WHERE resend = ?1 ORDER BY place")
    defer { select.reset() }
    select.bind(1, id)
    var items: [ResendRecord.Item] = []
    while try select.step() {
      items.append(
        ResendRecord.Item(
          key: select.text(0), product: select.text(1), release: select.text(2), seats: select.optionalInteger(3)))
    }
    return items
  }

  private func checks(of id: String) throws -> [ResendAssessment.Result] {
    let select = try statement("SELECT \"check\", code, message FROM resend_checks WHERE resend = ?1 ORDER BY place")
    defer { select.reset() }
    select.bind(1, id)
    var results: [ResendAssessment.Result] = []
    while try select.step() {
      guard let check = ResendCheck(rawValue: select.text(0)), let code = ResendCode(rawValue: select.text(1)) else {
        throw StoreError.corrupt(reason: "resend \(id) has an unknown check")
      }
      results.append(ResendAssessment.Result(check: check, code: code, message: select.text(2)))
    }
    return results
  }
}
