import Catalogue
import Formats
import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// Imports are kept, shown and taken back.
@Suite struct ImportHistoryTests {
  private let bench: Bench
  private let reader: RegistryReader

  init() throws {
    bench = try Bench()
    try bench.take(json5: Bench.base)
    reader = try bench.registry.makeReader()
  }

  private func applied(_ change: CatalogueImport) throws -> ImportRecord { try #require(try change.apply()) }

  private func changes(_ id: String) throws -> [String] {
    var lines: [String] = []
    try bench.registry.forEachChange(ofImport: id) { change in
      let sign = change.old == nil ? "+" : change.new == nil ? "-" : "~"
      let fields = change.changedFields.map { "\($0) \(change.old?[$0] ?? .none)→\(change.new?[$0] ?? .none)" }
      lines.append("\(sign) \(change.kind.rawValue) \(change.label) " + fields.joined(separator: ","))
      return true
    }
    return lines
  }

  private func undo(_ id: String, skipping: Bool = false) throws -> CatalogueImport {
    try CatalogueImport(undoing: id, in: bench.registry, skippingChanged: skipping)
  }

  @Test func `An import is kept with its files, its actor and its time`() throws {
    let change = try bench.plan(csv: "id;name\r\nC-1;Other\r\nC-2;New\r\n")
    let record = try #require(try change.apply(at: UTCInstant(seconds: 1_772_200_800), actor: "cli:anna"))
    #expect(record.id.hasPrefix("imp_"))
    #expect(record.appliedAt == "2026-02-27T14:00:00Z")
    #expect(record.actor == "cli:anna")
    #expect(record.files.map(\.name) == ["a.csv"])
    #expect(record.files.first?.bytes == 29)
    #expect(record.files.first?.digest.count == 64)
    #expect(record.parts.map { "\($0.kind.rawValue) \($0.added) \($0.changed) \($0.removed)" } == ["customers 1 1 0"])
    #expect(try reader.imports().map(\.id).first == record.id)
    #expect(try reader.imports().count == 2)
    #expect(try reader.importRecord(id: record.id) == record)
    #expect(try reader.imports(before: record.id).count == 1)
    let event = try #require(try bench.registry.file.connect(.read).events(after: 1, limit: 10).first)
    #expect(event.action == "import.applied")
    #expect(event.subject == "imports/\(record.id)")
    #expect(event.actor == "cli:anna")
    #expect(event.details?.contains(record.digest) == true)
    #expect(try changes(record.id) == ["~ customers C-1 name Martin→Other", "+ customers C-2 "])
  }

  @Test func `What an import did is told as it was, whatever came later`() throws {
    let first = try applied(try bench.plan(csv: "id;name\r\nC-1;Second\r\nC-2;New\r\n"))
    let later = try applied(try bench.plan(csv: "id;name\r\nC-1;Third\r\nC-2;Newer\r\n"))
    try CatalogueImport(removing: [RecordName(.customer, ["c-2"])], from: bench.registry).apply()
    #expect(try changes(first.id) == ["~ customers C-1 name Martin→Second", "+ customers C-2 "])
    #expect(try changes(later.id) == ["~ customers C-1 name Second→Third", "~ customers C-2 name New→Newer"])
  }

  @Test func `Nothing to do is not kept`() throws {
    #expect(try bench.plan(json5: Bench.base).apply() == nil)
    #expect(try reader.imports().count == 1)
  }

  @Test func `An undo puts everything back, and can be undone`() throws {
    let before = try bench.dump()
    let change = try bench.plan(
      json5: """
        { customers: [{ id: "C-1", name: "Other", domains: ["x.example"] }, { id: "C-2", name: "Two",
            contacts: [{ email: "b@two.example" }] }],
          contracts: [{ number: "GA-1", customer: "C-2", programme: "p", starts: "2025-01-01", ends: "2027-12-31" }] }
        """)
    let first = try applied(change)
    let after = try bench.dump()
    #expect(after != before)
    let back = try applied(try undo(first.id))
    #expect(back.undoes == first.id)
    #expect(try bench.dump() == before)
    let forth = try applied(try undo(back.id))
    #expect(try bench.dump() == after)
    // Undone and done again, it stands as it did and can be undone again.
    try undo(first.id).apply()
    #expect(try bench.dump() == before)
    #expect(forth.undoes == back.id)
  }

  @Test func `Undoing everything leaves an empty registry`() throws {
    let other = try Bench()
    let empty = try other.dump()
    try Repository.importDemo(into: other.registry).apply()
    let id = try #require(try other.registry.makeReader().imports().first?.id)
    try CatalogueImport(undoing: id, in: other.registry).apply()
    #expect(
      try other.dump().filter { !$0.hasPrefix("registry_state") } == empty.filter { !$0.hasPrefix("registry_state") })
  }

  @Test func `Later changes stand in the way, by name, and nothing is reversed`() throws {
    let first = try applied(try bench.plan(csv: "id;name\r\nC-1;Second\r\nC-2;New\r\nC-3;Newer\r\n"))
    let later = try applied(try bench.plan(csv: "id;name\r\nC-2;Changed\r\n"))
    let before = try bench.dump()
    let plan = try undo(first.id)
    #expect(plan.plan.obstacles.map(\.text.en) == ["customer C-2 was changed later, by \(later.id)"])
    #expect(plan.plan.obstacles.map(\.code) == ["import.changed_later"])
    #expect(throws: ImportRefused.self) { try plan.apply() }
    #expect(try bench.dump() == before)

    let skipping = try undo(first.id, skipping: true)
    #expect(skipping.plan.skipped == 1)
    try skipping.apply()
    #expect(try bench.records(.customer).map { $0["name"].description } == ["Martin", "Changed"])
  }

  @Test func `A later change that was taken back stands in nobody's way`() throws {
    let first = try applied(try bench.plan(csv: "id;name\r\nC-2;New\r\n"))
    let later = try applied(try bench.plan(csv: "id;name\r\nC-2;Changed\r\n"))
    try undo(later.id).apply()
    try undo(first.id).apply()
    #expect(try bench.records(.customer).count == 1)
  }

  @Test func `What came later and names a record that would go stands in the way`() throws {
    let first = try applied(try bench.plan(csv: "id;name\r\nC-2;New\r\nC-3;Other\r\n"))
    try bench.take(csv: "number;customer;programme;starts;ends\r\nGA-2;C-2;p;2025-01-01;2025-12-31\r\n")
    let plan = try undo(first.id).plan
    #expect(plan.obstacles.map(\.text.en) == ["contract GA-2 names the customer C-2, which would go"])
    try undo(first.id, skipping: true).apply()
    #expect(try bench.records(.customer).map(\.label) == ["C-1", "C-2"])
  }

  @Test func `An import that is not there is said to be missing`() throws {
    #expect(throws: ImportMissing.self) { try undo("imp_404") }
    #expect(throws: ImportMissing.self) { try bench.registry.forEachChange(ofImport: "imp_404") { _ in true } }
  }

  @Test func `A plan is not applied to another state of the registry`() throws {
    let change = try bench.plan(csv: "id;name\r\nC-2;New\r\n")
    try bench.take(csv: "id;name\r\nC-3;Newer\r\n")
    #expect(throws: ImportOutdated.self) { try change.apply() }
    #expect(try bench.records(.customer).count == 2)
  }

  @Test func `Since when a contact is as it is`() throws {
    let times = [1_772_200_800, 1_772_300_000, 1_772_400_000].map { UTCInstant(seconds: $0) }
    let rows = ["a@c.example;A", "a@c.example;B", "a@c.example;B"]
    for (time, row) in zip(times, rows) {
      try bench.plan(csv: "customer;email;name\r\nC-1;\(row)\r\n").apply(at: time, actor: "test")
    }
    #expect(try reader.contactSince(email: "A@C.example ", customer: "c-1") == times[1])
    #expect(try reader.contactSince(email: "nobody@c.example", customer: "C-1") == nil)
    try CatalogueImport(removing: [RecordName(.contact, ["C-1", "a@c.example"])], from: bench.registry).apply()
    #expect(try reader.contactSince(email: "a@c.example", customer: "C-1") == nil)
  }
}
