import Formats
import Testing

/// The habits of French Excel and its kin, each as a file.
@Suite struct CSVQuirkTests {
  private static let header = ["code licence", "client", "début", "fin", "montant", "actif"]

  @Test(arguments: [
    ("french-excel-cp1252.csv", TextEncoding.windows1252, CSVDelimiter.semicolon),
    ("french-excel-utf8-bom.csv", .utf8WithBOM, .semicolon),
    ("unicode-text-utf16le.csv", .utf16le, .tab), ("utf16be.csv", .utf16be, .semicolon),
  ])
  func sameContentInEveryEncoding(name: String, encoding: TextEncoding, delimiter: CSVDelimiter) throws {
    let dialect = try CSVDialect.detect(prefix: Fixture.bytes("csv/\(name)"))
    #expect(dialect.encoding == encoding)
    #expect(dialect.delimiter == delimiter)
    #expect(dialect.lineEnd == .crlf)
    let rows = try Fixture.rows(name)
    #expect(rows.map(\.line) == [1, 2, 3])
    #expect(rows[0].texts == Self.header)
    #expect(
      rows[1].texts == [
        "0421-7F3K-99QX", "Bureau d’études Martin", "01/03/2025", "28/02/2026", "1\u{A0}234,50 €", "oui",
      ])
    #expect(rows[2][3]?.position == SourcePosition(line: 3, column: 46))
  }

  @Test func macintosh() throws {
    let bytes = try Fixture.bytes("csv/excel-macintosh.csv")
    let refusal = #expect(throws: CSVDialectError.self) { try CSVDialect.detect(prefix: bytes) }
    #expect(refusal?.code == "text.doubtful_encoding" && refusal?.hint?.contains("--encoding macroman") == true)
    // Without accents that tell, the line ends give reason enough.
    let doubtful = Array("a;b\r1;".utf8) + [0xE9, 0x0D]
    let doubt = #expect(throws: CSVDialectError.self) { try CSVDialect.detect(prefix: doubtful) }
    #expect(doubt?.hint?.contains("--encoding macroman (or windows-1252)") == true)
    #expect(try CSVDialect.detect(prefix: doubtful, encoding: .stated(.windows1252)).lineEnd == .cr)
    let stated = try CSVDialect.detect(prefix: bytes, encoding: .stated(.macRoman))
    #expect(stated.delimiter == .semicolon && stated.encoding == .macRoman)
    let rows = try Fixture.rows("excel-macintosh.csv", stated)
    #expect(rows.map(\.line) == [1, 2, 3])
    #expect(rows[0].texts == Self.header)
    #expect(rows[1][1]?.text == "Bureau d’études Martin")
  }

  @Test func msDOS() throws {
    let rows = try Fixture.rows("excel-ms-dos.csv", CSVDialect(encoding: .cp850, delimiter: .semicolon))
    #expect(rows[0].texts == Self.header)
    #expect(rows[1][1]?.text == "Société Léa & Fils")
  }

  @Test func separatorLineIsNoHeader() throws {
    let rows = try Fixture.rows("sep-line.csv")
    #expect(rows.map(\.texts) == [["id", "name"], ["C-1", "Martin; Claire"]])
    #expect(rows[0].line == 2)
  }

  @Test func rfc4180() throws {
    let rows = try Fixture.rows("rfc4180-utf8.csv")
    #expect(rows[2].texts == ["omd", "Arche, OMD 27\" écran", ""])
  }

  @Test func lineBreaksInCells() throws {
    let rows = try Fixture.rows("line-breaks-in-cells.csv")
    #expect(rows.map(\.line) == [1, 3, 5])
    #expect(rows[0][1]?.text == "nom\r\ndu client ")
    #expect(rows[0][2]?.position == SourcePosition(line: 2, column: 13))
    #expect(rows[1].texts == ["C-1", "12, rue\r\nde la Gare", "Metz"])
  }

  @Test func trailingEmpties() throws {
    let rows = try Fixture.rows("trailing-empties.csv")
    #expect(rows.map(\.texts) == [["id", "name"], ["C-1", "Martin"], ["C-2", "Dupont", "note"]])
    #expect(rows.map(\.line) == [1, 2, 4])
  }

  @Test func damage() throws {
    let rows = try Fixture.rows("excel-damage.csv")
    #expect(rows[1].texts.map { ExcelDamage.inspect($0)?.kind } == [.scientificNotation, .date, .errorValue])
    #expect(rows[2].texts.map { ExcelDamage.inspect($0)?.kind } == [.scientificNotation, .date, .errorValue])
    #expect(rows[3].texts.map { ExcelDamage.inspect($0) } == [nil, nil, nil])
  }

  @Test func numbersAndBooleans() throws {
    let rows = try Fixture.rows("numbers-and-booleans.csv")
    #expect(NumberText.french.decimal(rows[1].texts[1])?.double == 1234.5)
    #expect(NumberText.french.integer(rows[2].texts[1]) == 1_000_000)
    #expect(NumberText.french.decimal(rows[1].texts[2]) == nil)
    #expect(NumberText.french.decimal(rows[2].texts[2])?.significand == -325)
    #expect(rows.dropFirst().map { BooleanText.parse($0.texts[3]) } == [true, false])
  }

  @Test func singleColumn() throws {
    #expect(
      try Fixture.rows("single-column.csv").map(\.texts) == [["domain"], ["gmail.com"], ["orange.fr"], ["free.fr"]])
  }
}
