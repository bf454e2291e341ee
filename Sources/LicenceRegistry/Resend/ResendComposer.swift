import Formats
import Licensing

/// Writes the mail that brings licence codes again, from the texts of the programme.
struct ResendComposer {
  let catalogue: ProductCatalogue
  let now: UTCInstant

  /// The message for an approved resend.
  ///
  /// One for an address that mail can't be sent to has failed already.
  func message(for resend: ResendRecord, _ facts: ResendFacts) -> OutboxMessage {
    let programme = facts.contract.flatMap { catalogue.programmes[$0.programme] }
    let contact = facts.contact ?? Contact(email: resend.contact ?? resend.requestedBy)
    let language =
      contact.locale.flatMap { Language(localeTag: $0) } ?? resend.locale
      ?? facts.customerLocale.flatMap { Language(localeTag: $0) } ?? .english
    let from =
      programme?.email.flatMap { MailAddress($0, name: programme?.name) }
      ?? MailAddress("licence-registry@localhost", name: programme?.name)
    let id = "\(resend.id)@\(from?.domain ?? "localhost")"
    var message = OutboxMessage(
      resend: resend.id, messageID: id, recipient: contact.email, message: nil, queuedAt: now.description, dueAt: now)
    guard let from, let to = MailAddress(contact.email, name: contact.name) else {
      message.conclude(
        .failed, at: now,
        because: language(
          en: "\(contact.email) is not an address that mail can be sent to",
          fr: "\(contact.email) n’est pas une adresse à laquelle on peut écrire"))
      return message
    }
    let texts = programme?.resendMail ?? .standard
    let values = values(resend, facts, contact, programme)
    let subject = subject(texts, values, language)
    message.message =
      MailMessage(
        from: from, to: to, subject: subject, date: ResendComposer.date(now), id: id, language: language.rawValue,
        text: text(texts, values, facts, language), html: html(texts, values, facts, subject, language)
      ).encoded
    return message
  }

  private func values(
    _ resend: ResendRecord, _ facts: ResendFacts, _ contact: Contact, _ programme: Programme?
  ) -> [ResendMail.Placeholder: String] {
    var values: [ResendMail.Placeholder: String] = [:]
    let customer = facts.contract?.customer.name
    values[.contact] = contact.name ?? customer ?? contact.email
    values[.customer] = customer
    values[.contract] = facts.contract?.number
    values[.programme] = programme?.name
    // The line with it tells what to do if the mail was not asked for: it must never be left out.
    values[.desk] = programme?.email ?? programme?.name
    values[.ticket] = resend.ticket
    return values.mapValues(ResendComposer.oneLine)
  }

  private func values(of licence: Licence) -> [ResendMail.Placeholder: String] {
    var values: [ResendMail.Placeholder: String] = [:]
    values[.product] = catalogue.product(id: licence.product)?.product.name ?? licence.product
    values[.release] = licence.release
    values[.seats] = licence.seats.map(String.init)
    values[.code] = licence.code
    return values.mapValues(ResendComposer.oneLine)
  }

  /// The subject; the usual one if the programme's has nothing to say of this mail.
  private func subject(
    _ texts: ResendMail, _ values: [ResendMail.Placeholder: String], _ language: Language
  ) -> String {
    let subject = ResendMail.filled(texts.subject.text(in: language), values)
    guard subject.allSatisfy(\.isWhitespace) else { return subject }
    return ResendMail.filled(ResendMail.standard.subject.text(in: language), values)
  }

  private func text(
    _ texts: ResendMail, _ values: [ResendMail.Placeholder: String], _ facts: ResendFacts, _ language: Language
  ) -> String {
    ResendMail.paragraphs(of: texts.body.text(in: language)).flatMap { paragraph -> [String] in
      switch paragraph {
      case .text(let text): return [ResendMail.filled(text, values)]
      case .licences:
        return facts.sendable.map { licence in
          ResendMail.filled(texts.licence.text(in: language), values.merging(self.values(of: licence)) { $1 })
        }
      }
    }.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func html(
    _ texts: ResendMail, _ values: [ResendMail.Placeholder: String], _ facts: ResendFacts, _ subject: String,
    _ language: Language
  ) -> String {
    let escape = HTMLEscapes.escaped
    let escaped = values.mapValues(escape)
    let blocks = ResendMail.paragraphs(of: texts.body.text(in: language)).flatMap { paragraph -> [String] in
      switch paragraph {
      case .text(let text): return [ResendMail.filled(escape(text), escaped)]
      case .licences:
        return facts.sendable.map { licence in
          var values = self.values(of: licence).mapValues(escape)
          values[.code] = values[.code].map { "<code style=\"font-size:1.2em\">\($0)</code>" }
          return ResendMail.filled(escape(texts.licence.text(in: language)), escaped.merging(values) { $1 })
        }
      }
    }.filter { !$0.isEmpty }
    let body = blocks.map { "<p>" + $0.split(separator: "\n").joined(separator: "<br>\n") + "</p>" }
    return """
      <!doctype html>
      <html lang="\(language.rawValue)">
      <head><meta charset="utf-8"><title>\(escape(subject))</title></head>
      <body>
      \(body.joined(separator: "\n"))
      </body>
      </html>

      """
  }

  /// A value from the registry as part of a line: nothing in it can begin another one.
  private static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.compactMap {
          // What turns the direction of all that follows would write the mail's own words backwards.
          if (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value) { return nil }
          return switch $0.properties.generalCategory {
          case .control, .lineSeparator, .paragraphSeparator: " "
          default: $0
          }
        }))
  }

  /// A moment as RFC 5322 writes it.
  private static func date(_ now: UTCInstant) -> String {
    let day = ZoneRules.utc.day(at: now)
    let (year, month, number) = day.components
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let weekday = day.weekday.rawValue.prefix(1).uppercased() + day.weekday.rawValue.dropFirst()
    let time = UTCInstant(seconds: now.seconds).description.dropFirst(11).prefix(8)
    return "\(weekday), \(number) \(months[month - 1]) \(year) \(time) +0000"
  }
}
