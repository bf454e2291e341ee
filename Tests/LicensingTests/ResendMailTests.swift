import Licensing
import Testing

/// The mail's texts: filled in, and refused where they would bring no code.
@Suite struct ResendMailTests {
  @Test(arguments: [
    ("{customer}, {contract}", "Martin, GA-1"), ("Ticket: {ticket}\nBye", "Bye"), ("{unknown} {", "{unknown} {"),
    ("a{customer}b{customer}", "aMartinbMartin"), ("", ""), ("}{", "}{"), ("{}", "{}"),
  ])
  func `Words in braces are filled in, and a line without its value is left out`(_ text: String, _ expected: String) {
    #expect(ResendMail.filled(text, [.customer: "Martin", .contract: "GA-1"]) == expected)
  }

  @Test func `A value is not filled in again`() {
    #expect(ResendMail.filled("{customer}", [.customer: "{code}", .code: "secret"]) == "{code}")
  }

  @Test(
    arguments: [
      (.subject, "Contract {contract}, {ticket}", []),
      (.subject, " \n", [.blank]),
      (.subject, "{cod} {} {customer", [.unknown("cod"), .unknown("")]),
      (.subject, "Code {code} of {licences}", [.misplaced(.code), .misplaced(.licences)]),
      (.body, "Hello {contact}\n\n{licences}\n\n{desk}", []),
      (.body, "{licences}", []),
      (.body, "A\n \t\n  {licences} \n\nB", []),
      (.body, "Hello {contact}", [.noLicences]),
      (.body, "Your codes: {licences}", [.noLicences]),
      (.body, "Your codes:\n{licences}\nKeep them.", [.noLicences]),
      (.body, "{licences}\n\nAgain: {licences}", [.noLicences]),
      (.body, "{licence}", [.unknown("licence"), .noLicences]),
      (.body, "{licences}\n\n{code} {seats} {code}", [.misplaced(.code), .misplaced(.seats)]),
      (.body, "", [.blank]),
      (.licence, "{product} {release}, contract {contract}\nCode: {code}", []),
      (.licence, "{product} {release}", [.noCode]),
      (.licence, "{code} ({seats} seats)", [.codeMayBeLeftOut]),
      (.licence, "{code} {ticket}\n{code} {seats}", [.codeMayBeLeftOut]),
      (.licence, "{code} {ticket}\n{code}", []),
      (.licence, "{licences} {code}", [.misplaced(.licences)]),
    ] as [(ResendMail.Part, String, [ResendMail.Fault])])
  func `What a text may say`(_ part: ResendMail.Part, _ text: String, _ faults: [ResendMail.Fault]) {
    #expect(ResendMail.faults(of: text, as: part) == faults)
  }

  @Test func `The usual texts are without fault`() {
    let texts: [(ResendMail.Part, LocalizedText)] = [
      (.subject, ResendMail.standard.subject), (.body, ResendMail.standard.body),
      (.licence, ResendMail.standard.licence),
    ]
    for (part, text) in texts {
      for language in Language.allCases { #expect(ResendMail.faults(of: text.text(in: language), as: part).isEmpty) }
    }
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `Lines end as they do anywhere`(_ end: String) {
    let body = ["Hello {contact},", "", "{licences}", "", "Ticket: {ticket}", "Bye"].joined(separator: end)
    #expect(
      ResendMail.paragraphs(of: body) == [.text("Hello {contact},"), .licences, .text("Ticket: {ticket}\nBye")])
    #expect(ResendMail.faults(of: body, as: .body).isEmpty)
    #expect(ResendMail.filled("A {ticket}\(end)B\(end)C {contract}", [.contract: "1"]) == "B\nC 1")
  }
}
