import Hashing
import Licensing
import SQLiteStore

/// The resend procedure inside one write transaction: what is counted, judged, recorded and put into the outbox belongs
/// together.
struct ResendProcedure {
  let connection: Connection
  let catalogue: ProductCatalogue
  let now: UTCInstant
  let language: Language
  /// Who acts, such as the name of an access token.
  let actor: String
  /// The id of the HTTP request, for the audit record.
  let requestID: String?

  /// Judges a request and records it; an approved one leaves its message in the outbox.
  func request(_ request: ResendRequest) throws -> ResendRecord {
    let id = RecordID.make("rsd", now: now)
    var facts = try facts(for: request)
    let buckets = try buckets(of: request, facts)
    facts.counts = try counts(buckets, facts.limits)
    let request = try masked(request, facts)
    let assessment = ResendRules(catalogue, language: language).assessment(of: request, facts, now: now)
    var resend = ResendRecord(
      id: id, state: assessment.state, requestedAt: now.description, requestedBy: request.requestedBy, actor: actor,
      reason: request.reason, ticket: request.ticket,
      locale: request.locale, checks: assessment.results)
    if !assessment.isLimited {
      resend.customer = facts.contract?.customer.id
      resend.contract = facts.contract?.number
      resend.contact = facts.contact?.email
      resend.licences = assessment.licences.map {
        ResendRecord.Item(key: LicenceCode($0.code).key, product: $0.product, release: $0.release, seats: $0.seats)
      }
      for bucket in buckets.all { try connection.countResend(id, bucket: bucket, at: now) }
    }
    try connection.insert(resend)
    try record("resend.requested", resend)
    if resend.state == .approved { try approve(&resend, facts) }
    return resend
  }

  /// A request with the codes hidden that people typed beside the one that is asked for; an address that the registry has
  /// stays as it is.
  private func masked(_ request: ResendRequest, _ facts: ResendFacts) throws -> ResendRequest {
    let mask = CodeMask(connection: connection)
    var masked = request
    masked.ticket = try request.ticket.map(mask.masked)
    if facts.contact == nil { masked.requestedBy = try mask.masked(request.requestedBy) }
    return masked
  }

  /// Does what a person wants done with a resend.
  ///
  /// - Parameter note: what that person says about it.
  func act(_ action: ResendAction, onResend id: String, note: String?) throws -> ResendRecord {
    guard var resend = try connection.resend(id: id) else { throw ResendRefused.notFound(id: id) }
    guard let next = resend.state.after(action), action != .send, action != .fail else {
      throw ResendRefused.state(resend.state, action)
    }
    if action == .approve, isRequester(of: resend) { throw ResendRefused.ownRequest }
    if action == .cancel, resend.message?.isBeingSent(at: now) == true { throw ResendRefused.beingSent }
    let note = try note.map(CodeMask(connection: connection).masked)
    if action == .retry {
      // Who tries again decides nothing: the approver and what that person noted stay.
      resend.note = note.map { note in resend.note.map { "\($0) · \(note)" } ?? note } ?? resend.note
    } else {
      resend.decidedAt = now.description
      resend.decidedBy = actor
      resend.note = note ?? resend.note
    }
    switch action {
    case .approve, .retry:
      let facts = try facts(for: resend)
      if let obstacle = obstacle(to: resend, facts) { throw ResendRefused.noLongerPossible(obstacle, action) }
      resend.state = next
      if action == .approve {
        try connection.updateDecision(of: resend)
        try approve(&resend, facts)
        return resend
      }
      try renewMessage(of: &resend, facts)
    default:
      resend.state = next
      if var message = resend.message {
        message.conclude(.cancelled, at: now)
        try connection.update(message)
        resend.message = message
      }
    }
    try connection.updateDecision(of: resend)
    try record("resend.\(ResendProcedure.done(action))", resend)
    if let message = resend.message, message.state == .failed {
      try record("resend.failed", resend, failure: message.failure)
    }
    return resend
  }

  /// What has come up since a resend was asked for and stands against sending it now.
  func obstacle(to resend: ResendRecord) throws -> ResendAssessment.Result? {
    obstacle(to: resend, try facts(for: resend))
  }

  /// A check that fails; one for a person that nobody saw when the resend was asked for; or a licence of several that is
  /// not active any more.
  private func obstacle(to resend: ResendRecord, _ facts: ResendFacts) -> ResendAssessment.Result? {
    let rules = ResendRules(catalogue, language: language)
    let results = rules.assessment(of: request(resend), facts, now: now).results
    if let failing = results.first(where: { $0.code.status == .fail }) { return failing }
    let seen = Set(resend.checks.map(\.code))
    if let new = results.first(where: { $0.code.status == .review && !seen.contains($0.code) }) { return new }
    guard Set(facts.sendable.map { LicenceCode($0.code).key }) != Set(resend.licences.map(\.key)) else { return nil }
    return ResendAssessment.Result(
      check: .licence, code: .licenceRevoked,
      message: language(
        en: "Not all of the licences are active any more: ask again for those that are.",
        fr: "Certaines licences ne sont plus actives : refaites une demande pour celles qui le sont."))
  }

  /// Tells the audit record what was done with a resend; what is about a person or a code stays in the details.
  func record(_ action: String, _ resend: ResendRecord, failure: String? = nil) throws {
    try connection.append(
      Event(
        actor: actor, action: action, subject: "resends/\(resend.id)", request: requestID,
        details: ResendRecord.eventDetails(resend, failure: failure, seal: try connection.seal(ofResend: resend.id))),
      at: now)
  }

  private func approve(_ resend: inout ResendRecord, _ facts: ResendFacts) throws {
    let composer = ResendComposer(catalogue: catalogue, now: now)
    let message = composer.message(for: resend, facts)
    try connection.insert(message)
    resend.message = message
    try record("resend.approved", resend)
    if message.state == .failed {
      resend.state = .failed
      try connection.updateDecision(of: resend)
      try record("resend.failed", resend, failure: message.failure)
    }
  }

  /// Writes the message of a resend anew that waits to be sent, because what it speaks of was changed.
  func rewriteMessage(ofResend id: String) throws {
    guard let resend = try connection.resend(id: id), var message = resend.message else { return }
    message.message =
      ResendComposer(catalogue: catalogue, now: now).message(for: resend, try facts(for: resend)).message
    try connection.keepText(of: message)
  }

  /// Puts the message of a resend that failed back into the outbox, written anew if its text is not kept any more.
  private func renewMessage(of resend: inout ResendRecord, _ facts: ResendFacts) throws {
    guard var message = resend.message else { return }
    message.renew(at: now)
    if message.message == nil {
      let anew = ResendComposer(catalogue: catalogue, now: now).message(for: resend, facts)
      message.message = anew.message
      try connection.keepText(of: message)
      if anew.state == .failed {
        message.conclude(.failed, at: now, because: anew.failure)
        resend.state = .failed
      }
    }
    try connection.update(message)
    resend.message = message
  }

  /// Whether who acts is who asked, be it through another program or another token of the same name.
  private func isRequester(of resend: ResendRecord) -> Bool {
    let own = ResendProcedure.person(actor)
    return own == ResendProcedure.person(resend.actor) || own == TextFolding.phrase(resend.requestedBy)
  }

  /// The name in `token:NAME/ID` and `cli:NAME`, however it is written: Álice in wide letters is still Alice.
  private static func person(_ actor: String) -> String {
    let name = actor.split(separator: ":", maxSplits: 1).last ?? ""
    return TextFolding.phrase(name.split(separator: "/", maxSplits: 1).first ?? "")
  }

  private static func done(_ action: ResendAction) -> String {
    switch action {
    case .approve: "approved"
    case .reject: "rejected"
    case .cancel: "cancelled"
    case .retry: "retried"
    case .send: "sent"
    case .fail: "failed"
    }
  }
}
