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
      ([], .utf8, false), (Array("t\u{E9}".utf8) + [0xE9, 0x20], .windows1252, true),
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

  @Test func prefixMayEndInsideACharacter() {
    #expect(TextEncoding.detect([0x61, 0xC3], isComplete: false).encoding == .utf8)
    #expect(TextEncoding.detect([0x61, 0xC3], isComplete: true).encoding == .windows1252)
  }
}
