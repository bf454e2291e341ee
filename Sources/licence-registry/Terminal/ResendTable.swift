import Formats
import LicenceRegistry
import Licensing

/// Resends for people: one with its checks, or several as a table.
struct ResendTable {
  private let console: Console
  private var language: Language { console.language }

  init(_ console: Console) {
    self.console = console
  }

  /// One resend, with every check.
  func show(_ resend: ResendRecord) {
    let style: Console.Style =
      switch resend.state {
      case .approved, .sent: .green
      case .review: .yellow
      case .rejected, .failed, .cancelled: .red
      }
    console.print("\(resend.id): \(console.styled(resend.state.name(in: language), style))")
    let ticket = resend.ticket.map { language(en: ", ticket \($0)", fr: ", ticket \($0)") } ?? ""
    console.print(
      language(
        en:
          "  Asked for by \(resend.requestedBy) through \(resend.actor) at \(resend.requestedAt), \(resend.reason.rawValue)\(ticket)",
        fr:
          "  Demandé par \(resend.requestedBy) via \(resend.actor) le \(resend.requestedAt), \(reason(resend.reason))\(ticket)"
      ))
    for result in resend.checks {
      let mark =
        switch result.code.status {
        case .pass: console.styled("✓", .green)
        case .fail: console.styled("✗", .red)
        case .review: console.styled("?", .yellow)
        case .skip: "–"
        }
      console.print("  \(mark) \(result.message) \(console.styled(result.code.rawValue, .dim))")
    }
    for item in resend.licences {
      let seats = item.seats.map { language(en: ", seats: \($0)", fr: ", postes : \($0)") } ?? ""
      console.print("  \(LicenceCode(item.key).masked)  \(item.product) \(item.release)\(seats)")
    }
    if let by = resend.decidedBy, let at = resend.decidedAt {
      let note = resend.note.map { language(en: ": \($0)", fr: " : \($0)") } ?? ""
      console.print(language(en: "  Decided by \(by) at \(at)\(note)", fr: "  Décidé par \(by) le \(at)\(note)"))
    }
    if let message = resend.message { show(message) }
  }

  private func reason(_ reason: ResendReason) -> String {
    switch reason {
    case .loss: "perte"
    case .hardware: "changement de matériel"
    case .other: "autre motif"
    }
  }

  private func show(_ message: OutboxMessage) {
    let to = language(en: "  Mail to \(message.recipient)", fr: "  Courriel à \(message.recipient)")
    switch message.state {
    case .sent:
      let at = message.sentAt ?? ""
      console.print(language(en: "\(to): taken by the mail agent at \(at)", fr: "\(to) : remis le \(at)"))
    case .queued, .sending:
      console.print(language(en: "\(to): waits in the outbox", fr: "\(to) : attend l’envoi"))
    case .failed: console.print(language(en: "\(to): failed", fr: "\(to) : échec"))
    case .cancelled: console.print(language(en: "\(to): called off", fr: "\(to) : annulé"))
    }
    if let failure = message.failure {
      console.print(language(en: "    Last failure: \(failure)", fr: "    Dernier échec : \(failure)"))
    }
  }

  /// Several, a line each; those in review with their age.
  func list(_ resends: [ResendRecord], now: UTCInstant) {
    guard !resends.isEmpty else {
      return console.print(language(en: "There are no resends.", fr: "Il n’y a aucun renvoi."))
    }
    for resend in resends {
      var line = "\(resend.id)  \(resend.state.name(in: language))"
      if resend.state == .review, let age = age(of: resend, now: now) { line += " (\(age))" }
      let what = resend.licences.map { "\($0.product) \($0.release)" }.joined(separator: ", ")
      let parts = [
        resend.requestedBy, resend.contract ?? "", what, resend.obstacle?.code.rawValue ?? "", resend.ticket ?? "",
      ]
      console.print(([line] + parts.filter { !$0.isEmpty }).joined(separator: "  "))
    }
  }

  /// How long it has waited.
  private func age(of resend: ResendRecord, now: UTCInstant) -> String? {
    guard case .instant(let since)? = try? Moment(resend.requestedAt) else { return nil }
    let hours = max(0, (now.seconds - since.seconds) / 3600)
    if hours < 48 { return language(en: "for \(hours) h", fr: "depuis \(hours) h") }
    return language(en: "for \(hours / 24) days", fr: "depuis \(hours / 24) jours")
  }
}
