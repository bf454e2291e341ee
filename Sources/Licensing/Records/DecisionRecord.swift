/// A recorded decision: what was asked and what was answered, as it was.
public struct DecisionRecord: Sendable, Hashable {
  /// The record's id, `dec_` and 26 characters.
  public var id: String
  /// When it was decided, RFC 3339 in UTC.
  public var decidedAt: String
  /// `eligible`, `ineligible` or `undetermined`.
  public var outcome: String
  /// The ticketing tool's own number, in the form by which it is compared.
  public var ticket: String?
  /// The number of the contract that was judged, in the form by which it is compared.
  public var contract: String?
  /// Who asked.
  public var actor: String
  /// The question, as JSON in UTF-8.
  public var question: [UInt8]
  /// The answer, as JSON in UTF-8.
  public var answer: [UInt8]
  /// The facts that the answer was made from, as JSON in UTF-8.
  public var facts: [UInt8]

  /// Makes a record.
  public init(
    id: String, decidedAt: String, outcome: String, ticket: String?, contract: String?, actor: String,
    question: [UInt8], answer: [UInt8], facts: [UInt8]
  ) {
    self.id = id
    self.decidedAt = decidedAt
    self.outcome = outcome
    self.ticket = ticket
    self.contract = contract
    self.actor = actor
    self.question = question
    self.answer = answer
    self.facts = facts
  }
}
