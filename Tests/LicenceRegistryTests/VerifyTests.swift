import Foundation
import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// `verify`: whatever is changed past the registry is found.
@Suite struct VerifyTests {
  /// A registry with a history: added, changed, removed, taken back, added again.
  private static func history() throws -> Bench {
    let bench = try Bench()
    try bench.take(json5: Bench.base)
    try bench.take([
      (
        "customers.csv",
        "id;name;domains\r\nC-1;Martin;m.example\r\nC-2;Durand & A;\r\nc-3;Noël;n.example|o.example\r\n"
      ),
      ("contacts.csv", "customer;email;name;mayReceiveCodes\r\nC-1;a@m.example;Anne;oui\r\nC-2;b@d.example;;non\r\n"),
      (
        "contracts.csv",
        "number;customer;programme;starts;ends\r\nG-1;C-1;p;2025-03-01;2026-02-28\r\nG-2;C-2;p;2025-03-01;2026-02-28\r\n"
      ),
      (
        "entitlements.csv",
        "contract;product;releases;line\r\nG-1;d;latest;2\r\nG-1;d;2025;10\r\nG-1;d;2026;1\r\nG-2;d;latest;1\r\n"
      ),
      ("licences.csv", "code;contract;product;release\r\nAB-1;G-1;d;2025\r\nAB-2;G-1;d;2025\r\nAB-10;G-2;d;2026\r\n"),
    ])
    try bench.take(csv: "id;name\r\nC-1;Martin et Fils\r\nC-9;Neuf\r\n")
    try bench.take(csv: "code;contract;product;release;state\r\nAB-1;G-1;d;2025;revoked\r\nAB-3;G-1;d;2025;active\r\n")
    let records = try bench.registry.makeReader().imports()
    try CatalogueImport(undoing: records[0].id, in: bench.registry).apply()
    try CatalogueImport(removing: [RecordName(.customer, ["C-9"])], from: bench.registry).apply()
    try bench.take(csv: "id;name\r\nC-9;Wieder da\r\n")
    return bench
  }

  @Test func `A history of all kinds of change is sound`() throws {
    let bench = try Self.history()
    let report = try bench.registry.verify()
    #expect(report.isSound, "\(report)")
    #expect(report.imports.count == 7)
  }

  @Test func `The demo's whole import, taken back and made again, is sound`() throws {
    let bench = try Bench()
    let files = try CatalogueFile.files(at: [Repository.path("catalogs"), Repository.path("fixtures/demo")])
    for _ in 0..<2 {
      let record = try #require(try CatalogueImport(files, into: bench.registry).apply())
      try CatalogueImport(undoing: record.id, in: bench.registry).apply()
    }
    let report = try bench.registry.verify()
    #expect(report.isSound && report.imports.count == 4, "\(report)")
  }

  static let meddling: [(sql: String, fault: String)] = [
    ("UPDATE licences SET seats = 99 WHERE key = 'AB10'", "changed"),
    ("UPDATE customers SET name = 'X' WHERE key = 'c-9'", "changed"),
    ("UPDATE customers SET name = 'X' WHERE key = 'c-1'", "changed"),
    ("DELETE FROM licences WHERE key = 'AB2'", "changed"),
    ("UPDATE contacts SET mayReceiveCodes = 1 WHERE key = 'b@d.example'", "changed"),
    ("UPDATE entitlements SET releases = 'latest' WHERE line = 10", "changed"),
    ("UPDATE import_changes SET before = json_replace(before, '$.name', 'Y') WHERE kind = 'customers'", "changed"),
    ("DELETE FROM import_changes WHERE kind = 'licences'", "changed"),
    ("DELETE FROM import_additions WHERE kind = 'licences'", "changed"),
    ("UPDATE imports SET digest = replace(digest, substr(digest, 1, 1), 'x') WHERE number = 3", "unrecorded"),
    ("DELETE FROM imports WHERE number = 7; DELETE FROM import_additions WHERE \"import\" = 7", "missing"),
  ]

  @Test(arguments: meddling) func `What is changed past the registry is found`(_ sql: String, _ fault: String) throws {
    let bench = try Self.history()
    try bench.registry.file.connect(.write).execute(sql)
    let report = try bench.registry.verify()
    #expect(!report.isSound)
    #expect(report.chain.broken == nil && report.faults.isEmpty)
    #expect(report.imports.faults.contains { $0.reason.rawValue == fault }, "\(report.imports)")
  }

  @Test func `Where a person was erased, what can't be compared is said, and the rest is still compared`() throws {
    let bench = try Self.history()
    _ = try bench.registry.eraseContact(
      email: "a@m.example", actor: "cli:test", now: UTCInstant(seconds: 1_772_190_000))
    let report = try bench.registry.verify()
    #expect(report.isSound, "\(report)")
    #expect(report.imports.erased == 1 && report.imports.count == 6)
    try bench.registry.file.connect(.write).execute("UPDATE customers SET name = 'X' WHERE key = 'c-9'")
    #expect(try !bench.registry.verify().isSound)
  }
}
