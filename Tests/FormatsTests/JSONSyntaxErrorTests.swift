import Formats
import Testing

@Suite struct JSONSyntaxErrorTests {
  typealias Refusal = (source: String, kind: JSONSyntaxError.Code, line: Int, column: Int)

  @Test(
    arguments: [
      ("", .empty, 1, 1), ("// only\n", .empty, 2, 1), ("[1", .unexpectedEnd, 1, 3), ("{a:", .unexpectedEnd, 1, 4),
      ("{a", .unexpectedEnd, 1, 3),
      ("{", .unexpectedEnd, 1, 2), ("{a:1", .unexpectedEnd, 1, 5), ("1 2", .trailingContent, 1, 3),
      ("[1 2]", .missingComma, 1, 4),
      ("{a 1}", .missingColon, 1, 4), ("[,]", .unexpectedCharacter, 1, 2), ("[1,,]", .unexpectedCharacter, 1, 4),
      ("{,}", .invalidKey, 1, 2),
      ("{a:1,,}", .invalidKey, 1, 6), ("{10:1}", .invalidKey, 1, 2), ("{a-b:1}", .missingColon, 1, 3),
      (#"{\u0031a:1}"#, .invalidKey, 1, 2),
      (#"{\u00g1:1}"#, .invalidEscape, 1, 2), (#"{\uD800:1}"#, .loneSurrogate, 1, 2), ("01", .invalidNumber, 1, 1),
      ("-01", .invalidNumber, 1, 1),
      (".", .invalidNumber, 1, 1), ("+", .invalidNumber, 1, 1), ("- 1", .invalidNumber, 1, 1),
      ("0x", .invalidNumber, 1, 1),
      ("1e", .invalidNumber, 1, 1), ("1e+", .invalidNumber, 1, 1), ("1a", .invalidNumber, 1, 1),
      ("0x1g", .invalidNumber, 1, 1),
      ("--1", .invalidNumber, 1, 1), ("-nope", .invalidNumber, 1, 1), ("-Nope", .invalidNumber, 1, 1),
      ("1_000", .invalidNumber, 1, 1),
      ("Infinite", .unknownLiteral, 1, 1), ("True", .unknownLiteral, 1, 1), ("undefined", .unknownLiteral, 1, 1),
      ("'a\nb'", .unterminatedString, 1, 1), ("[ 'a", .unterminatedString, 1, 3), ("'a\\", .unterminatedString, 1, 1),
      (#"'\1'"#, .invalidEscape, 1, 2), (#"'\01'"#, .invalidEscape, 1, 2), (#"'\x4'"#, .invalidEscape, 1, 2),
      (#"'\u004'"#, .invalidEscape, 1, 2),
      (#"'é\uD83D'"#, .loneSurrogate, 1, 3), (#"'\uDE00'"#, .loneSurrogate, 1, 2),
      (#"'\uD83D\u0041'"#, .loneSurrogate, 1, 2),
      ("/* a", .unterminatedComment, 1, 1), ("/1", .unexpectedCharacter, 1, 1), ("[1]\n\r\n]", .trailingContent, 3, 1),
      ("{\u{e9}:1,e\u{301}:2}", .duplicateKey, 1, 6), ("[\"a\"\u{0}]", .missingComma, 1, 5),
      ("#", .unexpectedCharacter, 1, 1),
      ("/*/", .unterminatedComment, 1, 1),
    ] as [Refusal])
  func json5(refusal: Refusal) {
    check(refusal) { try JSON5.parse($0) }
  }

  @Test(
    arguments: [
      ("'a'", .unexpectedCharacter, 1, 1), ("{a:1}", .invalidKey, 1, 2), ("[1,]", .trailingComma, 1, 3),
      ("{\"a\":1,}", .trailingComma, 1, 7),
      ("// c\n1", .comment, 1, 1), ("[1 /**/]", .comment, 1, 4), ("+1", .invalidNumber, 1, 1),
      (".5", .invalidNumber, 1, 1),
      ("5.", .invalidNumber, 1, 1), ("5.e1", .invalidNumber, 1, 1), ("-", .invalidNumber, 1, 1),
      ("0x10", .invalidNumber, 1, 1), ("NaN", .invalidNumber, 1, 1),
      ("-Infinity", .invalidNumber, 1, 1), ("Infinity", .invalidNumber, 1, 1), ("012", .invalidNumber, 1, 1),
      ("\"a\tb\"", .controlCharacter, 1, 3), ("\"a\0\"", .controlCharacter, 1, 3),
      (#""\v""#, .invalidEscape, 1, 2), (#""\x41""#, .invalidEscape, 1, 2), (#""\'""#, .invalidEscape, 1, 2),
      (#""\u12""#, .invalidEscape, 1, 2),
      (#""\uD800""#, .loneSurrogate, 1, 2), ("\u{FEFF}1", .byteOrderMark, 1, 1),
      ("\u{A0}1", .unexpectedCharacter, 1, 1), ("\u{B}1", .unexpectedCharacter, 1, 1),
      ("{\"a\":1,\"b\":2,\"a\":3}", .duplicateKey, 1, 14), ("tru", .unknownLiteral, 1, 1),
      ("\"a", .unterminatedString, 1, 1), ("[1}", .missingComma, 1, 3),
      ("", .empty, 1, 1), ("nullx", .unknownLiteral, 1, 1), ("{\"a\"}", .missingColon, 1, 5),
    ] as [Refusal])
  func strict(refusal: Refusal) {
    check(refusal) { try StrictJSON.parse($0) }
  }

  private func check(_ refusal: Refusal, _ parse: (String) throws -> JSONNode) {
    let error = #expect(throws: JSONSyntaxError.self) { try parse(refusal.source) }
    #expect(error?.kind == refusal.kind)
    #expect(error?.position == SourcePosition(line: refusal.line, column: refusal.column))
    #expect(error?.message.isEmpty == false && error?.messageFR.isEmpty == false)
  }

  @Test func duplicateNamesBothPlaces() throws {
    let bytes = try Fixture.bytes("json5/duplicate-key.json5")
    let error = #expect(throws: JSONSyntaxError.self) { try JSON5.parse(bytes) }
    #expect(error?.code == "json.duplicate_key")
    #expect(error?.position == SourcePosition(line: 4, column: 2))
    #expect(error?.related == SourcePosition(line: 2, column: 3))
    #expect(error?.message == "The key 'id' stands already at line 2, column 3.")
    #expect(error?.messageFR == "La clé 'id' se trouve déjà ligne 2, colonne 3.")
  }

  @Test func duplicateAmongMany() {
    let members = (0..<100).map { "k\($0):\($0)" }.joined(separator: ",")
    let error = #expect(throws: JSONSyntaxError.self) { try JSON5.parse("{\(members),\nk57:0}") }
    #expect(error?.position == SourcePosition(line: 2, column: 1))
  }

  @Test func markAndCarriageReturnsDoNotShiftPositions() throws {
    let bytes = try Fixture.bytes("json5/bom-crlf.json5")
    let error = #expect(throws: JSONSyntaxError.self) { try JSON5.parse(bytes) }
    #expect(error?.kind == .invalidNumber)
    #expect(error?.position == SourcePosition(line: 2, column: 7))
  }

  @Test(
    arguments: [
      ([0x22, 0xFF, 0x22], 2), ([0x5B, 0x22, 0xC3, 0xA9, 0xC0, 0x80, 0x22], 4), ([0x22, 0xED, 0xA0, 0x80, 0x22], 2),
      ([0x22, 0xE2, 0x82], 2),
      ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 2),
    ] as [([UInt8], Int)])
  func invalidUTF8(bytes: [UInt8], column: Int) {
    for parse in [{ try JSON5.parse($0) }, { try StrictJSON.parse($0) }] as [([UInt8]) throws -> JSONNode] {
      let error = #expect(throws: JSONSyntaxError.self) { try parse(bytes) }
      #expect(error?.kind == .invalidUTF8)
      #expect(error?.position == SourcePosition(line: 1, column: column))
    }
  }

  @Test func depth() throws {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)
    let error = #expect(throws: JSONSyntaxError.self) { try StrictJSON.parse(deep) }
    #expect(error?.code == "json.too_deep")
    #expect(error?.position == SourcePosition(line: 1, column: 33))
    let unbounded = JSONLimits(nesting: .max)
    #expect(throws: JSONSyntaxError.self) { try JSON5.parse(deep, limits: unbounded) }
    let allowed = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
    #expect(throws: Never.self) { try StrictJSON.parse(allowed) }
    let tooLarge = #expect(throws: JSONSyntaxError.self) { try StrictJSON.parse(deep + [0x20]) }
    #expect(tooLarge?.kind == .tooLarge)
  }
}
