import Licensing
import SQLiteStore

extension Carryover {
  /// Takes over what became of the mails that were waiting when the backup was made: one that was sent, refused or called
  /// off since is not sent for the same approval again.
  ///
  /// - Returns: of how many.
  func endMails() throws -> Int {
    let procedure = try procedure()
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
