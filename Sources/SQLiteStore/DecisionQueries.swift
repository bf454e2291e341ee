public import Licensing

extension Connection {
  /// Adds decisions to the record, which are never changed afterwards, and the events that tell of them.
  ///
  /// Those of one actor share an event, since many are recorded at once. Belongs into a transaction.
  ///
  /// - Parameter now: the present.
  public func record(_ decisions: [DecisionRecord], at now: UTCInstant) throws {
    guard !decisions.isEmpty else { return }
    let seal = try DecisionSeal(self)
    var unsealed = try unsealedDecisions()
    let insert = try statement(
      "INSERT INTO decisions (\(Connection.decisionColumns), event) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
    for (actor, decisions) in Dictionary(grouping: decisions, by: \.actor).sorted(by: { $0.key < $1.key }) {
      for start in stride(from: 0, to: decisions.count, by: DecisionSeal.most) {
        let group = decisions[start..<min(start + DecisionSeal.most, decisions.count)]
        let details = seal.details(of: group, after: unsealed)
        let event = try append(
          Event(actor: actor, action: DecisionSeal.action, subject: "decisions", details: details), at: now)
        unsealed = nil
        for decision in group { try Connection.insert(decision, event: event, with: insert) }
      }
    }
  }

  /// How many decisions are from before the first event that tells of some; nothing if there was one already.
  private func unsealedDecisions() throws -> Int? {
    let newest = try statement("SELECT event FROM decisions ORDER BY rowid DESC LIMIT 1")
    defer { newest.reset() }
    if try newest.step(), !newest.isNull(0) { return nil }
    guard try integer("SELECT 1 FROM events WHERE action = '\(DecisionSeal.action)' LIMIT 1") == nil else { return nil }
    return try integer("SELECT count(*) FROM decisions")
  }

  private static func insert(_ decision: DecisionRecord, event: Int, with insert: Statement) throws {
    insert.bind(1, decision.id)
    insert.bind(2, decision.decidedAt)
    insert.bind(3, decision.outcome)
    insert.bind(4, decision.ticket)
    insert.bind(5, decision.contract)
    insert.bind(6, decision.actor)
    insert.bind(7, utf8: decision.question)
    insert.bind(8, utf8: decision.answer)
    insert.bind(9, utf8: decision.facts)
    insert.bind(10, event)
    try insert.run()
  }

  /// The decision with an id.
  public func decision(id: String) throws -> DecisionRecord? {
    let select = try statement("SELECT \(Connection.decisionColumns) FROM decisions WHERE id = ?1")
    select.bind(1, id)
    defer { select.reset() }
    return try select.step() ? Connection.decision(select) : nil
  }

  /// The decisions on a ticket, a contract or both (compared without case and outer spaces), newest first.
  ///
  /// - Parameters:
  ///   - before: only decisions with a smaller id, to go on after a page.
  ///   - limit: how many at most.
  public func decisions(
    ticket: String?, contract: String?, before: String?, limit: Int
  ) throws -> [DecisionRecord] {
    let given =
      [("ticket", ticket.map { TextFolding.key($0) }), ("contract", contract.map { TextFolding.key($0) })]
      .compactMap { name, value in value.map { (condition: "\(name) = ?", value: $0) } }
      + [before.map { (condition: "id < ?", value: $0) }].compactMap { $0 }
    // Only what is asked for stands in the statement, so that each has its index.
    let conditions = given.isEmpty ? "" : "WHERE " + given.map(\.condition).joined(separator: " AND ")
    let select = try statement(
      "SELECT \(Connection.decisionColumns) FROM decisions \(conditions) ORDER BY id DESC LIMIT ?")
    for (index, item) in given.enumerated() { select.bind(Int32(index + 1), item.value) }
    select.bind(Int32(given.count + 1), limit)
    var records: [DecisionRecord] = []
    while try select.step() { records.append(Connection.decision(select)) }
    return records
  }

  static let decisionColumns = "id, decided_at, outcome, ticket, contract, actor, question, answer, facts"

  static func decision(_ row: Statement) -> DecisionRecord {
    DecisionRecord(
      id: row.text(0), decidedAt: row.text(1), outcome: row.text(2), ticket: row.optionalText(3),
      contract: row.optionalText(4), actor: row.text(5), question: row.utf8(6), answer: row.utf8(7), facts: row.utf8(8))
  }
}
