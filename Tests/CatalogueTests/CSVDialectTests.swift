import Catalogue
import Formats
import Licensing
import Testing

/// The encodings, delimiters and line ends that spreadsheets write, read alike.
@Suite struct CSVDialectTests {
  /// How a text is encoded for a test.
  enum Encoding: CaseIterable {
    case utf8, utf8BOM, windows1252, utf16LE

    func bytes(_ text: String) -> [UInt8] {
      switch self {
      case .utf8: Array(text.utf8)
      case .utf8BOM: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
      case .windows1252: text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8(truncatingIfNeeded: $0.value) }
      case .utf16LE: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
      }
    }
  }

  @Test(arguments: Encoding.allCases, [";", ",", "\t"])
  func `Encoding and delimiter make no difference`(_ encoding: Encoding, _ delimiter: String) throws {
    let rows = [
      ["numéro", "client", "programme", "début", "fin"], ["É-1", "C-1", "p", "01/02/2025", "31/12/2025"],
      ["€-2", "C-2", "p", "01/02/2025", "31/12/2025"],
    ]
    for end in ["\r\n", "\n"] {
      let text = rows.map { $0.joined(separator: delimiter) + end }.joined()
      let reading = try Reading(csv: encoding.bytes(text))
      #expect(reading.lines == [])
      #expect(reading.records.map(\.record["number"].description) == ["É-1", "€-2"])
      #expect(reading.records.map(\.record["ends"].description) == ["2025-12-31", "2025-12-31"])
      #expect(reading.dialect?.reasons.isEmpty == false)
    }
  }

  @Test(arguments: [("sep=;\r\n", ";"), ("sep=,\n", ","), ("\"sep=;\"\r\n", ";"), ("SEP=;\r\n", ";")])
  func `A first line that names the separator is no header, and lines count from it`(
    _ line: String, _ delimiter: String
  ) throws {
    let header = ["id", "name", "domains"].joined(separator: delimiter)
    let row = ["C-1", "Martin", "martin"].joined(separator: delimiter)
    let reading = try Reading(csv: "\(line)\(header)\r\n\(row)\r\n")
    #expect(reading.lines == ["3:12: customers.domains: 'martin' is not a domain"])
  }

  @Test func `A separator that is not supported, and one that can't be told, are problems`() throws {
    #expect(try Reading(csv: "sep=~\r\nid~name\r\n").lines.count == 1)
    let both = try Reading(csv: "id,a;name,b\r\nC-1,a;Martin,b\r\n")
    #expect(both.lines.count == 1)
    #expect(both.lines.first?.hasPrefix("1:1: Two delimiters fit") == true)
  }

  @Test func `An accent beyond the beginning of a file tells the encoding as well`() throws {
    // A code list is plain ASCII for thousands of rows, and then comes a state with an accent.
    var text = "code;contrat;produit;version;état\r\n"
    text = text.replacing("état", with: "statut")
    for number in 0..<4000 { text += "\(100_000 + number);GA-1;d;2025;active\r\n" }
    text += "42;GA-1;d;2025;révoquée\r\n"
    let bytes = Encoding.windows1252.bytes(text)
    #expect(bytes.count > CSVDialect.prefixSize)
    let reading = try Reading(csv: bytes, piece: 4096)
    #expect(reading.lines == [])
    #expect(reading.records.count == 4001)
    #expect(reading.records.last?.record["state"] == .text("revoked"))
    #expect(reading.dialect?.encoding == .windows1252)
  }

  @Test func `A stray quote is told where it opens`() throws {
    let reading = try Reading(csv: "id;name\r\nC-1;Un\r\nC-2;\"Deux\r\nC-3;Trois\r\n")
    #expect(reading.lines == ["3:5: The quote that opens here is never closed."])
  }

  @Test func `A quote that swallows rows up to another is told where it opens`() throws {
    let reading = try Reading(csv: "id;name\r\nC-1;\"Un\r\nC-2;Deux\r\nC-3;\"Trois\r\nC-4;Quatre\r\n")
    #expect(
      reading.lines.first == "2:5: customers.name: Text follows the closing quote.")
    #expect(reading.records.map(\.record.label) == ["C-4"])
  }

  @Test func `Separators, quotes and line ends inside quotes belong to the cell`() throws {
    let reading = try Reading(csv: "id;name\r\nC-1;\"A;B \"\"C\"\"\nD\"\r\nC-2;E\r\n")
    #expect(reading.lines == [])
    #expect(reading.records.map(\.record["name"].description) == ["A;B \"C\"\nD", "E"])
    #expect(reading.records.map(\.position.line) == [2, 4])
  }

  @Test func `A quote inside a cell without quotes is told`() throws {
    let reading = try Reading(csv: "id;name\r\nC-1;Atelier 5\" Sud\r\n")
    #expect(
      reading.lines == [
        "2:5: customers.name: A quote stands inside a cell that does not begin with one."
      ])
  }

  @Test func `Surplus cells are told where they begin; empty ones do not count`() throws {
    let reading = try Reading(csv: "sep=;\r\nid;name\r\nC-1;Martin;;;\r\nC-2;Dupont; fils\r\n;;;\r\nC-3;Durand\r\n")
    #expect(reading.lines == ["4:12: customers: more cells than the header has columns"])
    #expect(reading.records.map(\.record.label) == ["C-1", "C-3"])
  }

  @Test func `A cell under a column without a title is surplus`() throws {
    let reading = try Reading(csv: "id;;name\r\nC-1;;Martin\r\nC-2;note;Dupont\r\n")
    #expect(reading.lines == ["3:5: customers: more cells than the header has columns"])
    #expect(reading.records.map(\.record.label) == ["C-1"])
  }

  @Test func `A row that ends early lacks values`() throws {
    let reading = try Reading(csv: "sep=;\r\nid;name\r\nC-1\r\nC-2;Dupont\r\n")
    #expect(reading.lines == ["3:1: customers.name: missing: a value is required"])
  }
}
