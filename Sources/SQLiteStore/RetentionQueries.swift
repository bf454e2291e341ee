public import Licensing

extension Connection {
  /// The action of the event that tells what was forgotten.
  static let retentionAction = "retention.applied"

  /// Forgets what is older than its time of keeping; returns how many texts, keys and decisions those were.
  ///
  /// An event tells of texts and decisions, if there were any: what is gone for another reason shows.
  ///
  /// - Parameters:
  ///   - mails: texts of mails that were sent, failed or called off before this time are forgotten.
  ///   - keys: answers under idempotency keys from before this time are forgotten.
  ///   - decisions: decisions from before this time are forgotten; `nil`: none.
  ///   - counts: what requests for codes from before this time are counted by is forgotten.
  ///   - actor: who does it.
  ///   - now: the present.
  public func forget(
    mails: UTCInstant, keys: UTCInstant, decisions: UTCInstant?, counts: UTCInstant, actor: String, now: UTCInstant
  ) throws -> (mails: Int, keys: Int, decisions: Int) {
    func run(_ sql: String, _ bind: (Statement) -> Void) throws -> Int {
      let statement = try statement(sql)
      bind(statement)
      try statement.run()
      return changes
    }
    let texts = try run(
      "UPDATE outbox SET message = NULL WHERE message IS NOT NULL AND concludedAt < ?1"
    ) { $0.bind(1, mails.description) }
    let answers = try run("DELETE FROM idempotency WHERE at < ?1") { $0.bind(1, keys.description) }
    _ = try run("DELETE FROM resend_counts WHERE at < ?1") { $0.bind(1, Int(counts.milliseconds)) }
    var forgotten = 0
    if let decisions {
      forgotten = try run("DELETE FROM decisions WHERE decided_at < ?1") { $0.bind(1, decisions.description) }
    }
    if texts + forgotten > 0 {
      let before = decisions.map { #","decisionsBefore":"\#($0)""# } ?? ""
      let details = #"{"mails":\#(texts),"decisions":\#(forgotten)\#(before)}"#
      try append(
        Event(actor: actor, action: Connection.retentionAction, subject: "registry", details: details), at: now)
    }
    return (texts, answers, forgotten)
  }
}
