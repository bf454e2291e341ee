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
      message.state = .failed
      message.dueAt = nil
      message.failure = language(
        en: "\(contact.email) is not an address that mail can be sent to",
        fr: "\(contact.email) n’est pas une adresse à laquelle on peut écrire")
      return message
    }
    let texts = programme?.resendMail ?? .standard
    let values = values(resend, facts, contact, programme, language)
    let subject = ResendMail.filled(texts.subject.text(in: language), values)
    message.message =
      MailMessage(
        from: from, to: to, subject: subject, date: ResendComposer.date(now), id: id, language: language.rawValue,
        text: text(texts, values, facts, language), html: html(texts, values, facts, subject, language)
      ).encoded
    return message
  }

  private func values(
    _ resend: ResendRecord, _ facts: ResendFacts, _ contact: Contact, _ programme: Programme?, _ language: Language
  ) -> [ResendMail.Placeholder: String] {
    var values: [ResendMail.Placeholder: String] = [:]
    let customer = facts.contract?.customer.name
    values[.contact] = contact.name ?? customer ?? contact.email
    values[.customer] = customer
    values[.contract] = facts.contract?.number
    values[.programme] = programme?.name
    values[.desk] = programme?.email
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

  private func text(
    _ texts: ResendMail, _ values: [ResendMail.Placeholder: String], _ facts: ResendFacts, _ language: Language
  ) -> String {
    paragraphs(texts.body.text(in: language)).flatMap { paragraph -> [String] in
      if paragraph == "{licences}" {
        return facts.sendable.map { ResendMail.filled(texts.licence.text(in: language), self.values(of: $0)) }
      }
      return [ResendMail.filled(paragraph, values)]
    }.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func html(
    _ texts: ResendMail, _ values: [ResendMail.Placeholder: String], _ facts: ResendFacts, _ subject: String,
    _ language: Language
  ) -> String {
    let escape = ResendComposer.escape
    let escaped = values.mapValues(escape)
    let blocks = paragraphs(texts.body.text(in: language)).flatMap { paragraph -> [String] in
      if paragraph == "{licences}" {
        return facts.sendable.map { licence in
          var values = self.values(of: licence).mapValues(escape)
          values[.code] = values[.code].map { "<code style=\"font-size:1.2em\">\($0)</code>" }
          return ResendMail.filled(escape(texts.licence.text(in: language)), values)
        }
      }
      return [ResendMail.filled(escape(paragraph), escaped)]
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

  /// The parts of a text between blank lines.
  private func paragraphs(_ text: String) -> [String] {
    var paragraphs: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) {
        paragraphs.append([])
      } else {
        paragraphs[paragraphs.count - 1].append(line)
      }
    }
    return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
  }

  /// A value from the registry as part of a line: nothing in it can begin another one.
  private static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map {
          switch $0.properties.generalCategory {
          case .control, .lineSeparator, .paragraphSeparator: " "
          default: $0
          }
        }))
  }

  private static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
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
