import Catalogue
import Formats
import Licensing
import Testing

/// Mapping files: titles that the reader does not know by itself.
@Suite struct ColumnMapTests {
  private static let rows =
    "Dossier;Société;Début prévu;Fin prévue;Remarques\r\nGA-1;C-1;01/02/2026;13/01/2027;rien\r\n"
  private static let columns =
    "columns: { 'dossier': 'number', 'SOCIETE': 'customer', 'Début prévu': 'starts', 'Fin prévue': 'ends', Remarques: null }"

  private func values(_ reading: Reading) -> String? {
    reading.values?.map(\.description).joined(separator: ",")
  }

  @Test(arguments: [
    "{ kind: 'contracts', \(columns), values: { programme: 'p' } }",
    "[{ \(columns), values: { programme: 'p' } }]",
    "[{ columns: { Kunde: 'customer' }, file: 'kunden.csv' }, { file: 'a*.CSV', \(columns), values: { programme: 'p' } }]",
    "{ columns: { Dossier: 'number', 'Société': 'customer', 'Début prévu': 'starts', 'Fin prévue': 'ends' }, values: { programme: 'p' }, otherColumns: 'ignore' }",
  ])
  func `Titles are compared as those of the reader are, and values stand for columns that are missing`(
    _ map: String
  ) throws {
    let reading = try Reading(csv: Self.rows, map: map)
    #expect(reading.lines.filter { !$0.contains("kunden.csv") } == [])
    #expect(values(reading) == "ga-1,GA-1,C-1,p,2026-02-01,2027-01-13,active,")
    #expect(reading.missingFields == ["status", "terminatedOn"])
  }

  @Test func `What a file does not tell by itself can be stated`() throws {
    let text = "number,customer,programme,starts,ends\r\nGA-1,C-1,p,05/06/2026,06/07/2026\r\n"
    let days = try Reading(csv: text, map: "{ dates: 'month-first' }")
    #expect(values(days) == "ga-1,GA-1,C-1,p,2026-05-06,2026-06-07,active,")
    #expect(try Reading(csv: text).lines.count == 1)
    let two = try Reading(csv: "id;name,b\r\nC-1;Un,b\r\n", map: "{ delimiter: ';', columns: { 'name,b': 'name' } }")
    #expect(two.values?[2] == .text("Un,b"))
    // 0x8E is é in Mac Roman.
    let mac = try Reading(csv: Array("id;name\rC-1;Caf".utf8) + [0x8E, 0x0D], map: "{ encoding: 'macroman' }")
    #expect(mac.values?[2] == .text("Café"))
  }

  @Test func `A value for a field that has a column is a contradiction`() throws {
    let map =
      "{ columns: { Dossier: 'number', 'Société': 'customer' },\n  values: { customer: 'C-9', programme: 'p' } }"
    let reading = try Reading(csv: Self.rows, map: map)
    #expect(
      reading.problems.contains { $0.code == "map.invalid" && $0.position == SourcePosition(line: 2, column: 13) })
  }

  @Test func `A value for a field that the file has a column of its own for is a contradiction`() throws {
    let text = "id;name;country\r\nC-1;Un;FR\r\n"
    #expect(
      try Reading(csv: text, map: "{ values: { country: 'BE' } }").lines == [
        "1:1: map.values: 'country' has the column 'country' in a.csv, and can't have one value in every row too"
      ])
    let left = try Reading(csv: text, map: "{ columns: { country: null }, values: { country: 'BE' } }")
    #expect(left.lines == [])
    #expect(left.values?[3] == .text("BE"))
  }

  @Test func `Two entries for one file are told as that, and the closer of two is taken`() throws {
    let text = "id;Raison\r\nC-1;Un\r\n"
    let entry = "{ kind: 'customers', columns: { Raison: 'name' } }"
    for (first, second) in [(entry, entry), ("{ file: 'a*', columns: {} }", "{ file: '*.csv', columns: {} }")] {
      let reading = try Reading(csv: text, map: "[\(first),\n\(second)]")
      #expect(reading.lines == ["2:1: map: two entries are for a.csv: this one, and that of line 1"])
    }
    // By name, by a column, for all.
    let map = "[{ dates: 'month-first' }, \(entry), { file: 'a.csv', kind: 'customers', columns: { Raison: 'name' } }]"
    let reading = try Reading(csv: text, map: map)
    #expect(reading.lines == [])
    #expect(reading.values?[2] == .text("Un"))
  }

  @Test(arguments: [
    (TextEncoding.cp850, 1), (.windows1252, 0), (nil, 0),
  ])
  func `Another encoding than the one that is stated is a contradiction`(_ stated: TextEncoding?, _ count: Int) throws {
    let log = ProblemLog()
    let map = ColumnMap(file: "map.json5", Array("{ encoding: 'windows-1252' }".utf8))
    let table = try CSVCatalogue(file: "a.csv", map: map, encoding: stated, log) {
      var rest = Array("id;name\r\nC-1;Un\r\n".utf8)
      return {
        defer { rest = [] }
        return rest
      }
    }
    #expect(log.problems.map(\.code) == Array(repeating: "map.invalid", count: count))
    #expect(log.problems.first?.position?.column ?? 13 == 13)
    #expect((table == nil) == (count > 0))
  }

  @Test func `A kind that is stated is not told by the titles`() throws {
    let text = "id;name;vendor\r\nx;X;v\r\n"
    #expect(try Reading(csv: text).records.first?.record.kind == .product)
    let customer = try Reading(csv: text, map: "{ kind: 'customers', columns: { vendor: null } }")
    #expect(customer.lines == [])
    #expect(customer.records.first?.record.kind == .customer)
  }

  @Test func `Columns and rows that are left out say nothing`() throws {
    // Rows that an import left out are read again with the column that says why.
    for title in ["rejected because", "Motif du rejet"] {
      let reading = try Reading(csv: "id;name;\(title)\r\nC-1;Un;domains: 'x' is not a domain\r\n")
      #expect(reading.lines == [])
      #expect(reading.values?[2] == .text("Un"))
    }
  }
}
