import Testing

@testable import SQLiteStore

/// What is taken for a person in a text, and what is left alone.
@Suite struct PersonTextsTests {
  private static func replaced(_ text: String, email: String = "a.b@x.example", names: [String] = []) throws -> String {
    try PersonTexts(email: email, names: names, placeholder: "P").replaced(in: text)
  }

  @Test(arguments: [
    ("a.b@x.example", "P"), ("<A.B@X.example>, A.b@x.EXAMPLE", "<P>, P"), ("Write to a.b@x.example.", "Write to P."),
    (#"{"email":"a.b@x.example"}"#, #"{"email":"P"}"#),
    (#"{"q":"first\na.b@x.example\tthen"}"#, #"{"q":"first\nP\tthen"}"#),
    (#""\u001fa.b@x.example""#, #""\u001fP""#), ("- a.b@x.example", "- P"), ("-a.b@x.example", "-P"),
    ("ａ．Ｂ＠ｘ．ｅｘａｍｐｌｅ", "P"), ("a.b+cad@x.example, a.b+x-1.y@x.example", "P, P"), ("a.b%40x.example&q", "P&q"),
    ("q=%20a.b%2Bcad@x.example", "q=%20a.b%2Bcad@x.example"), ("…a.b@x.example…", "…P…"),
    ("mailto:a.b@x.example?subject=x", "mailto:P?subject=x"),
    // Others.
    ("za.b@x.example", "za.b@x.example"), ("z.a.b@x.example", "z.a.b@x.example"),
    ("a.b@x.example.org", "a.b@x.example.org"), ("a.b@x.example-z", "a.b@x.example-z"),
    ("z_a.b@x.example", "z_a.b@x.example"),
    ("éa.b@x.example", "éa.b@x.example"), ("", ""), ("a.b@x.exampl", "a.b@x.exampl"),
  ])
  func `An address, whole and in any case`(_ text: String, _ expected: String) throws {
    #expect(try Self.replaced(text) == expected)
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
      (["Élodie Martin"], "MARTIN Elodie, martin_élodie.csv, Martin, Élodie", "…, ….csv, …"),
      (["Élodie Martin"], "contacts-elodie-martin-2026.csv, ÉlodieMartin.csv", "contacts-…-2026.csv, ….csv"),
      (["Élodie Martin"], "E\u{301}lodie  Ｍａｒｔｉｎ; Élodie%20Martin", "…; …"),
      (["Élodie Martin"], "Élodie Martin-Roux, Marie-Élodie Martin", "Élodie Martin-Roux, Marie-Élodie Martin"),
      (["Élodie Martin"], "Martin\nÉlodie", "Martin\nÉlodie"),
      (["Mme Élodie Martin (compta)"], "Élodie Martin a appelé", "… a appelé"),
      (["Zoë"], "ZOË, Zoël, Zoë", "…, Zoël, …"),
      (["", "…"], "nothing", "nothing"),
    ] as [([String], String, String)])
  func `A name, never inside another word, also as JSON writes it`(
    _ names: [String], _ text: String, _ expected: String
  ) throws {
    #expect(try Self.replaced(text, names: names) == expected)
  }

  @Test(
    arguments: [
      (["Élodie Martin"], "Call Élodie Martin", PersonTexts.Mention.name), (["Anna"], "Call Anna", nil),
      (["Jean-Pierre"], "Jean-Pierre", nil), (["C. Martin"], "C. Martin", nil), ([], "Élodie Martin", nil),
      (["Anna"], "Anna <a.b@x.example>", .address),
    ] as [([String], String, PersonTexts.Mention?)])
  func `Only a whole name tells a person by itself`(
    _ names: [String], _ text: String, _ mention: PersonTexts.Mention?
  ) throws {
    #expect(try PersonTexts(email: "a.b@x.example", names: names, placeholder: "P").mention(in: text) == mention)
  }

  @Test func `A customer's name stays in what is told of it, and an address of somebody else in all`() throws {
    let person = PersonTexts(
      email: "a.b@x.example", names: ["Élodie Martin"], placeholder: "P", customers: ["Cabinet Élodie Martin"],
      isOthers: { $0 == "elodie.martin@y.example" || $0 == "a.b+2@x.example" })
    let text = "Cabinet Élodie Martin, Élodie Martin, elodie.martin@y.example, a.b+2@x.example, a.b+1@x.example"
    #expect(
      try person.replaced(in: text, .address, .told)
        == "Cabinet Élodie Martin, …, elodie.martin@y.example, a.b+2@x.example, P")
    #expect(
      try person.replaced(in: text, .name, .typed) == "Cabinet …, …, elodie.martin@y.example, a.b+2@x.example, P")
  }

  @Test(arguments: [
    ("a_b%c@x.example", #"%a\_b\%c%x.example%"#), (#"a"b\@x.example"#, "%a%b%%x.example%"),
    ("zoë@x.example", "%zo%%x.example%"),
  ])
  func `The pattern fits every text with the address, whatever SQLite knows of letters`(
    _ email: String, _ pattern: String
  ) throws {
    let person = PersonTexts(email: email, names: [], placeholder: "P")
    #expect(person.pattern == pattern)
    #expect(try person.mention(in: email.uppercased()) == .address)
  }
}
