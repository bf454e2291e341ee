import Formats
import Testing

@Suite struct CSVDialectTests {
  @Test(arguments: [
    ("a;b\n1;2,5\n2;3,5\n", CSVDelimiter.semicolon, CSVLineEnd.lf, false), ("a,b\r\n1,2\r\n", .comma, .crlf, false),
    ("a\tb\r1\t2\r", .tab, .cr, false),
    ("a|b\n1|2", .pipe, .lf, false), ("sep=,\r\na,b\r\n", .comma, .crlf, true), ("SEP=;\na\n", .semicolon, .lf, true),
    ("\"sep=\t\"\r\na\tb", .tab, .crlf, true), ("id\n1\n2\n", .semicolon, .lf, false),
    ("one", .semicolon, .crlf, false),
    ("id;name\n1;\"a,b\nc,d\"\n", .semicolon, .lf, false), ("\"a;b\",\"c\"\n\"1\"\"x;\",2\n", .comma, .lf, false),
    ("id;name, first\n1;Martin\n2;Paul\n3;Anna, B\n4;C\n", .semicolon, .lf, false),
    ("id,aliases\n1,A|B|C\n2,\n", .comma, .lf, false), ("a;b\n1\n2\n3\n4\n", .semicolon, .lf, false),
    ("a;b;;;\n1;2;;;\n;;;;\n", .semicolon, .lf, false), ("sep=;;\n1;2;3\n", .semicolon, .lf, false),
  ])
  func found(source: String, delimiter: CSVDelimiter, lineEnd: CSVLineEnd, hasSeparatorLine: Bool) throws {
    let dialect = try CSVDialect.detect(prefix: Array(source.utf8))
    #expect(dialect.delimiter == delimiter)
    #expect(dialect.lineEnd == lineEnd)
    #expect(dialect.hasSeparatorLine == hasSeparatorLine)
    #expect(dialect.reasons.count >= 3 && dialect.reasons.allSatisfy { !$0.en.isEmpty && !$0.fr.isEmpty })
  }

  @Test(arguments: [
    ("", "csv.empty", 1), ("\r\n;;;\r\n \r\n", "csv.empty", 1), ("\n\na;b,c\n1;2,3\n", "csv.ambiguous_delimiter", 3),
    ("a;b,c", "csv.ambiguous_delimiter", 1),
    ("Licences\n\na;b\n1;2\n", "csv.unclear_delimiter", 3),
    ("sep=^\na^b\n", "csv.unsupported_separator", 1),
    ("a;b\n1;\0\n", "text.nul", 2), ("domain\nx\ny,z\n", "csv.unclear_delimiter", 3),
  ])
  func refused(source: String, code: String, line: Int) {
    let error = #expect(throws: CSVDialectError.self) { try CSVDialect.detect(prefix: Array(source.utf8)) }
    #expect(error?.code == code)
    #expect(error?.position.line == line)
    #expect(error?.message.isEmpty == false && error?.messageFR.isEmpty == false)
  }

  @Test func ambiguityIsExplained() throws {
    let bytes = try Fixture.bytes("csv/ambiguous-delimiter.csv")
    let error = #expect(throws: CSVDialectError.self) { try CSVDialect.detect(prefix: bytes) }
    #expect(
      error?.message == "Two delimiters fit: semicolon (;) gives 2 columns in 3 of 3 row(s), "
        + "and comma (,) gives 2 columns in 3 of 3 row(s).")
    #expect(try CSVDialect.detect(prefix: bytes, delimiter: .semicolon).delimiter == .semicolon)
  }

  @Test func aPrefixDoesNotCountItsLastRow() throws {
    let prefix = Array("a;b\n1;2\n3".utf8)
    #expect(try CSVDialect.detect(prefix: prefix, isComplete: false).delimiter == .semicolon)
    let long = Array("a;b\n".utf8) + Array(String(repeating: "1;é\n", count: 20_000).utf8)
    #expect(try CSVDialect.detect(prefix: long).delimiter == .semicolon)
    #expect(try CSVDialect.detect(prefix: Array("a;b".utf8), isComplete: false).delimiter == .semicolon)
  }

  /// What follows a prefix that ends with CR is not known: it may be the LF of the same line end.
  @Test func aPrefixThatEndsBetweenCRAndLF() throws {
    let rows = Array(repeating: "12;345\r\n", count: 10_000).joined()
    for padding in 0..<8 {
      let bytes = Array(("a" + String(repeating: "a", count: padding) + ";b\r\n" + rows).utf8)
      let reasons = try CSVDialect.detect(prefix: bytes).reasons.map(\.en)
      #expect(reasons.contains { $0.hasPrefix("The first rows end with CRLF × ") && !$0.contains(",") }, "\(reasons)")
    }
  }

  /// A mark says that the file is UTF-8: a byte that is not has to be corrected, and no other encoding would do.
  @Test func aBadByteBehindAMark() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("id;nom\r\n1;caf".utf8) + [0xE9, 0x0D, 0x0A]
    let error = try #require(throws: CSVDialectError.self) { try CSVDialect.detect(prefix: bytes) }
    #expect(error.code == "text.invalid_utf8")
    #expect(error.position == SourcePosition(line: 2, column: 6))
    #expect(
      error.text.en == "Byte 0xE9 here is not UTF-8 ('é' in Windows-1252), and the file begins with the mark of UTF-8.")
    #expect(error.advice?.en.contains("Correct the character") == true)
    #expect(error.advice?.en.lowercased().contains("windows") == false)
  }

  @Test func aFileOfUTF16WithoutAMarkIsToldHowToBeRead() throws {
    let bytes = Array("id;nom\r\n".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let error = try #require(throws: CSVDialectError.self) { try CSVDialect.detect(prefix: bytes) }
    #expect(error.code == "text.nul")
    #expect(error.advice?.en.contains("--encoding utf-16le") == true)
    let stated = try CSVDialect.detect(prefix: bytes, encoding: .stated(.utf16le))
    #expect(stated.delimiter == .semicolon)
  }

  @Test func anAccentBeyondThePrefixNeedsTheWholeFile() throws {
    let bytes =
      Array("a;b\n".utf8) + Array(repeating: Array("1;2\n".utf8), count: 20_000).joined() + [0x31, 0x3B, 0xE9, 0x0A]
    let dialect = try CSVDialect.detect(prefix: bytes, encoding: TextEncoding.detect(bytes))
    #expect(dialect.encoding == .windows1252)
    #expect(try allRows(bytes, dialect).last?.texts == ["1", "é"])
  }
}
