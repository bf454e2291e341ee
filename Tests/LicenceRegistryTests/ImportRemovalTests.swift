import Catalogue
import Formats
import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// Records go by name or because files no longer name them; never so that another would dangle, and never too many.
@Suite struct ImportRemovalTests {
  private let bench: Bench

  init() throws {
    bench = try Bench()
    try bench.take(json5: Bench.base)
  }

  private func prune(_ csv: String, limit: Int = 100) throws -> CatalogueImport {
    let file = CatalogueFile(name: "a.csv", format: .csv, bytes: Array(csv.utf8))
    return try CatalogueImport([file], into: bench.registry, options: ImportOptions(removal: .unnamed(limit: limit)))
  }

  private func customers(_ numbers: ClosedRange<Int>) -> String {
    "id;name\r\nC-1;Martin\r\n" + numbers.map { "C-\($0);Customer \($0)\r\n" }.joined()
  }

  @Test func `Only what the files no longer name goes, with its parts`() throws {
    try bench.take(csv: customers(2...9))
    try bench.take(csv: "customer;email\r\nC-9;a@nine.example\r\n")
    let change = try prune(customers(2...8))
    #expect(change.plan.parts.map(\.kind) == [.customer, .contact])
    #expect(change.plan.parts.map(\.counts.removed) == [1, 1])
    #expect(change.plan.parts.first?.counts.unchanged == 8)
    try change.apply()
    #expect(try bench.records(.customer).count == 8)
    #expect(try bench.records(.contact).map(\.label) == ["a@martin.example"])
    #expect(try bench.records(.product).count == 1)
  }

  @Test(arguments: [(10, true), (19, true), (20, false), (100, false)])
  func `The guard refuses to remove more than so much`(_ limit: Int, _ isRefused: Bool) throws {
    try bench.take(csv: customers(2...10))
    let plan = try prune(customers(2...8), limit: limit).plan
    #expect(plan.obstacles.map(\.code) == (isRefused ? ["import.too_many_removed"] : []))
    if isRefused {
      #expect(plan.obstacles.first?.text.en == "2 of 10 customers would be removed, which is more than \(limit)%")
      #expect(plan.obstacles.first?.hint?.en.hasSuffix("--prune-more-than 20") == true)
    }
  }

  @Test func `What others name does not go`() throws {
    let plan = try prune("id;name\r\nC-2;Other\r\n").plan
    #expect(plan.obstacles.map(\.text.en) == ["contract GA-1 names the customer C-1, which would go"])
    #expect(!plan.isApplicable)
  }

  @Test(arguments: [
    (RecordName(.contract, ["ga-1"]), ["licence ••••7F3K names the contract GA-1, which would go"]),
    (
      RecordName(.product, ["D"]),
      [
        "entitlement GA-1 d 1 names the product d, which would go",
        "licence ••••7F3K names the release d 2025, which would go",
      ]
    ),
    (RecordName(.release, ["d", "2025"]), ["licence ••••7F3K names the release d 2025, which would go"]),
    (RecordName(.programme, ["p"]), ["contract GA-1 names the programme p, which would go"]),
    (RecordName(.vendor, ["V"]), ["product d names the vendor v, which would go"]),
    (RecordName(.licence, ["0421 7f3k"]), []), (RecordName(.contact, ["C-1", "A@martin.example"]), []),
    (RecordName(.release, ["d", "2026"]), []), (RecordName(.update, ["d", "2026", "2026.1"]), []),
    (RecordName(.advisory, ["a-1"]), []), (RecordName(.entitlement, ["GA-1", "d", "1"]), []),
  ])
  func `One record goes unless something names it`(_ name: RecordName, _ obstacles: [String]) throws {
    let before = try bench.dump()
    let change = try CatalogueImport(removing: [name], from: bench.registry)
    #expect(change.plan.obstacles.map(\.text.en).sorted() == obstacles.sorted())
    guard obstacles.isEmpty else { return }
    let record = try #require(try change.apply())
    #expect(throws: RecordMissing.self) { try CatalogueImport(removing: [name], from: bench.registry) }
    try CatalogueImport(undoing: record.id, in: bench.registry).apply()
    #expect(
      try bench.dump().filter { !$0.hasPrefix("registry_state") } == before.filter { !$0.hasPrefix("registry_state") })
  }

  @Test func `A listed release does not go`() throws {
    try bench.take(csv: "contract;product;releases;line\r\nGA-1;d;2025|2026;2\r\n")
    let plan = try CatalogueImport(removing: [RecordName(.release, ["d", "2026"])], from: bench.registry).plan
    #expect(plan.obstacles.map(\.text.en) == ["entitlement GA-1 d 2 names the release d 2026, which would go"])
  }

  @Test func `A contract goes with its entitlements once its licences are gone`() throws {
    try CatalogueImport(
      removing: [RecordName(.licence, ["04217F3K"]), RecordName(.contract, ["GA-1"])], from: bench.registry
    ).apply()
    #expect(try bench.records(.contract).isEmpty)
    #expect(try bench.records(.entitlement).isEmpty)
  }

  @Test func `A record is replaced whole`() throws {
    let text = """
      { contracts: [{ number: "GA-1", customer: "C-1", programme: "p", starts: "2025-01-01", ends: "2026-12-31",
        entitlements: [{ product: "d", releases: ["2025"], line: 2 }] }] }
      """
    let file = CatalogueFile(name: "body", format: .json5, bytes: Array(text.utf8))
    try CatalogueImport([file], into: bench.registry, options: ImportOptions(removal: .unnamedParts)).apply()
    #expect(try bench.records(.entitlement).map(\.label) == ["ga-1 d 2"])
    #expect(try bench.records(.contact).count == 1)
  }
}
