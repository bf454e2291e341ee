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

  @Test(arguments: [
    ("INSERT INTO publicMailDomains VALUES ('evil.example')", "publicMailDomains/evil.example"),
    ("INSERT INTO customers VALUES ('c-x', 'C-X', 'Fremd', NULL, NULL, '[]')", "customers/C-X"),
    (
      "INSERT INTO licences SELECT 'SECRET9', 'SE-CRET9', contract, product, release, kind, seats, state, issued "
        + "FROM licences WHERE key = 'AB10'", "licences/••••RET9"
    ),
    (
      "INSERT INTO entitlements SELECT contract, product, 77, releases, seats FROM entitlements LIMIT 1",
      "entitlements/"
    ),
    ("INSERT INTO updates SELECT product, name, 'x', 1, NULL, '[]', '[]', NULL FROM releases LIMIT 1", "updates/"),
  ])
  func `A record that no import made is found`(_ sql: String, _ name: String) throws {
    let bench = try Self.history()
    try bench.registry.file.connect(.write).execute(sql)
    let faults = try bench.registry.verify().imports.faults
    #expect(faults.count == 1 && faults[0].reason == .stray && faults[0].id.hasPrefix(name), "\(faults)")
  }

  @Test(arguments: [
    ("INSERT INTO customer_domain VALUES ('evil.example', 'c-1')", "customer_domain", 0, 1),
    ("UPDATE customer_domain SET domain = 'evil.example' WHERE customer = 'c-1'", "customer_domain", 1, 1),
    ("DELETE FROM customer_domain WHERE domain = 'n.example'", "customer_domain", 1, 0),
    (
      "UPDATE search_entries SET record = 'c-2' WHERE record = 'c-1' AND field = 'name' AND part = ''",
      "search_entries", 1, 1
    ),
    ("INSERT INTO search_entries VALUES (9999, 'customer', 'c-1', '', 'name', 'durand')", "search_entries", 0, 1),
    (
      "INSERT INTO search_entries SELECT 9999, kind, record, part, field, text FROM search_entries LIMIT 1",
      "search_entries", 1, 1
    ),
    ("INSERT INTO search_entries VALUES (9999, 'else', 'c-1', '', 'name', 'durand')", "search_entries", 0, 1),
    ("DELETE FROM search_words WHERE word = 'durand'", "search_words", 1, 0),
    ("DELETE FROM search_grams_docsize WHERE id = (SELECT min(id) FROM search_entries)", "search_grams", 1, 0),
  ])
  func `What records are found by is compared with them`(_ sql: String, _ table: String, _ missing: Int, _ surplus: Int)
    throws
  {
    let bench = try Self.history()
    #expect(try bench.registry.verify().lookups.isEmpty)
    try bench.registry.file.connect(.write).execute(sql)
    let report = try bench.registry.verify()
    #expect(!report.isSound)
    let fault = report.lookups.first { $0.table == table }
    #expect(fault?.missing == missing && fault?.surplus == surplus, "\(report.lookups)")
  }

  @Test func `A damaged index of what is searched is found`() throws {
    let bench = try Self.history()
    try bench.registry.file.connect(.write).execute("DELETE FROM search_grams_data WHERE id > 10")
    let report = try bench.registry.verify()
    #expect(!report.isSound && report.faults.count == 1 && report.faults[0].hasPrefix("search_grams: "), "\(report)")
    #expect(throws: BackupError.self) { try bench.registry.backUp(to: bench.folder.file("b.sqlite")) }
  }

  @Test(arguments: [
    "UPDATE customers SET name = 'X' WHERE key = 'c-9'", "UPDATE licences SET seats = 99 WHERE key = 'AB10'",
    "UPDATE contacts SET mayReceiveCodes = 1", "DELETE FROM contacts", "UPDATE contracts SET ends = '2035-01-01'",
    "UPDATE import_changes SET before = json_set(before, '$.name', 'X') WHERE kind = 'customers'",
    "UPDATE imports SET actor = 'cli:else' WHERE number = 2",
    "UPDATE imports SET counts = '{}' WHERE number = 2", "UPDATE imports SET counts = 'x' WHERE number = 2",
  ])
  func `Where a person was erased, all is still compared`(_ sql: String) throws {
    let bench = try Self.history()
    for (email, second) in [("a@m.example", 0), ("b@d.example", 1)] as [(String, Int64)] {
      _ = try bench.registry.eraseContact(
        email: email, actor: "cli:test", now: UTCInstant(seconds: 1_772_190_000 + second))
      let report = try bench.registry.verify()
      #expect(report.isSound && report.imports.erased == 0 && report.imports.count == 7, "\(report)")
    }
    try bench.registry.file.connect(.write).execute(sql)
    #expect(try !bench.registry.verify().isSound)
  }

  @Test func `What was changed before an erasure is not made right by it`() throws {
    let bench = try Self.history()
    try bench.registry.file.connect(.write).execute("UPDATE licences SET seats = 99 WHERE key = 'AB10'")
    let report = try bench.registry.eraseContact(
      email: "a@m.example", actor: "cli:test", now: UTCInstant(seconds: 1_772_190_000))
    #expect(report.imports.isEmpty)
    let verified = try bench.registry.verify()
    #expect(verified.imports.faults.map(\.reason) == [.changed] && verified.imports.count == 6)
  }
}
