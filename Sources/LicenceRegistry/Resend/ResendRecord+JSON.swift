import Formats
import Hashing
public import Licensing

extension ResendRecord {
  /// The resend as the API and the command line give it, codes masked.
  public var document: [UInt8] {
    var writer = JSONWriter(capacity: 1024)
    writer.resend(self)
    return writer.bytes
  }

  /// What the audit record keeps of a step.
  ///
  /// - Parameters:
  ///   - resend: the resend as the step left it.
  ///   - failure: why it failed, if it did.
  ///   - seal: the seal of what is kept of it.
  static func eventDetails(_ resend: ResendRecord, failure: String?, seal: Digest?) -> String {
    var writer = JSONWriter(capacity: 256)
    writer.beginObject()
    writer.member("state", resend.state.rawValue)
    writer.member("requestedBy", resend.requestedBy)
    writer.member("contact", resend.contact)
    writer.member("contract", resend.contract)
    writer.key("licences")
    writer.strings(resend.licences.map { LicenceCode($0.key).masked })
    writer.key("codes")
    writer.strings(resend.checks.filter { $0.code.status != .pass && $0.code.status != .skip }.map(\.code.rawValue))
    if let note = resend.note { writer.member("note", note) }
    if let message = resend.message { writer.member("messageID", message.messageID) }
    if let failure { writer.member("failure", failure) }
    writer.member("seal", seal?.description)
    writer.endObject()
    return writer.text
  }
}

extension JSONWriter {
  /// A resend, codes masked.
  mutating func resend(_ resend: ResendRecord) {
    beginObject()
    member("id", resend.id)
    member("state", resend.state.rawValue)
    member("code", resend.obstacle?.code.rawValue)
    key("checks")
    beginArray()
    for result in resend.checks {
      beginObject()
      member("check", result.check.rawValue)
      member("status", result.code.status.rawValue)
      member("code", result.code.rawValue)
      member("message", result.message)
      endObject()
    }
    endArray()
    member("requestedAt", resend.requestedAt)
    member("requestedBy", resend.requestedBy)
    member("actor", resend.actor)
    member("reason", resend.reason.rawValue)
    member("ticket", resend.ticket)
    member("locale", resend.locale?.rawValue)
    member("customer", resend.customer)
    member("contract", resend.contract)
    key("licences")
    beginArray()
    for item in resend.licences {
      beginObject()
      member("code", LicenceCode(item.key).masked)
      member("product", item.product)
      member("release", item.release)
      key("seats")
      optionalInt(item.seats)
      endObject()
    }
    endArray()
    member("sendTo", resend.contact)
    member("decidedAt", resend.decidedAt)
    member("decidedBy", resend.decidedBy)
    member("note", resend.note)
    key("message")
    message(resend.message)
    key("actions")
    strings(resend.state.actions.filter { $0 != .send && $0 != .fail }.map(\.rawValue))
    endObject()
  }

  private mutating func message(_ message: OutboxMessage?) {
    guard let message else { return null() }
    beginObject()
    member("id", message.messageID)
    member("state", message.state.rawValue)
    member("queuedAt", message.queuedAt)
    member("attempts", message.attempts)
    member("nextAttemptAt", message.state == .queued ? message.dueAt?.description : nil)
    member("sentAt", message.sentAt)
    member("failure", message.failure)
    endObject()
  }
}
