import Formats
import Testing

@Suite struct CSVReaderTests {
  private let semicolon = CSVDialect(delimiter: .semicolon)

  /// Reads a text whole and byte by byte; both have to agree.
  private func texts(_ source: String, _ dialect: CSVDialect? = nil) throws -> [[String]] {
    let dialect = dialect ?? semicolon
    let rows = try allRows(Array(source.utf8), dialect)
    var rest = Array(source.utf8)[...]
    var reader = CSVReader(dialect: dialect) { rest.popFirst().map { [$0] } ?? [] }
    var slow: [CSVRow] = []
    while let row = try reader.next() { slow.append(row) }
    #expect(slow == rows)
    return rows.map(\.texts)
  }

  @Test(arguments: [
    ("a;b\r\n1;2", [["a", "b"], ["1", "2"]]), ("a;b\n1;2\n", [["a", "b"], ["1", "2"]]),
    ("a;b\r1;2\r", [["a", "b"], ["1", "2"]]),
    ("", []), ("\n\r\n\r", []), ("a", [["a"]]), ("a;b\n1;", [["a", "b"], ["1", ""]]),
    ("a;b\n;2", [["a", "b"], ["", "2"]]),
    (#""a;b";"c""d""#, [["a;b", "c\"d"]]), ("\"a\r\nb\";c\nd;e", [["a\r\nb", "c"], ["d", "e"]]),
    (#""";"""""#, [["", "\""]]),
    ("a;b\n\"\";x", [["a", "b"], ["", "x"]]),
    ("a;b;;;\n1;2;;;\n;;;;\n1;2;3;;", [["a", "b"], ["1", "2"], ["1", "2", "3"]]),
    ("a;b\n1", [["a", "b"], ["1"]]), ("\u{FEFF}a;é\n", [["a", "é"]]), ("a\n\" \"\nb", [["a"], ["b"]]),
    ("\"a\"x;b", [["ax", "b"]]),
    ("5\" disk;b", [["5\" disk", "b"]]), ("\"a\"\"\"", [["a\""]]), ("\"\"", []), ("a; b ", [["a", " b "]]),
    ("a,b", [["a,b"]]),
    ("\"a\"\r\n\"b\"\r\n", [["a"], ["b"]]), ("\"a\"b\"c;d\"", [["ab\"c", "d\""]]),
  ])
  func rows(source: String, expected: [[String]]) throws {
    #expect(try texts(source) == expected)
  }

  @Test func positions() throws {
    let rows = try allRows(Array("a;\"é\r\nü\nx\";b\r\n\r\n\"c\";dé;\"e\"f;g\"\n".utf8), semicolon)
    #expect(rows.map(\.line) == [1, 5])
    #expect(
      rows[0].fields.map(\.position) == [
        SourcePosition(line: 1, column: 1), SourcePosition(line: 1, column: 3), SourcePosition(line: 3, column: 4),
      ])
    #expect(rows[1].fields.map(\.position.column) == [1, 5, 8, 13])
    #expect(rows[1].fields.map(\.isQuoted) == [true, false, true, false])
    #expect(rows[1].fields.map(\.oddity) == [nil, nil, .textAfterClosingQuote, .quoteInsideUnquoted])
    #expect(rows[1][3]?.text == "g\"" && rows[1][4] == nil)
  }

  @Test func recordWithoutStrings() throws {
    var reader = CSVReader(Array("id;né\n1;\"a\"\"b\"\n".utf8), dialect: semicolon)
    var record = CSVRecord()
    #expect(try reader.read(into: &record))
    #expect(record.count == 2 && record.text(1) == "né" && reader.columns == 2)
    #expect(try reader.read(into: &record))
    #expect(record.withBytes(of: 1) { $0.count } == 3)
    #expect(record.isQuoted(1) && record.position(1) == SourcePosition(line: 2, column: 3) && record.line == 2)
    #expect(try !reader.read(into: &record))
  }

  @Test func unterminatedQuoteIsReportedWhereItOpens() throws {
    let bytes = try Fixture.bytes("csv/unterminated-quote.csv")
    var reader = CSVReader(bytes, dialect: semicolon)
    #expect(try reader.next()?.texts == ["id", "name"])
    let error = #expect(throws: CSVSyntaxError.self) { try reader.next() }
    #expect(error?.code == "csv.unterminated_quote")
    #expect(error?.position == SourcePosition(line: 2, column: 5))
    #expect(try reader.next() == nil)
  }

  @Test func limits() throws {
    let limits = CSVLimits(fieldBytes: 100, fields: 5)
    let long = String(repeating: "x", count: 101)
    let cases = [
      ("a;b\n1;\"\(long)", "csv.field_too_large", SourcePosition(line: 2, column: 3)),
      ("a;b\n1;\(long)", "csv.field_too_large", SourcePosition(line: 2, column: 3)),
      ("a;b\n1;2;3;4;5;6", "csv.too_many_fields", SourcePosition(line: 2, column: 1)),
    ]
    for (source, code, position) in cases {
      let error = #expect(throws: CSVSyntaxError.self) { try allRows(Array(source.utf8), semicolon, limits: limits) }
      #expect(error?.code == code)
      #expect(error?.position == position)
    }
    let wide = CSVLimits(fieldBytes: 10, fields: 100)
    let row = Array(repeating: "123456789", count: 50).joined(separator: ";")
    let error = #expect(throws: CSVSyntaxError.self) { try allRows(Array(row.utf8), semicolon, limits: wide) }
    #expect(error?.code == "csv.row_too_large")
  }

  @Test func rowsBeforeABadByteAreRead() throws {
    let bytes = try Fixture.bytes("csv/undefined-byte.csv")
    var reader = CSVReader(bytes, dialect: CSVDialect(encoding: .windows1252, delimiter: .semicolon))
    #expect(try reader.next()?.texts == ["id", "name"])
    #expect(try reader.next()?.texts == ["C-1", "Société"])
    let error = #expect(throws: TextDecodingError.self) { try reader.next() }
    #expect(error?.code == "text.undefined_byte")
    #expect(error?.position == SourcePosition(line: 3, column: 8))
    #expect(try reader.next() == nil)
  }

  @Test func truncatedCharacterAtTheEnd() {
    let error = #expect(throws: TextDecodingError.self) { try allRows([0x61, 0x0A, 0x62, 0xC3], semicolon) }
    #expect(error?.position == SourcePosition(line: 2, column: 2))
  }

  @Test func errorsOfTheSourcePassThrough() {
    struct Broken: Error {}
    var reader = CSVReader(dialect: semicolon) { throw Broken() }
    #expect(throws: Broken.self) { try reader.next() }
  }
}
