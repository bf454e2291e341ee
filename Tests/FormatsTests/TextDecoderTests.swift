import Formats
import Testing

@Suite struct TextDecoderTests {
  private static let sample = "début;Société n° 1\r\ndernier\n"

  /// Decodes in chunks of one size, which may cut characters.
  private func decode(_ bytes: [UInt8], _ encoding: TextEncoding, step: Int) throws(TextDecodingError) -> String {
    var decoder = TextDecoder(encoding)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: step) {
      try decoder.decode(Array(bytes[start..<min(start + step, bytes.count)]), into: &text)
    }
    try decoder.finish()
    return String(decoding: text, as: UTF8.self)
  }

  @Test(arguments: [1, 2, 3, 7, 4096], [false, true])
  func unicode(step: Int, bigEndian: Bool) throws {
    let text = "aé€😀\u{FEFF}z"
    let units = Array(("\u{FEFF}" + text).utf16)
    let bytes = units.flatMap { unit in
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return bigEndian ? pair.reversed() : pair
    }
    #expect(try decode(bytes, bigEndian ? .utf16be : .utf16le, step: step) == text)
    #expect(try decode([0xEF, 0xBB, 0xBF] + Array(text.utf8), .utf8WithBOM, step: step) == text)
    #expect(try decode(Array(text.utf8), .utf8, step: step) == text)
  }

  @Test(arguments: [
    (TextEncoding.windows1252, [0x80, 0xE9, 0xA0, 0x9F, 0x41] as [UInt8], "€é\u{A0}ŸA"),
    (.macRoman, [0x8E, 0xDB, 0xCA, 0xF0, 0xD0], "é€\u{A0}\u{F8FF}–"),
    (.cp850, [0x82, 0xF8, 0x85, 0xFF, 0xD5], "é°à\u{A0}ı"),
  ])
  func singleByte(encoding: TextEncoding, bytes: [UInt8], text: String) throws {
    #expect(try decode(bytes, encoding, step: 2) == text)
  }

  @Test(arguments: [
    (TextEncoding.utf8, [0x61, 0x0A, 0xC3, 0xA9, 0xFF] as [UInt8], "text.invalid_utf8", 2, 2),
    (.utf8, [0x61, 0x0D, 0x0A, 0xE2, 0x82], "text.truncated", 2, 1), (.utf8, [0x61, 0x00, 0x62], "text.nul", 1, 2),
    (.utf8, [0xEF, 0xBB, 0xBF, 0xED, 0xA0, 0x80], "text.invalid_utf8", 1, 1),
    (.windows1252, [0xE9, 0x0D, 0xE9, 0x81], "text.undefined_byte", 2, 2),
    (.windows1252, [0x8D], "text.undefined_byte", 1, 1),
    (.windows1252, [0x41, 0x8F], "text.undefined_byte", 1, 2), (.windows1252, [0x90], "text.undefined_byte", 1, 1),
    (.windows1252, [0x9D], "text.undefined_byte", 1, 1), (.windows1252, [0x41, 0x00], "text.nul", 1, 2),
    (.utf16le, [0xFF, 0xFE, 0x41, 0x00, 0x00, 0xDC], "text.invalid_utf16", 1, 2),
    (.utf16le, [0x3D, 0xD8, 0x41, 0x00], "text.invalid_utf16", 1, 1),
    (.utf16le, [0x41, 0x00, 0x42], "text.truncated", 1, 2),
    (.utf16be, [0x00, 0x41, 0xD8, 0x3D], "text.truncated", 1, 2), (.utf16be, [0x00, 0x00], "text.nul", 1, 1),
  ])
  func faults(encoding: TextEncoding, bytes: [UInt8], code: String, line: Int, column: Int) {
    for step in [1, 2, 100] {
      let error = #expect(throws: TextDecodingError.self) { try decode(bytes, encoding, step: step) }
      #expect(error?.code == code)
      #expect(error?.position == SourcePosition(line: line, column: column))
    }
  }

  @Test(
    arguments: [
      ([0xEF, 0xBB, 0xBF, 0x61], .utf8WithBOM, true), ([0xFF, 0xFE, 0x61, 0x00], .utf16le, true),
      ([0xFE, 0xFF, 0x00, 0x61], .utf16be, true),
      (Array("été".utf8), .utf8, true), (Array("ete".utf8), .utf8, false), ([0xE9, 0x74, 0xE9], .windows1252, true),
      ([0x74, 0xE9], .windows1252, true),
      ([], .utf8, false), (Array("t\u{E9}".utf8) + [0xE9, 0x20], .windows1252, false),
    ] as [([UInt8], TextEncoding, Bool)])
  func detection(bytes: [UInt8], encoding: TextEncoding, isCertain: Bool) {
    var detector = TextEncodingDetector()
    for byte in bytes { detector.consume([byte]) }
    for choice in [TextEncoding.detect(bytes), detector.conclude()] {
      #expect(choice.encoding == encoding)
      #expect(choice.isCertain == isCertain)
      #expect(!choice.reason.en.isEmpty && !choice.reason.fr.isEmpty)
    }
  }

  /// Texts whose encoding is not theirs throughout: line, column and code, and what the message has to name.
  @Test(arguments: [
    ("Société;Été\n2;caf\u{E9};là".mixed, "text.mixed_encodings", 2, 6, ["0xE9", "'é'"]),
    ("caf\u{E9}\nSociété;Été".mixed, "text.mixed_encodings", 1, 4, ["0xE9", "--encoding windows-1252"]),
    ("Été".mixed + [0xE9, 0x0A, 0xE8, 0x0A, 0xE0, 0x0A, 0xE9], "text.mixed_encodings", 1, 1, ["C3 89", "'É'"]),
    (
      [0x61, 0x62, 0x0D, 0x0A] + "Société".bytes(.cp850), "text.doubtful_encoding", 2, 5,
      ["0x82", "CP850", "'é'", "cp850"]
    ),
    ("Mont".mixed + "électricité".bytes(.macRoman), "text.doubtful_encoding", 1, 5, ["0x8E", "Mac Roman", "macroman"]),
    ("Bâtiment".bytes(.cp850), "text.doubtful_encoding", 1, 2, ["0x83", "cp850"]),
    ("Frères".bytes(.macRoman), "text.undefined_byte", 1, 3, ["0x8F", "macroman"]),
    ("SOCIÉTÉ".bytes(.cp850), "text.undefined_byte", 1, 5, ["0x90", "cp850"]),
    ("Côte".bytes(.cp850), "text.doubtful_encoding", 1, 2, ["0x93", "cp850"]),
    ("Contrôle".bytes(.macRoman), "text.doubtful_encoding", 1, 6, ["0x99", "macroman"]),
    ("SARL FRANÇAISE N° 5".bytes(.cp850), "text.doubtful_encoding", 1, 10, ["0x80", "CP850", "'Ç'"]),
    ("Bâtiment".bytes(.macRoman), "text.doubtful_encoding", 1, 2, ["0x89", "macroman"]),
    ("pointe aiguë".bytes(.cp850), "text.doubtful_encoding", 1, 12, ["0x89", "cp850"]),
    ("ÉTUDES".bytes(.macRoman), "text.doubtful_encoding", 1, 1, ["0x83", "macroman"]),
    ("étude".bytes(.cp850), "text.doubtful_encoding", 1, 1, ["0x82", "cp850"]),
    ("Lyon à Paris".bytes(.macRoman), "text.doubtful_encoding", 1, 6, ["0x88", "macroman"]),
    ("le coût".bytes(.cp850), "text.doubtful_encoding", 1, 6, ["0x96", "cp850 (windows-1252 if the sign is meant)"]),
    ("l’eau".bytes(.macRoman), "text.doubtful_encoding", 1, 2, ["0xD5", "macroman"]),
    ("N° 5".bytes(.macRoman), "text.doubtful_encoding", 1, 2, ["0xA1", "macroman"]),
    // CR alone ends the lines of a Macintosh, whose letters stand for others.
    ("id;nom\r1;Brûlé\r".bytes(.windows1252), "text.doubtful_encoding", 2, 5, ["0xFB", "'û'", "macroman"]),
  ])
  func doubts(bytes: [UInt8], code: String, line: Int, column: Int, words: [String]) throws {
    for step in [1, 3, 4096] {
      var detector = TextEncodingDetector()
      for start in stride(from: 0, to: bytes.count, by: step) {
        detector.consume(Array(bytes[start..<min(start + step, bytes.count)]))
      }
      let doubt = try #require(detector.conclude().doubt)
      #expect(doubt.code == code)
      #expect(doubt.position == SourcePosition(line: line, column: column))
      for word in words { #expect("\(doubt.message) \(doubt.hint ?? "")".contains(word), "\(doubt.message)") }
    }
    #expect(throws: CSVDialectError.self) { try CSVDialect.detect(prefix: bytes) }
  }

  /// French, and names of other countries, as Windows-1252 has them.
  @Test(arguments: [
    "Société d’études « Léo » ; 12 €", "activité\u{A0}»;DÉPOSÉ…;« fermé »", "cœur, Œuvre, Škoda, Žižek, Ÿnard, naïve",
    "MARQUÉ»;l’été;100 ‰;5° à 7°;Autodesk® Revit™ LT", "ŒUVRES SOCIÉTÉS “citées” ‘ainsi’ voir…etc salarié·e·s",
    "Straße; Ærø; España ¿qué? 3½ m²", "“", "SOCIéTé; l‘eau", "Dupont ‡ et fils †; prix€; … à voir",
    "Tarif€s", "Tarif€s généraux", "5 ‰ des 100 € HT", "ouvert lundi–vendredi, été–hiver", "ƒ 100",
    "id;nom\r\n1;Brûlé\r\n",
    "AÇÕES; Øresund; geschrieben für Žižek", "EUR€ SERVICES", "Paris–Lyon",
  ])
  func plainWindows1252(text: String) {
    let choice = TextEncoding.detect(text.bytes(.windows1252))
    #expect(choice.encoding == .windows1252)
    #expect(choice.doubt == nil, "\(choice.doubt?.message ?? "")")
  }

  @Test func prefixMayEndInsideACharacter() {
    #expect(TextEncoding.detect([0x61, 0xC3], isComplete: false).encoding == .utf8)
    #expect(TextEncoding.detect([0x61, 0xC3], isComplete: true).encoding == .windows1252)
  }
}

extension String {
  /// The text's bytes in an encoding of one byte each.
  fileprivate func bytes(_ encoding: TextEncoding) -> [UInt8] {
    unicodeScalars.map { scalar in
      (0...0xFF).first { byte in
        var text: [UInt8] = []
        var decoder = TextDecoder(encoding)
        return (try? decoder.decode([byte], into: &text)) != nil && text == Array(String(scalar).utf8)
      } ?? 0x3F
    }
  }

  /// The text in UTF-8, but for one accent in Windows-1252: that of the `café` that it names.
  fileprivate var mixed: [UInt8] {
    let (cup, bytes) = (Array("caf\u{E9}".utf8), Array(utf8))
    guard let place = bytes.firstRange(of: cup) else { return bytes }
    return bytes[..<place.lowerBound] + [0x63, 0x61, 0x66, 0xE9] + bytes[place.upperBound...]
  }
}
