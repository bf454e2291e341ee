public import Licensing
import SQLiteStore

extension Registry {
  /// Records that somebody is shown a whole licence code, and calls `finished` once that is durable: only then may it be
  /// shown.
  ///
  /// - Parameters:
  ///   - licence: the licence.
  ///   - actor: who is shown its code.
  ///   - now: the present.
  ///   - finished: called with nothing, or with what went wrong.
  public func noteReveal(
    of licence: ShownRecord, actor: String, now: UTCInstant, finished: @escaping @Sendable ((any Error)?) -> Void
  ) {
    let event = Event(actor: actor, action: "licence.revealed", subject: "licences/\(licence.id)")
    writer.write({ try $0.append(event, at: now) }, finished: finished)
  }
}
