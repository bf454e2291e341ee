import Catalogue
import Formats
import LicenceRegistry
import Licensing
import SQLiteStore
import Testing

/// A CSV file without a column leaves the registry's values; a JSON5 record is the whole record.
@Suite struct PartialImportTests {
  private let bench: Bench

  init() throws {
    bench = try Bench()
    try bench.take(json5: Bench.base)
    try bench.take(csv: "id;name;country;locale;domains\r\nC-1;Martin;FR;fr;martin.example\r\n")
    try bench.take(
      csv: """
        number;customer;programme;starts;ends;status;terminatedOn
        GA-2;C-1;p;2025-01-01;2025-12-31;terminated;2025-06-01
        GA-3;C-1;p;2025-01-01;2025-12-31;suspended;
        """)
    try bench.take(
      csv: "code;contract;product;release;kind;seats;state;issued\r\n1;GA-1;d;2025;network;5;revoked;2024-06-20\r\n")
  }

  private func record(_ kind: RecordKind, _ key: String) throws -> Record {
    try #require(try bench.records(kind).first { $0["key"] == .text(key) })
  }

  @Test func `Missing columns keep what the registry has`() throws {
    try bench.take([
      ("a.csv", "id;name\r\nC-1;Martin & fils\r\nC-2;Dupont\r\n"),
      (
        "b.csv",
        "number;customer;programme;starts;ends\r\nGA-2;C-1;p;2025-02-01;2025-12-31\r\nGA-4;C-2;p;2025-01-01;2025-12-31\r\n"
      ),
      ("c.csv", "code;contract;product;release\r\n1;GA-1;d;2026\r\n"),
    ])
    #expect(
      try record(.customer, "c-1").values.dropFirst(2) == [
        .text("Martin & fils"), .text("FR"), .text("fr"), .text(#"["martin.example"]"#),
      ])
    #expect(try record(.customer, "c-2")["country"] == .none)
    #expect(
      try record(.contract, "ga-2").values.suffix(4) == [
        .text("2025-02-01"), .text("2025-12-31"), .text("terminated"), .text("2025-06-01"),
      ])
    #expect(try record(.contract, "ga-4")["status"] == .text("active"))
    #expect(
      try record(.licence, "1").values.suffix(5) == [
        .text("2026"), .text("network"), .integer(5), .text("revoked"), .text("2024-06-20"),
      ])
  }

  @Test func `An empty cell of a column that is there empties the field`() throws {
    try bench.take(csv: "id;name;country;domains\r\nC-1;Martin;;\r\n")
    #expect(try record(.customer, "c-1")["country"] == .none)
    #expect(try record(.customer, "c-1")["domains"] == .text("[]"))
    #expect(try record(.customer, "c-1")["locale"] == .text("fr"))
  }

  @Test func `A JSON5 record is the whole record`() throws {
    try bench.take(json5: "{ customers: [{ id: 'C-1', name: 'Martin' }] }")
    #expect(try record(.customer, "c-1").values.dropFirst(3) == [.none, .none, .text("[]")])
    // What hangs on it and is not named stays.
    #expect(try bench.records(.contact).count == 1)
  }

  @Test(arguments: [
    // The registry has GA-2 terminated on 2025-06-01, and GA-3 suspended.
    (
      "status", "GA-2;C-1;p;2025-01-01;2025-12-31;active",
      "a.csv:2:1: contracts.terminatedOn: a contract that is not terminated can't have a day of termination"
    ),
    (
      "status", "GA-3;C-1;p;2025-01-01;2025-12-31;terminated",
      "a.csv:2:1: contracts.terminatedOn: a terminated contract needs the day of its termination"
    ),
    (
      "terminatedOn", "GA-2;C-1;p;2025-01-01;2025-12-31;",
      "a.csv:2:38: contracts.terminatedOn: a terminated contract needs the day of its termination"
    ),
    (
      "terminatedOn", "GA-3;C-1;p;2025-01-01;2025-12-31;2025-06-01",
      "a.csv:2:34: contracts.terminatedOn: a contract that is not terminated can't have a day of termination"
    ),
    (
      "terminatedOn", "GA-9;C-1;p;2025-01-01;2025-12-31;2025-06-01",
      "a.csv:2:34: contracts.terminatedOn: a contract that is not terminated can't have a day of termination"
    ),
  ])
  func `A status and a day that do not go together are refused, wherever each comes from`(
    _ column: String, _ row: String, _ problem: String
  ) throws {
    let problems = try bench.problems([("a.csv", "number;customer;programme;starts;ends;\(column)\r\n\(row)\r\n")])
    // The column of what the registry has is nowhere in the file, so the row's place does.
    #expect(problems.count == 1)
    #expect(problems.first?.hasSuffix(String(problem.drop { $0 != " " })) == true)
    #expect(problems.first?.hasPrefix("a.csv:2:") == true)
  }

  @Test(arguments: [
    ("status", "GA-2;C-1;p;2025-01-01;2025-12-31;terminated"),
    ("terminatedOn", "GA-2;C-1;p;2025-01-01;2025-12-31;2025-07-01"),
    ("status", "GA-3;C-1;p;2025-01-01;2025-12-31;active"), ("terminatedOn", "GA-3;C-1;p;2025-01-01;2025-12-31;"),
    ("terminatedOn", "GA-9;C-1;p;2025-01-01;2025-12-31;"), ("status", "GA-9;C-1;p;2025-01-01;2025-12-31;suspended"),
  ])
  func `A status and a day that go together with the registry's are taken`(_ column: String, _ row: String) throws {
    #expect(try bench.problems([("a.csv", "number;customer;programme;starts;ends;\(column)\r\n\(row)\r\n")]) == [])
  }

  @Test func `The day of termination that the registry has is not before a new start`() throws {
    let problems = try bench.problems([
      ("a.csv", "number;customer;programme;starts;ends\r\nGA-2;C-1;p;2025-07-01;2025-12-31\r\n")
    ])
    #expect(
      problems == [
        "a.csv:2:12: contracts.terminatedOn: terminated on 2025-06-01, before it starts on 2025-07-01"
      ])
  }

  @Test func `A file of releases puts a new one where its number says`() throws {
    try bench.take(csv: "product;name;sequence;released\r\nd;2027;3;2026-06-01\r\n")
    #expect(try bench.records(.release).map { $0["sequence"] } == [.integer(1), .integer(2), .integer(3)])
    let names = try #require(try bench.registry.makeReader().catalogue().product(id: "d")).product.releases.map(\.name)
    #expect(names == ["2027", "2026", "2025"])
  }

  @Test func `A list that gets a newest release changes it alone`() throws {
    let plan = try bench.plan(
      json5: """
        { products: [{ id: "d", vendor: "v", name: "Design", aliases: ["Ds"],
          releases: [{ name: "2027" }, { name: "2026", released: "2025-05-20" }, { name: "2025" }] }] }
        """
    ).plan
    let releases = try #require(plan.parts.first { $0.kind == .release })
    #expect(releases.changes.map(\.label) == ["d 2027"])
    #expect(releases.counts.unchanged == 2)
  }

  @Test(arguments: [("3", ["3", "2", "1"]), ("1", ["2", "1", "3"])])
  func `A list and a file of releases of a new product go together`(_ sequence: String, _ order: [String]) throws {
    let files = [
      ("a.json5", "{ products: [{ id: 'e', vendor: 'v', name: 'E', releases: [{ name: '2' }, { name: '1' }] }] }"),
      ("b.csv", "product;name;sequence\r\ne;3;\(sequence)\r\n"),
    ]
    for _ in 0..<2 {
      try bench.take(files)
      let product = try #require(try bench.registry.makeReader().catalogue().product(id: "e")).product
      #expect(product.releases.map(\.name) == order)
    }
  }

  /// A product with releases and updates, newest first; every name is told in the order of the registry.
  private func product(_ releases: String) -> String {
    "{ products: [{ id: 'e', vendor: 'v', name: 'E', releases: [\(releases)] }] }"
  }

  private func names() throws -> [String] {
    try #require(try bench.registry.makeReader().catalogue().product(id: "e")).product.releases.map(\.name)
  }

  @Test(arguments: [
    (
      "{ name: '2026', released: '2025-05-20' }, { name: '2025' }", "{ name: '2027', released: '2026-05-20' }",
      "2027 2026 2025"
    ),
    ("{ name: '3' }, { name: '2' }", "{ name: '4' }, { name: '3' }", "4 3 2"),
    ("{ name: '3' }, { name: '2' }", "{ name: '2' }, { name: '1' }", "3 2 1"),
    ("{ name: '3' }, { name: '2' }", "{ name: '4', sequence: 9 }", "4 3 2"),
  ])
  func `A list without the others puts a new release where it belongs`(
    _ first: String, _ second: String, _ expected: String
  ) throws {
    try bench.take(json5: product(first))
    try bench.take(json5: product(second))
    #expect(try names().joined(separator: " ") == expected)
  }

  @Test(arguments: [
    ("{ name: '2026' }, { name: '2025' }, { name: '2024' }", "{ name: '2028' }, { name: '2027' }", "2027", "2026"),
    ("{ name: '2026' }", "{ name: '2025' }", "2025", "2026"),
    ("{ name: '2026' }, { name: '2025' }, { name: '2024' }", "{ name: '2026' }, { name: '2023' }", "2023", "2025"),
    ("{ name: '3' }, { name: '2' }, { name: '1' }", "{ name: '1' }, { name: '4' }", "", ""),
    // Another order than the registry's, of some.
    ("{ name: '3' }, { name: '2' }, { name: '1' }", "{ name: '1' }, { name: '3' }", "1", "2"),
  ])
  func `A release whose place nothing tells is refused`(
    _ first: String, _ second: String, _ name: String, _ other: String
  ) throws {
    try bench.take(json5: product(first))
    let problems = try bench.plan(json5: product(second)).plan.problems
    #expect(problems.map(\.code) == (name.isEmpty ? [] : ["record.undetermined_order"]))
    if !name.isEmpty {
      #expect(
        problems.first?.text.en
          == "nothing tells whether \(name) comes before or after \(other), which the file does not list")
    }
  }

  @Test func `Two lists of a new product are one order by their days`() throws {
    let files = [
      ("a.json5", product("{ name: '2', released: '2025-01-01' }, { name: '1', released: '2024-01-01' }")),
      (
        "b.json5",
        "{ products: [{ id: 'e', vendor: 'v', name: 'E', releases: [{ name: '3', released: '2026-01-01' }] }] }"
      ),
    ]
    // One product in two files is told; its releases go together all the same.
    let releases = try bench.plan(files).plan.problems.filter { $0.field?.hasPrefix("releases") == true }
    #expect(releases.isEmpty)
  }

  @Test func `An update that nothing is told of is newer than those that are there`() throws {
    try bench.take(json5: product("{ name: '1', updates: [{ name: '1.1' }, { name: '1.0.1' }] }"))
    try bench.take(json5: product("{ name: '1', updates: [{ name: '1.2' }] }"))
    let release = try #require(try bench.registry.makeReader().catalogue().product(id: "e")).product.releases.first
    #expect(release?.updates.map(\.name) == ["1.2", "1.1", "1.0.1"])
  }
}
