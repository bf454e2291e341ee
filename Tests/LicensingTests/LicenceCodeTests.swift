import Licensing
import Testing

@Suite("Licence codes and their canonical key")
struct LicenceCodeTests {
  @Test(
    "pitfall: pasted spaces and line ends in codes",
    arguments: [
      "0421-7F3K-99QX-A1B2", "04217f3k99qxa1b2", " 0421 7F3K 99QX A1B2 ", "0421-7F3K-\r\n99QX-A1B2\n",
      "0421\t7F3K\u{a0}99QX\u{202f}A1B2", "0421\u{2010}7F3K\u{2011}99QX\u{2013}A1B2",
      "0421\u{2014}7F3K\u{2212}99QX-A1B2",
      "\u{feff}0421-7F3K-99QX-A1B2", "0421\u{200b}7F3K\u{200c}99QX\u{200d}A1B2", "0421\u{ad}7F3K\u{2060}99QXA1B2",
      "０４２１－７Ｆ３Ｋ－９９ＱＸ－Ａ１Ｂ２", "０４２１－７ｆ３ｋ－９９ｑｘ－ａ１ｂ２", "0421\u{3000}7F3K\u{2028}99QX\u{2029}A1B2",
      "0421\u{200e}7F3K\u{fe0f}99QXA1B2", "0421\u{fe63}7F3K\u{ff0d}99QXA1B2", "0421--7F3K--99QX--A1B2",
    ])
  func oneKey(text: String) {
    #expect(LicenceCode(text).key == "04217F3K99QXA1B2")
  }

  @Test("pitfall: leading zeros stay")
  func zeros() {
    #expect(LicenceCode("000123").key == "000123")
    #expect(LicenceCode("000123") != LicenceCode("123"))
    #expect(LicenceCode("0000").key == "0000")
  }

  @Test("pitfall: 0/O and 1/I are different characters")
  func confusable() {
    #expect(LicenceCode("0A") != LicenceCode("OA"))
    #expect(LicenceCode("1A") != LicenceCode("IA"))
    #expect(LicenceCode("l1") == LicenceCode("L1"))
    #expect(LicenceCode("A0").hasConfusableCharacters && LicenceCode("oa").hasConfusableCharacters)
    #expect(LicenceCode("i2").hasConfusableCharacters && !LicenceCode("A2-B3").hasConfusableCharacters)
  }

  @Test(
    "other marks are part of a code",
    arguments: [("a.b", "A.B"), ("a/b_c", "A/B_C"), ("é-1", "É1"), ("1,23457E+11", "1,23457E+11")])
  func kept(text: String, key: String) {
    #expect(LicenceCode(text).key == key)
  }

  @Test("nothing but marks and spaces is no code", arguments: ["", " ", "--", "\u{200b}\u{a0}\r\n"])
  func empty(text: String) {
    #expect(LicenceCode(text).key.isEmpty)
  }

  @Test("only the last four characters are ever shown, and nothing of a short code")
  func masked() {
    #expect(LicenceCode("0421-7F3K-99QX-A1B2").masked == "••••A1B2")
    #expect(LicenceCode("ABCDE").masked == "••••BCDE")
    #expect(LicenceCode("ABCD").masked == "••••" && LicenceCode("").masked == "••••")
  }

  @Test("the key of a key is itself")
  func stable() {
    var random = SeededGenerator(seed: 3)
    let alphabet = Array("aB0O-1I \u{a0}\u{2011}éß\u{200b}９ａ．\n")
    for _ in 0..<2000 {
      let text = String((0..<12).map { _ in random.pick(alphabet, or: "a") })
      let key = LicenceCode(text).key
      #expect(LicenceCode(key).key == key && LicenceCode(text.lowercased()).key == LicenceCode(text.uppercased()).key)
    }
  }
}
