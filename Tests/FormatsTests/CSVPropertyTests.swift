import Formats
import Testing

@Suite struct CSVPropertyTests {
  @Test(arguments: 1...4, CSVDelimiter.allCases) func roundTrip(seed: UInt64, delimiter: CSVDelimiter) throws {
    var generator = SeededGenerator(seed: seed)
    let alphabet: [Character] = ["a", "é", "\"", ";", ",", "\t", "|", "\n", "\r", "\r\n", " ", "€", "="]
    for lineEnd in CSVLineEnd.allCases {
      for encoding in [CSVWriterOptions.Encoding.utf8, .utf8WithBOM, .windows1252] {
        let rows = (0..<20).map { row in
          // A first and a last cell with content, because empty rows and cells at the end are dropped.
          ["\(row)"] + (0..<3).map { _ in generator.text(alphabet) } + ["z"]
        }
        var writer = CSVWriter(CSVWriterOptions(delimiter: delimiter, lineEnd: lineEnd, encoding: encoding))
        for row in rows { try writer.row(row) }
        let dialect = CSVDialect(encoding: encoding.encoding, delimiter: delimiter)
        let read = try allRows(writer.bytes, dialect)
        #expect(read.map { $0.texts.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
        #expect(read.allSatisfy { $0.fields.allSatisfy { $0.oddity == nil } })
      }
    }
  }

  @Test(arguments: 1...4) func mutationsNeverTrap(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let names = ["french-excel-cp1252", "unicode-text-utf16le", "line-breaks-in-cells", "sep-line", "rfc4180-utf8"]
    let sources = try names.map { try Fixture.bytes("csv/\($0).csv") }
    for round in 0..<1000 {
      let bytes = generator.mutate(sources[round % sources.count])
      let dialect = (try? CSVDialect.detect(prefix: bytes)) ?? CSVDialect(delimiter: .semicolon)
      let whole = Self.outcome(of: bytes, dialect, step: bytes.count)
      #expect(Self.outcome(of: bytes, dialect, step: 1) == whole)
      #expect(Self.outcome(of: bytes, dialect, step: 7) == whole)
    }
  }

  /// The rows and the error of a file that comes in chunks of one size, as text.
  private static func outcome(of bytes: [UInt8], _ dialect: CSVDialect, step: Int) -> [String] {
    var rest = bytes[...]
    var reader = CSVReader(dialect: dialect) {
      defer { rest = rest.dropFirst(step) }
      return Array(rest.prefix(step))
    }
    var result: [String] = []
    do {
      while let row = try reader.next() {
        result.append(row.fields.map { "\($0.text)@\($0.position)\($0.isQuoted)" }.joined(separator: "|"))
      }
    } catch {
      result.append((error as? any PositionedError).map { "\($0.code)@\($0.position)" } ?? "?")
    }
    return result
  }
}
