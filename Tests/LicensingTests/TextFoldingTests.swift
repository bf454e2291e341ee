import Testing

@testable import Licensing

@Suite("How typed texts are made comparable")
struct TextFoldingTests {
  @Test(
    "keys: without case and outer spaces, nothing else",
    arguments: [
      ("GA-2024-0117", "ga-2024-0117"), ("  GA 1\t\r\n", "ga 1"), ("\u{a0}C-1001\u{feff}", "c-1001"), ("", ""),
      (" ", ""),
      ("Été", "été"), ("E\u{301}te\u{301}", "été"), ("a\u{a0}b", "a\u{a0}b"),
      ("C.Martin@BE-Martin.Example", "c.martin@be-martin.example"),
    ])
  func keys(text: String, key: String) {
    #expect(Array(TextFolding.key(text).utf8) == Array(key.utf8), "the very bytes, for a database to compare")
    #expect(TextFolding.key(TextFolding.key(text)) == TextFolding.key(text))
  }

  @Test(
    "words: case, accents, spaces of any kind, dashes and widths do not count",
    arguments: [
      ("Advance Design", "advance design"), ("ADVANCE-DESIGN", "advance design"),
      ("advance\u{2011}design", "advance design"),
      ("Advance\u{a0}\u{202f}Design", "advance design"), ("  Advance\r\n\tDesign ", "advance design"),
      ("Ingénierie", "ingenierie"), ("Inge\u{301}nierie", "ingenierie"), ("ÀÉÎÕÜÇÑ", "aeioucn"), ("Œuvre", "oeuvre"),
      ("Straße", "strasse"), ("Łódź", "lodz"), ("Ｒｅｖｉｔ　２０２５", "revit 2025"), ("(Full Install)", "full install"),
      ("2025.0.2", "2025.0.2"), ("ver. 25", "ver 25"), ("20231029_1515(x64)", "20231029_1515 x64"), ("R&D", "r&d"),
      ("mise à jour", "mise a jour"), ("l’été", "l ete"), ("a,b;c/d", "a b c d"),
      ("so\u{ad}ft\u{200b}ware", "software"),
      ("", ""), ("--- ...", ""), ("…", ""), ("«\u{a0}2025\u{a0}»", "2025"),
    ])
  func words(text: String, phrase: String) {
    #expect(TextFolding.phrase(text) == phrase)
    #expect(TextFolding.phrase(phrase) == phrase)
  }

  @Test("white space, dashes and marks that show nothing, each told from the others")
  func kinds() {
    for scalar in " \t\n\r\u{a0}\u{202f}\u{3000}\u{2003}\u{feff}".unicodeScalars {
      #expect(TextFolding.isSpace(scalar))
    }
    for scalar in "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}\u{ff0d}".unicodeScalars {
      #expect(TextFolding.isDash(scalar))
    }
    for scalar in "\u{ad}\u{200b}\u{200d}\u{2060}\u{200e}".unicodeScalars { #expect(TextFolding.isIgnorable(scalar)) }
    for scalar in "a0_.é".unicodeScalars {
      #expect(!TextFolding.isSpace(scalar) && !TextFolding.isDash(scalar) && !TextFolding.isIgnorable(scalar))
    }
  }

  @Test("blank texts of a question are not given")
  func blank() {
    let question = Question(
      licence: "", contract: " ", customer: "\u{a0}", email: "\r\n", product: "\t", version: " a ")
    #expect(question.licence == nil && question.contract == nil && question.customer == nil)
    #expect(question.email == nil && question.product == nil && question.version == " a ")
  }

  @Test(
    "e-mail addresses",
    arguments: [
      ("C.Martin@BE-Martin.Example ", "c.martin@be-martin.example", "be-martin.example"), ("nobody", "nobody", nil),
      ("a@", "a@", nil), ("\"a@b\"@c.example", "\"a@b\"@c.example", "c.example"),
    ] as [(String, String, String?)])
  func email(text: String, key: String, domain: String?) {
    let address = EmailAddress(text)
    #expect(address.key == key && address.domain == domain)
  }

  @Test("any text can be folded, and folding again changes nothing")
  func any() {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<3000 {
      var text = ""
      for _ in 0..<8 {
        let value = UInt32.random(in: 0...(random.one(in: 4) ? 0x1FFFF : 0x2FF), using: &random)
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      }
      let phrase = TextFolding.phrase(text)
      #expect(TextFolding.phrase(phrase) == phrase, "\(text.debugDescription)")
      let key = TextFolding.key(text)
      #expect(TextFolding.key(key) == key, "\(text.debugDescription)")
    }
  }
}
