/// A recorded decision: what was asked and what was answered, as it was.
public struct DecisionRecord: Sendable, Hashable {
  /// The record's id, `dec_` and 26 characters.
  public var id: String
  /// When it was decided, RFC 3339 in UTC.
  public var decidedAt: String
  /// `eligible`, `ineligible` or `undetermined`.
  public var outcome: String
  /// The ticketing tool's own number.
  public var ticket: String?
  /// The number of the contract that was judged.
  public var contract: String?
  /// The question, as JSON.
  public var question: String
  /// The answer, as JSON.
  public var answer: String

  /// Makes a record.
  public init(
    id: String, decidedAt: String, outcome: String, ticket: String?, contract: String?, question: String, answer: String
  ) {
    self.id = id
    self.decidedAt = decidedAt
    self.outcome = outcome
    self.ticket = ticket
    self.contract = contract
    self.question = question
    self.answer = answer
  }
}

extension Connection {
  /// Adds a decision to the record; it is never changed afterwards.
  public func insert(_ decision: DecisionRecord) throws {
    let insert = try statement("INSERT INTO decisions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
    insert.bind(1, decision.id)
    insert.bind(2, decision.decidedAt)
    insert.bind(3, decision.outcome)
    insert.bind(4, decision.ticket)
    insert.bind(5, decision.contract)
    insert.bind(6, decision.question)
    insert.bind(7, decision.answer)
    try insert.run()
  }

  /// The decision with an id.
  public func decision(id: String) throws -> DecisionRecord? {
    let select = try statement(
      "SELECT id, decided_at, outcome, ticket, contract, question, answer FROM decisions WHERE id = ?1")
    select.bind(1, id)
    defer { select.reset() }
    guard try select.step() else { return nil }
    return DecisionRecord(
      id: select.text(0), decidedAt: select.text(1), outcome: select.text(2), ticket: select.optionalText(3),
      contract: select.optionalText(4), question: select.text(5), answer: select.text(6))
  }
}
