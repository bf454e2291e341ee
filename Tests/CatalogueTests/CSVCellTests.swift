import Catalogue
import Formats
import Licensing
import Testing

/// Dates, codes, numbers and lists as cells write them.
@Suite struct CSVCellTests {
  private func contracts(_ days: [(String, String)]) throws -> Reading {
    let rows = days.enumerated().map { "GA-\($0.offset + 1);C-1;p;\($0.element.0);\($0.element.1)\r\n" }
    return try Reading(csv: "numéro;client;programme;début;fin\r\n" + rows.joined())
  }

  private func days(_ reading: Reading) -> [String] {
    reading.records.flatMap { [$0.record["starts"].description, $0.record["ends"].description] }
  }

  @Test(arguments: [
    (("01/02/2025", "31/12/2025"), ["2025-02-01", "2025-12-31"]),
    (("02/01/2025", "12/31/2025"), ["2025-02-01", "2025-12-31"]),
    (("2025-02-01", "2025-12-31"), ["2025-02-01", "2025-12-31"]),
    (("1.2.2025", "31.12.2025"), ["2025-02-01", "2025-12-31"]),
    (("01-02-25", "31-12-25"), ["2025-02-01", "2025-12-31"]),
    (("01/02/2025 00:00", "31/12/2025 00:00:00"), ["2025-02-01", "2025-12-31"]),
    (("2025-02-01T00:00", "2025-12-31"), ["2025-02-01", "2025-12-31"]),
    // The same either way.
    (("05/05/2025", "06/06/2025"), ["2025-05-05", "2025-06-06"]),
  ])
  func `Dates are read in the order that the file shows`(_ cells: (String, String), _ expected: [String]) throws {
    let reading = try contracts([cells])
    #expect(reading.lines == [])
    #expect(days(reading) == expected)
  }

  @Test func `One date that decides decides for all, wherever it stands`() throws {
    let reading = try contracts([("05/06/2025", "06/07/2025"), ("07/08/2025", "13/09/2025")])
    #expect(days(reading) == ["2025-06-05", "2025-07-06", "2025-08-07", "2025-09-13"])
    let american = try contracts([("05/06/2025", "06/07/2025"), ("07/08/2025", "09/13/2025")])
    #expect(days(american) == ["2025-05-06", "2025-06-07", "2025-07-08", "2025-09-13"])
  }

  @Test func `Dates that are May or June are refused`() throws {
    let reading = try contracts([("05/06/2026", "06/07/2026")])
    #expect(
      reading.lines == [
        "2:12: contracts: No date tells day from month, as in '05/06/2026' at line 2, column 12: state the order, or write dates as 2026-12-31."
      ])
    #expect(reading.records.isEmpty)
  }

  @Test(arguments: [
    [("13/01/2025", "12/31/2025")], [("2025-01-01", "31/12/2025"), ("12/31/2025", "2026-01-01")],
    [("13/01/2025", "14/01/2025"), ("01/13/2025", "15/12/2025")],
  ])
  func `Dates written in two orders are refused`(_ cells: [(String, String)]) throws {
    let reading = try contracts(cells)
    #expect(reading.lines.count == 1)
    #expect(reading.lines.first?.contains("Dates are written in different orders") == true)
    #expect(reading.records.isEmpty)
  }

  @Test(arguments: ["31/02/2025", "29/02/2025", "00/01/2025", "32/01/2025", "bientôt", "45678", "31/12", "31/12-2025"])
  func `A day that does not exist is refused at its cell`(_ cell: String) throws {
    let reading = try contracts([("13/01/2025", "31/12/2025"), ("13/01/2025", cell)])
    #expect(reading.lines == ["3:23: contracts.ends: '\(cell)' is not a date"])
    #expect(
      reading.problems.first?.hint?.en
        == (cell == "45678"
          ? "a spreadsheet counts 2025-01-21 so: format the column as a date, then export again"
          : "dates of this file are day/month/year"))
    #expect(reading.problems.first?.value == cell)
    #expect(reading.problems.first?.expected?.en == "a date as 31/12/2026")
    #expect(reading.records.count == 1)
  }

  @Test(arguments: ["000042", "0421-7F3K", "001E1", "1234567890123456789012", "12-05", "A/B", "2024-1"])
  func `A code is text and stays as it is`(_ code: String) throws {
    let reading = try Reading(csv: "code;contract;product;release\r\n\(code);GA-1;d;2025\r\n")
    #expect(reading.lines == [])
    #expect(reading.values?[1] == .text(code))
  }

  /// The formula that says a text, quoted as RFC 4180 wants or as people write it; guarded, it is no formula.
  @Test(arguments: [("\"=\"\"001\"\"\"", "001"), ("=\"001\"", "001"), ("\"'=\"\"001\"\"\"", "=\"001\"")])
  func `A code that a formula keeps as text is that text`(_ cell: String, _ code: String) throws {
    let reading = try Reading(csv: "code;contract;product;release\r\n\(cell);GA-1;d;2025\r\n")
    #expect(reading.lines == [])
    #expect(reading.values?[1] == .text(code))
  }

  @Test(arguments: [
    ("1,23457E+11", "'1,23457E+11' is a code that a spreadsheet took for a number; its last digits are lost."),
    ("1.2E+15", "'1.2E+15' is a code that a spreadsheet took for a number; its last digits are lost."),
    ("janv-24", "'janv-24' is a code that a spreadsheet took for a date."),
    ("12-mai", "'12-mai' is a code that a spreadsheet took for a date."),
    ("01/01/2024", "'01/01/2024' is a code that a spreadsheet took for a date."),
    ("2024-01-02 00:00:00", "'2024-01-02 00:00:00' is a code that a spreadsheet took for a date."),
    ("12:00:00", "'12:00:00' is a code that a spreadsheet took for a date."),
    ("#N/A", "'#N/A' is an error value of a spreadsheet's formula."),
    ("########", "'########' is what a spreadsheet shows when a column is too narrow."),
  ])
  func `A code that a spreadsheet has damaged is an error of its own`(_ cell: String, _ text: String) throws {
    for (header, row, field) in [
      ("code;contract;product;release", "\(cell);GA-1;d;2025", "licences.code"),
      ("number;customer;programme;starts;ends", "\(cell);C-1;p;2025-01-01;2025-12-31", "contracts.number"),
      ("id;name", "\(cell);Martin", "customers.id"),
    ] {
      let reading = try Reading(csv: "\(header)\r\n\(row)\r\n")
      #expect(reading.lines == ["2:1: \(field): \(text)"])
      #expect(reading.problems.first?.hint != nil)
    }
    // What names a code was damaged the same way.
    let line = try Reading(csv: "contract;product;releases\r\n\(cell);d;latest\r\n")
    #expect(line.lines == ["2:1: entitlements.contract: \(text)"])
    let contact = try Reading(csv: "customer;email\r\n\(cell);a@b.example\r\n")
    #expect(contact.lines == ["2:1: contacts.customer: \(text)"])
  }

  /// `2025,10` becomes `2025,1`: another update.
  @Test(arguments: [
    ("product;name;sequence\r\nd;2025,1;1\r\n", "2:3: releases.name"),
    ("product;name;sequence;aliases\r\nd;2025;1;2025,1\r\n", "2:10: releases.aliases"),
    ("product;release;name\r\nd;2025;2025,1\r\n", "2:8: updates.name"),
    ("product;release;name;builds\r\nd;2025;SP1;25,1\r\n", "2:12: updates.builds"),
    ("code;contract;product;release\r\nX1;GA-1;d;2025,1\r\n", "2:11: licences.release"),
    ("contract;product;releases\r\nGA-1;d;2025,1\r\n", "2:8: entitlements.releases"),
  ])
  func `A name that a spreadsheet has made a number is told as that`(_ text: String, _ place: String) throws {
    let reading = try Reading(csv: text)
    #expect(reading.lines.first?.hasPrefix("\(place): '") == true, "\(reading.lines)")
    #expect(reading.lines.first?.hasSuffix("is a code that a spreadsheet took for a number with decimals.") == true)
    #expect(reading.problems.map(\.code) == ["cell.code_as_decimal"])
    #expect(try Reading(csv: text.replacing(/\d+,1/) { _ in "2025.1" }).lines == [])
  }

  @Test(arguments: [
    ("2024", ["2024"]), ("2024|2025", ["2024", "2025"]), (" 2024 | 2025 |", ["2024", "2025"]), ("||", []), ("", []),
    ("2024 SP1|2025", ["2024 SP1", "2025"]),
  ])
  func `A list is parted by bars`(_ cell: String, _ items: [String]) throws {
    let reading = try Reading(csv: "id;vendor;name;aliases\r\nd;v;D;\(cell)\r\n")
    #expect(reading.lines == [])
    #expect(reading.records.first.map { try? StoredCatalogue.texts($0.record, "aliases") } == items)
  }

  @Test(arguments: [
    ("oui", true), ("Non", false), ("VRAI", true), ("faux", false), ("1", true), ("0", false), ("x", true), ("", false),
    ("Yes", true), ("\u{A0}oui ", true),
  ])
  func `Yes and no`(_ cell: String, _ value: Bool) throws {
    let reading = try Reading(csv: "client;courriel;reçoit les codes\r\nC-1;a@b.example;\(cell)\r\n")
    #expect(reading.lines == [])
    #expect(reading.values?[4] == .integer(value ? 1 : 0))
  }

  @Test func `Anything else is neither`() throws {
    let reading = try Reading(csv: "client;courriel;reçoit les codes\r\nC-1;a@b.example;peut-être\r\n")
    #expect(reading.lines == ["2:17: contacts.mayReceiveCodes: 'peut-être' is neither yes nor no"])
  }

  @Test(arguments: [
    ("3", 3), ("3,00", 3), ("3,0", 3), ("1 234,0", 1234), ("1 234", 1234), ("1\u{A0}234", 1234), ("1\u{202F}234", 1234),
    ("", nil), ("0", 0),
  ])
  func `Whole numbers`(_ cell: String, _ number: Int?) throws {
    let reading = try Reading(csv: "contract;product;releases;seats\r\nGA-1;d;latest;\"\(cell)\"\r\n")
    #expect(reading.lines == [])
    #expect(reading.values?[4].integer == number)
  }

  @Test(arguments: ["1,5", "1,234", "1,000", "trois", "1 23", "-1", "12,50", "12,", "1e3"])
  func `What is no whole number is refused`(_ cell: String) throws {
    let reading = try Reading(csv: "contract;product;releases;seats\r\nGA-1;d;latest;\"\(cell)\"\r\n")
    #expect(reading.lines.count == 1)
    #expect(reading.lines.first?.hasPrefix("2:15: entitlements.seats: ") == true)
  }

  @Test(arguments: [("1,234", 1234), ("1 234", 1234), ("1.5", nil), ("1,23", nil), ("3.00", 3), ("3.000", nil)])
  func `Where commas part cells, numbers are read as English writes them`(_ cell: String, _ number: Int?) throws {
    let reading = try Reading(csv: "contract,product,releases,seats\r\nGA-1,d,latest,\"\(cell)\"\r\n")
    #expect(reading.lines == (number == nil ? ["2:15: entitlements.seats: '\(cell)' is not a whole number"] : []))
    #expect(reading.values?[4].integer == number)
  }

  @Test func `A date that begins with its year is the same in any file`() throws {
    let reading = try contracts([("2025-01-01", "31/12/2025"), ("05/06/2025", "2025-12-31")])
    #expect(reading.lines == [])
    #expect(days(reading) == ["2025-01-01", "2025-12-31", "2025-06-05", "2025-12-31"])
    let unclear = try contracts([("2025-01-01", "05/06/2025")])
    #expect(unclear.lines.count == 1)
    #expect(unclear.lines.first?.hasPrefix("2:23: contracts: No date tells day from month") == true)
    #expect(unclear.records.isEmpty)
  }

  @Test(arguments: [
    "31 décembre 2025", "31-déc.-25", "31-déc-2025", "mercredi 31 décembre 2025", "31 DECEMBRE 2025", "31 Dec 2025",
    "Wednesday, 31 December 2025",
  ])
  func `A month may stand in letters`(_ cell: String) throws {
    let reading = try contracts([("1er janvier 2025", cell)])
    #expect(reading.lines == [])
    #expect(days(reading) == ["2025-01-01", "2025-12-31"])
  }

  @Test func `Codes that have lost their zeros are told where the column shows its length`() throws {
    let reading = try Reading(
      csv: "code;contract;product;release\r\n00421;1;d;2025\r\n421;1;d;2025\r\nAB-7;01;d;2025\r\n12345;1;d;2025\r\n")
    #expect(
      reading.lines == [
        "3:1: licences.code: '421' is a code that a spreadsheet took for a number; the zeros at its beginning are lost."
      ])
    #expect(reading.problems.first?.code == "cell.leading_zeros_lost")
    #expect(reading.problems.first?.hint?.en.hasPrefix("It was probably 00421,") == true)
    // Where every cell has quotes, they do not say that zeros were never there; where some have, they do.
    let quoted = try Reading(
      csv: "code;contract;product;release\r\n\"00421\";1;d;2025\r\n\"00422\";1;d;2025\r\n\"423\";1;d;2025\r\n")
    #expect(quoted.problems.map(\.code) == ["cell.leading_zeros_lost"])
    let some = try Reading(csv: "code;contract;product;release\r\n00421;1;d;2025\r\n\"423\";1;d;2025\r\n")
    #expect(some.lines == [])
    // Numbers of several lengths with zeros, or without any, show no length.
    for codes in [["0042", "00421", "7"], ["998", "1000", "1001"], ["042", "1000", "7"]] {
      let rows = codes.map { "\($0);GA-1;d;2025\r\n" }.joined()
      #expect(try Reading(csv: "code;contract;product;release\r\n\(rows)").lines == [])
    }
  }

  @Test(arguments: [
    (["10421", "20733", "421", "30555", "40666"], "'421' is shorter than the 5 digits of the other numbers"),
    (
      ["10421", "20733", "421", "30555", "40666", "50777", "60888", "7", "70999", "80111"],
      "2 numbers, such as '421', are shorter than the 5 digits of the others"
    ), (["10421", "421", "20733"], nil), (["998", "999", "1000", "1001"], nil), (["AB1", "AB12", "AB123"], nil),
  ])
  func `Codes that may have lost their zeros are a warning`(_ codes: [String], _ text: String?) throws {
    let rows = codes.map { "\($0);GA-1;d;2025\r\n" }.joined()
    let log = ProblemLog()
    var rest = Array("code;contract;product;release\r\n\(rows)".utf8)[...]
    let bytes = Array(rest)
    let table = try #require(
      try CSVCatalogue(file: "a.csv", log) {
        rest = bytes[...]
        return {
          defer { rest = [] }
          return Array(rest)
        }
      })
    #expect(table.warnings.map(\.text.en) == [text].compactMap(\.self))
    #expect(log.count == 0)
  }

  @Test func `Every problem of every row is told, not only the first`() throws {
    let reading = try Reading(
      csv: """
        code;contrat;produit;version;type;postes;état;émise le
        ;GA-1;d;2025;usb;-1;perdue;13/13/2024
        0042;;;;;;;31/12/2024
        """)
    #expect(
      reading.lines == [
        "2:1: licences.code: missing: a licence code is required",
        "2:14: licences.kind: 'usb' is not one of network, standalone",
        "2:18: licences.seats: -1 is less than 0",
        "2:21: licences.state: 'perdue' is not one of active, replaced, revoked",
        "2:28: licences.issued: '13/13/2024' is not a date", "3:6: licences.contract: missing: a value is required",
        "3:7: licences.product: missing: a value is required", "3:8: licences.release: missing: a value is required",
      ])
  }
}
