import Formats
public import Licensing
import SQLiteStore

extension Registry {
  /// Records that somebody is shown a whole licence code, and calls `finished` once that is durable: only then may it be
  /// shown.
  ///
  /// - Parameters:
  ///   - licence: the licence.
  ///   - actor: who is shown its code.
  ///   - requestID: the id of the HTTP request, for the audit record.
  ///   - address: where the request came from, where that is known.
  ///   - now: the present.
  ///   - finished: called with nothing, or with what went wrong.
  public func noteReveal(
    of licence: ShownRecord, actor: String, requestID: String?, address: String?, now: UTCInstant,
    finished: @escaping @Sendable ((any Error)?) -> Void
  ) {
    var details = JSONWriter(capacity: 64)
    details.beginObject()
    if let address { details.member("address", address) }
    details.endObject()
    let event = Event(
      actor: actor, action: "licence.revealed", subject: "licences/\(licence.id)", request: requestID,
      details: details.text)
    writer.write({ try $0.append(event, at: now) }, finished: finished)
  }
}
