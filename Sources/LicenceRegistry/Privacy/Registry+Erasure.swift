import Formats
public import Licensing
public import SQLiteStore

extension Registry {
  /// Replaces a person by a placeholder everywhere in the registry.
  ///
  /// The audit record keeps that there were events, and its chain holds; their details are gone. Copies outside the
  /// registry's file, such as backups and the files that were imported, are not touched.
  ///
  /// - Parameters:
  ///   - email: the person's address.
  ///   - actor: who asks for it.
  ///   - now: the present.
  /// - Returns: where the person was named.
  /// - Throws: ``ResendRefused`` if a mail to the person is being sent right now; `SQLiteError` or `StoreError` if the file
  ///   can't be read or written. Then nothing is changed.
  public func eraseContact(email: String, actor: String, now: UTCInstant) throws -> ErasureReport {
    // An address that sorts nowhere near the old one and that no mail agent can deliver to (RFC 2606).
    let placeholder = RecordID.make("erased", now: now) + "@erased.invalid"
    var report = try result { connection, catalogue -> ErasureReport in
      let procedure = ResendProcedure(
        connection: connection, catalogue: catalogue, now: now, language: .english, actor: actor, requestID: nil)
      let open = try connection.openResends(email: email)
      for id in open { _ = try procedure.act(.cancel, onResend: id, note: nil) }
      var report = try procedure.erase(email, placeholder: placeholder)
      report.cancelled = open.count
      // Whom the registry does not name may be in a backup.
      let isKnown = try connection.erasure(of: email, among: connection.erasures()) != nil
      guard !report.isEmpty || !isKnown else { return report }
      try connection.keepErasure(of: email, placeholder: placeholder, at: now)
      try procedure.recordErasure(report, placeholder: placeholder)
      return report
    }
    report.copies = copiesBeside
    guard !report.isEmpty else { return report }
    do {
      try file.connect(.write).compact()
    } catch let error as SQLiteError where error.isBusy {
      report.leavesTraces = true
    }
    return report
  }
}

extension ResendProcedure {
  /// Replaces a person, and writes the mails of others anew that spoke of the person.
  func erase(_ email: String, placeholder: String) throws -> ErasureReport {
    let report = try connection.erasePerson(
      email: email, placeholder: placeholder, bucket: ResendProcedure.bucket(ofPerson: email))
    for id in report.waitingMails { try rewriteMessage(ofResend: id) }
    return report
  }

  /// Tells the audit record of an erasure.
  func recordErasure(_ report: ErasureReport, placeholder: String) throws {
    try connection.append(
      Event(actor: actor, action: "contact.erased", subject: "contacts/\(placeholder)", details: report.eventDetails),
      at: now)
  }
}

extension ErasureReport {
  /// The counts as JSON, with what was kept and why.
  public var details: String { json(listing: false) }

  /// The same with what exactly was changed, by which the audit record can still be checked.
  var eventDetails: String { json(listing: true) }

  private func json(listing: Bool) -> String {
    var writer = JSONWriter(capacity: 128)
    writer.beginObject()
    writer.member("contacts", contacts)
    writer.member("decisions", decisions)
    writer.member("resends", resends)
    writer.member("mails", mails)
    writer.member("events", events)
    writer.member("changes", changes)
    writer.member("counts", counts)
    writer.member("requests", requests)
    writer.member("answers", answers)
    writer.member("cancelled", cancelled)
    writer.member("leavesTraces", leavesTraces)
    if listing {
      writer.key("erasedEvents")
      writer.beginArray()
      for number in erasedEvents { writer.int(number) }
      writer.endArray()
      writer.key("subjects")
      writer.strings(subjects)
      func digests(_ list: String, _ name: String, _ digests: [String: String]) {
        writer.key(list)
        writer.beginArray()
        for (id, digest) in digests.sorted(by: { $0.key < $1.key }) {
          writer.beginObject()
          writer.member("id", id)
          writer.member(name, digest)
          writer.endObject()
        }
        writer.endArray()
      }
      digests("imports", "digest", imports)
      digests("seals", "seal", seals)
    }
    writer.key("kept")
    writer.beginObject()
    writer.member(
      "what", "that events, decisions and resends happened, when, by whom of the desk, and what came of them")
    writer.member("why", "the audit record must stay whole for its chain to be proof")
    writer.endObject()
    writer.key("left")
    writer.beginArray()
    for item in left {
      writer.beginObject()
      // An id may be the name itself, which must not come back through the audit record.
      if !listing { writer.member("subject", item.subject) }
      writer.member("reason", item.reason.rawValue)
      writer.endObject()
    }
    writer.endArray()
    if !listing {
      writer.key("copies")
      writer.strings(copies)
    }
    writer.endObject()
    return writer.text
  }
}
