import Licensing
import SQLiteStore

/// Carries over into a restored registry what a restoration must not undo: tokens that were taken back stay so, mails that
/// were sent are not sent again, and whom the registry had forgotten stays forgotten.
struct Carryover {
  /// The registry whose place is taken.
  let current: Connection
  /// The restored one, where it is still a copy that nobody uses.
  let restored: Connection
  let actor: String
  let now: UTCInstant

  /// Carries all over, and says what it came to.
  func run() throws -> Restoration {
    var restoration = Restoration(backedUpAt: try restored.lastEventTime())
    try restored.writing {
      try restored.append(restoration: Carryover.event(by: actor), after: current.lastEventNumber(), at: now)
      try revokeTokens()
      try restored.renewRevisions(after: current)
    }
    restoration.mailsEnded = try endMails()
    try eraseAgain(&restoration)
    return restoration
  }

  /// That a backup was put in place.
  static func event(by actor: String) -> Event {
    Event(actor: actor, action: "registry.restored", subject: "registry")
  }

  /// What changes resends in the restored registry.
  func procedure() throws -> ResendProcedure {
    ResendProcedure(
      connection: restored, catalogue: try CatalogueCache().current(on: restored), now: now, language: .english,
      actor: actor, requestID: nil)
  }

  private func revokeTokens() throws {
    for token in try current.tokens() {
      guard let revoked = token.revoked, try restored.token(id: token.id)?.revoked == nil else { continue }
      try restored.revokeToken(id: token.id, at: revoked)
      guard let seal = try restored.seal(ofToken: token.id) else { continue }
      try restored.append(
        Event(
          actor: actor, action: "token.revoked", subject: "tokens/\(token.id)",
          details: TokenEventDetails.of(token, seal: seal)),
        at: now)
    }
  }
}
