import Testing

@testable import SQLiteStore

/// What is taken for a person in a text, and what is left alone.
@Suite struct PersonTextsTests {
  private static func replaced(_ text: String, email: String = "a.b@x.example", names: [String] = []) -> String {
    PersonTexts(email: email, names: names, placeholder: "P").replaced(in: text)
  }

  @Test(arguments: [
    ("a.b@x.example", "P"), ("<A.B@X.example>, A.b@x.EXAMPLE", "<P>, P"), ("Write to a.b@x.example.", "Write to P."),
    (#"{"email":"a.b@x.example"}"#, #"{"email":"P"}"#),
    (#"{"q":"first\na.b@x.example\tthen"}"#, #"{"q":"first\nP\tthen"}"#),
    (#""\u001fa.b@x.example""#, #""\u001fP""#), ("- a.b@x.example", "- P"), ("-a.b@x.example", "-P"),
    ("…a.b@x.example…", "…P…"), ("mailto:a.b@x.example?subject=x", "mailto:P?subject=x"),
    // Others.
    ("za.b@x.example", "za.b@x.example"), ("z.a.b@x.example", "z.a.b@x.example"),
    ("a.b@x.example.org", "a.b@x.example.org"), ("a.b@x.example-z", "a.b@x.example-z"),
    ("z_a.b@x.example", "z_a.b@x.example"),
    ("éa.b@x.example", "éa.b@x.example"), ("", ""), ("a.b@x.exampl", "a.b@x.exampl"),
  ])
  func `An address, whole and in any case`(_ text: String, _ expected: String) {
    #expect(Self.replaced(text) == expected)
  }

  @Test(
    arguments: [
      (["Ann"], "Ann, annual, Joann, ANN.", "…, annual, Joann, …."),
      (["Élodie Martin"], "ÉLODIE MARTIN; Élodie Martinet; d’Élodie Martin", "…; Élodie Martinet; d’…"),
      (["Jean"], "Jean-Claude et Jean -", "Jean-Claude et … -"),
      (["Martin", "Élodie Martin"], "Élodie Martin, Martin", "…, …"),
      ([#"Bob "B" O'Neil"#], #"{"name":"Bob \"B\" O'Neil","text":"Bob \\"}"#, #"{"name":"…","text":"Bob \\"}"#),
      ([#"Bob "B" O'Neil"#], #"Bob "B" O'Neil"#, "…"),
      ([#"Back\slash"#], #"{"a":"x\nBack\\slash"}"#, #"{"a":"x\n…"}"#),
      (["Zoë"], "ZOË, Zoël, Zoë", "…, Zoël, …"),
      (["", "…"], "nothing", "nothing"),
    ] as [([String], String, String)])
  func `A name, never inside another word, also as JSON writes it`(
    _ names: [String], _ text: String, _ expected: String
  ) {
    #expect(Self.replaced(text, names: names) == expected)
  }

  @Test(arguments: [
    ("a_b%c@x.example", #"%a\_b\%c@x.example%"#), (#"a"b\@x.example"#, "%a%b%@x.example%"),
    ("zoë@x.example", "%zo%@x.example%"),
  ])
  func `The pattern fits every text with the address, whatever SQLite knows of letters`(
    _ email: String, _ pattern: String
  ) {
    let person = PersonTexts(email: email, names: [], placeholder: "P")
    #expect(person.pattern == pattern)
    #expect(person.areNamed(in: email.uppercased()))
  }
}
