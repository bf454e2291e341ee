import Licensing
import Testing

@testable import Catalogue

/// A programme's texts for the mail that brings a code again: refused at their place where they would bring none.
@Suite struct ResendMailTextTests {
  private static func programme(_ mail: String) -> String {
    """
    {
      programmes: [{ id: "p", name: "P", desk: { timeZone: "Europe/Paris", days: ["mon"], opens: "09:00", closes: "18:00" },
        resend: { mail: { \(mail) } } }],
    }
    """
  }

  @Test(arguments: [
    (
      #"body: { en: "{licences}", fr: ▸"Bonjour\n\nVoici {licences}" }"#,
      "body.fr: missing: no code would be in the mail without '{licences}' in a paragraph of its own"
    ),
    (#"licence: ▸"{product}""#, "licence: missing: no code would be in the mail without '{code}'"),
    (
      #"licence: { en: ▸"{code} {seats}", fr: "{code}" }"#,
      "licence.en: '{code}' stands on a line that is left out where the seats or the ticket are not known"
    ),
    (#"subject: ▸"Code {code}""#, "subject: '{code}' has no place in this text"),
    (#"licence: ▸"{licences} {code}""#, "licence: '{licences}' has no place in this text"),
    (#"body: ▸"{licences}\n\n{Desk}""#, "body: '{Desk}' stands for nothing"),
    (#"subject: { en: ▸" ", fr: "F" }"#, "subject.en: missing: a text is required"),
  ])
  func `What would bring no code, or stands for nothing, is refused`(_ mail: String, _ problem: String) throws {
    let text = MarkedText(Self.programme(mail))
    #expect(try Reading(json5: text.text).lines == text.lines(["programmes.resend.mail.\(problem)"]))
  }

  @Test(arguments: [
    "support@", "support", "a b@x.example", "Support <s@x.example>", "s@x.example\\r\\nBcc: t@x.example",
  ])
  func `A desk's address that no mail can come from is refused`(_ email: String) throws {
    let text = Self.programme("").replacing("resend: { mail: {  } }", with: "contact: { email: \"\(email)\" }")
    let line = try #require(try Reading(json5: text).lines.first)
    #expect(
      line.hasPrefix("3:23: programmes.contact.email: '") && line.hasSuffix("is no address that mail can be sent from"))
  }

  @Test func `Texts with any line ends are taken`() throws {
    let mail = #"body: "Hello\r\n\r\n{licences}\r\n\r\nTicket: {ticket}", licence: "{product}\r\n{code}""#
    let reading = try Reading(json5: Self.programme(mail))
    #expect(reading.lines.isEmpty)
    let record = try #require(reading.records.first { $0.record.kind == .programme }?.record)
    let texts = try StoredCatalogue.programme(record).resendMail
    #expect(texts.body.english.contains("Hello") && texts.licence.french.contains("{code}"))
    #expect(texts.subject == ResendMail.standard.subject)
  }

  @Test func `Texts in the registry that an older program took, and that would bring no code, are passed over`() throws
  {
    let reading = try Reading(json5: Self.programme(#"body: "Hello\n\n{licences}", licence: "Code: {code}""#))
    var record = try #require(reading.records.first { $0.record.kind == .programme }?.record)
    let definition = try #require(record["definition"].text)
    let place = try #require(record.kind.fields.firstIndex { $0.name == "definition" })
    record.values[place] = .text(definition.replacing("{licences}", with: "Bye"))
    let texts = try StoredCatalogue.programme(record).resendMail
    #expect(texts.body == ResendMail.standard.body && texts.licence.english == "Code: {code}")
  }
}
