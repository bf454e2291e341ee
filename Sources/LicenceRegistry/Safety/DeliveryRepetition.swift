import Licensing
import SQLiteStore

/// Takes over into a restored registry what became of the mails that were waiting when the backup was made: a mail that
/// the one in its place has sent, refused or called off since is not sent for the same approval again.
struct DeliveryRepetition {
  /// The registry whose place is taken.
  let current: Connection
  /// The restored one, where it is still a copy that nobody uses.
  let restored: Connection
  let actor: String
  let now: UTCInstant

  /// Returns of how many mails it has taken over the end.
  func run() throws -> Int {
    let catalogue = try CatalogueCache().current(on: restored)
    let procedure = ResendProcedure(
      connection: restored, catalogue: catalogue, now: now, language: .english, actor: actor, requestID: nil)
    return try restored.writing {
      try restored.waitingMessages().count { id in
        guard var resend = try restored.resend(id: id), let known = try current.resend(id: id),
          let ended = known.message, ended.concludedAt != nil
        else { return false }
        try restored.update(ended)
        (resend.message, resend.state) = (ended, known.state)
        (resend.decidedAt, resend.decidedBy, resend.note) = (known.decidedAt, known.decidedBy, known.note)
        try restored.updateDecision(of: resend)
        try procedure.record("resend.\(ended.state.rawValue)", resend, failure: ended.failure)
        return true
      }
    }
  }
}
