import Catalogue
import Formats
import Foundation
import LicenceRegistry
import Licensing
import Testing

/// Products of endoflife.date: every example is imported, and the registry says what the example says.
@Suite struct EndOfLifeTests {
  private static let folder = Repository.path("fixtures/endoflife")

  private static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.sorted()
  }

  private func take(_ bench: Bench, _ text: String) throws -> ImportPlan {
    let change = try CatalogueImport(
      [CatalogueFile(name: "a.json", format: .endOfLife, bytes: Array(text.utf8))], into: bench.registry)
    if change.plan.isApplicable { try change.apply() }
    return change.plan
  }

  @Test func `All examples together, twice`() throws {
    let bench = try Bench()
    let files = try CatalogueFile.files(at: [Self.folder], as: .endOfLife)
    #expect(files.count == 23)
    let first = try CatalogueImport(files, into: bench.registry)
    #expect(first.plan.problems.map { $0.line(inFrench: false) } == [])
    try first.apply()
    #expect(!(try CatalogueImport(files, into: bench.registry).plan.hasChanges))

    try expectFacts(of: bench)
  }

  @Test(arguments: [RegistryExport.Format.json5, .csv])
  func `What is exported of the examples says the same`(_ format: RegistryExport.Format) throws {
    let (bench, other) = (try Bench(), try Bench())
    try CatalogueImport(CatalogueFile.files(at: [Self.folder], as: .endOfLife), into: bench.registry).apply()
    let folder = bench.folder.file("export")
    _ = try bench.registry.makeReader().export(format, to: folder)
    try CatalogueImport(CatalogueFile.files(at: [folder]), into: other.registry).apply()
    try expectFacts(of: other)
  }

  /// Expects a registry to say of every example what the example says.
  private func expectFacts(of bench: Bench) throws {
    let catalogue = try bench.registry.makeReader().catalogue()
    for name in try Self.names() {
      let bytes = try Data(contentsOf: URL(filePath: "\(Self.folder)/\(name)"))
      let source = try StrictJSON.parse(Array(bytes))
      let id = try #require(source["name"]?.string)
      let product = try #require(catalogue.product(id: id)?.product)
      #expect(product.vendor == id)
      #expect(product.name == source["label"]?.string)
      #expect(product.aliases == source["aliases"]?.array?.compactMap(\.string))
      let cycles = try #require(source["releases"]?.array)
      // The order of the file is the order of the releases, newest first.
      #expect(product.releases.map(\.name) == cycles.map { $0["name"]?.string })
      for (release, cycle) in zip(product.releases, cycles) {
        #expect(release.released?.description == cycle["releaseDate"]?.string)
        #expect(release.endOfSupport?.description == cycle["eolFrom"]?.string)
        let latest = cycle["latest"].flatMap { $0["name"]?.string == release.name ? nil : $0 }
        #expect(release.updates.map(\.name) == [latest?["name"]?.string].compactMap(\.self))
        #expect(release.updates.first?.released?.description == latest?["date"]?.string)
        if let codename = cycle["codename"]?.string { #expect(release.aliases.contains(codename)) }
      }
    }
  }

  @Test func `The API's answer wraps a product, or a list of them`() throws {
    let product = { (id: String) in #"{ "name": "\#(id)", "label": "Tool", "releases": [{ "name": "1", "new": [1] }] }"#
    }
    let bench = try Bench()
    let one = try take(bench, #"{ "schema_version": "1.2", "result": \#(product("a")), "generated_at": "x" }"#)
    #expect(one.problems.isEmpty)
    #expect(try take(bench, #"{ "total": 2, "result": [\#(product("b")), \#(product("c"))] }"#).problems.isEmpty)
    #expect(try bench.records(.product).map(\.label) == ["a", "b", "c"])
    #expect(try bench.records(.release).count == 3)
  }

  @Test func `A product that is there keeps its vendor, and updates keep the order in which they came`() throws {
    let bench = try Bench()
    func latest(_ name: String) -> String {
      #"{ "name": "tool", "label": "Tool", "releases": [{ "name": "1", "latest": { "name": "\#(name)", "date": "2026-01-01" } }] }"#
    }
    _ = try take(bench, latest("1.9"))
    try bench.take(
      json5: """
        { vendors: [{ id: 'maker', name: 'Maker', escalation: { team: 'Makers', outcome: 'O' } }],
          products: [{ id: 'tool', vendor: 'maker', name: 'Tool' }] }
        """)
    _ = try take(bench, latest("1.10"))
    let product = try #require(try bench.registry.makeReader().catalogue().product(id: "tool")?.product)
    #expect(product.vendor == "maker")
    #expect(product.releases.first?.updates.map(\.name) == ["1.10", "1.9"])
    #expect(try bench.records(.vendor).map(\.label) == ["maker", "tool"])
  }
}
