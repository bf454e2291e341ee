import Licensing
import SQLiteStore

/// What putting a backup in place came to.
public struct Restoration: Sendable, Hashable {
  /// Where the registry that was there is kept; `nil` if there was none.
  public var kept: String?
  /// How many people whom that registry had forgotten were erased from what was restored.
  public var erasedAgain = 0
  /// How many people it had forgotten who can't be known again: an older version kept no digest of their addresses.
  public var unknownErasures = 0
  /// Whether there was a registry that could tell of them.
  public var knowsErasures = false
  /// Of how many mails that wait in the backup the end was taken over: they are not sent again.
  public var mailsEnded = 0
  /// How many mails wait in what was restored, although they may have been sent since the backup: there was no registry
  /// to tell.
  public var mailsInDoubt = 0
  /// When the last event of the backup was; nothing if it has none.
  public var backedUpAt: String?
}

/// Forgets in a restored registry whom the one in its place had forgotten since the backup was made.
struct ErasureRepetition {
  /// The registry whose place is taken.
  let current: Connection
  /// The restored one, where it is still a copy that nobody uses.
  let restored: Connection
  let actor: String
  let now: UTCInstant

  func run() throws -> Restoration {
    var restoration = Restoration()
    restoration.knowsErasures = true
    let erasures = try current.erasures()
    let told = try restored.erasedPlaceholders().union(restored.erasures().map(\.placeholder))
    let known = Set(erasures.map(\.placeholder))
    restoration.unknownErasures = try current.erasedPlaceholders().subtracting(told).subtracting(known).count
    let missing = erasures.filter { !told.contains($0.placeholder) }
    guard !missing.isEmpty else { return restoration }
    let catalogue = try CatalogueCache().current(on: restored)
    try restored.writing {
      for (email, erasure) in try restored.addresses(erasedBy: missing) {
        // Who came back since has agreed to it.
        guard try !current.hasContact(email) else { continue }
        try erase(email, erasure, catalogue)
        restoration.erasedAgain += 1
      }
      for erasure in missing { try restored.insert(erasure) }
    }
    if restoration.erasedAgain > 0 { try restored.compact() }
    return restoration
  }

  private func erase(_ email: String, _ erasure: Erasure, _ catalogue: ProductCatalogue) throws {
    let procedure = ResendProcedure(
      connection: restored, catalogue: catalogue, now: now, language: .english, actor: actor, requestID: nil)
    let open = try restored.openResends(email: email)
    // What a sender had in its hands when the backup was made loses its text, and so ends when its claim does.
    for id in open {
      do {
        _ = try procedure.act(.cancel, onResend: id, note: nil)
      } catch ResendRefused.beingSent {}
    }
    var report = try procedure.erase(email, placeholder: erasure.placeholder)
    report.cancelled = open.count
    try procedure.recordErasure(report, placeholder: erasure.placeholder)
  }
}
