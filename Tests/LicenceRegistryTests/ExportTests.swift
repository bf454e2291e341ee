import Catalogue
import Foundation
import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// What an export writes makes an empty registry equal, whatever characters it holds.
@Suite struct ExportTests {
  private let bench: Bench

  init() throws {
    bench = try Bench()
  }

  /// Records that CSV, spreadsheets and JSON each have trouble with.
  private static let odd = #"""
    {
      customers: [
        { id: "=1+1", name: "'=cmd|' /C calc'!A0", domains: ["é.example", "c.example"] },
        { id: "C,;9", name: "Éléonore \"La\" ; Œuvre\nligne 2", country: "FR",
          contacts: [{ email: "+x@y.example", name: "@x" }, { email: "e{}|~@o.example", mayReceiveCodes: true, locale: "fr" }] },
        { id: "-x", name: "1,23E+11" }, { id: "1,5E+10", name: "''=x", contacts: [{ email: "a@b.example" }] },
        { id: "C\u20281", name: "\u0001 \u2028\t \u{65E5}" },
      ],
      products: [
        { id: "odd", vendor: "v", name: "Odd | \"p\"", aliases: ["a|b", "=x"],
          releases: [{ name: "2", updates: [{ name: "2.2" }, { name: "2.1" }] }, { name: "1", builds: ["=1"] }],
          advisories: [{ id: "O-1", affects: ["1"], title: { en: "x", fr: "é" } }] },
        { id: "odd2", vendor: "v", name: "Odd 2",
          releases: [{ name: "2", preview: true, released: "2030-01-01", updates: [{ name: "2.2", aliases: ["x;y"] }] },
                     { name: "1", internal: ["1.0"], endOfSupport: "2026-01-01" }],
          advisories: [{ id: "O-2", affects: ["1"], title: "é" }] },
      ],
      contracts: [
        { number: "01/02/2025", customer: "1,5E+10", programme: "p", starts: "2025-01-01", ends: "2026-12-31",
          status: "terminated", terminatedOn: "2025-06-01",
          entitlements: [{ product: "odd", releases: ["1", "2"], line: 4 }, { product: "odd", releases: "latest" },
                         { product: "odd2", releases: ["2"], seats: 0 }] },
        { number: "#N/A", customer: "C,;9", programme: "p", starts: "2025-01-01", ends: "2026-12-31" },
      ],
      licences: [
        { code: "12/05/2024", contract: "01/02/2025", product: "odd", release: "1" },
        { code: "=SUM(A1)", contract: "#N/A", product: "odd2", release: "2", kind: "network", seats: 3,
          state: "revoked", issued: "2025-01-02" },
        { code: "0042", contract: "01/02/2025", product: "odd", release: "1" },
        { code: "'=ABC", contract: "01/02/2025", product: "odd", release: "1" },
      ],
      publicMailDomains: ["mail.example"],
    }
    """#.replacingOccurrences(of: "\\u{65E5}", with: "日")

  /// Exports, imports that into an empty registry, and compares all records.
  private func expectRoundTrip(_ format: RegistryExport.Format, _ location: SourceLocation = #_sourceLocation) throws {
    let folder = bench.folder.file("export-\(format)")
    let result = try bench.registry.makeReader().export(format, to: folder)
    #expect(
      Set(result.files) == Set(try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }))
    let other = try Bench()
    let plan = try CatalogueImport(CatalogueFile.files(at: [folder]), into: other.registry)
    #expect(plan.plan.problems.map { $0.line(inFrench: false) } == [], sourceLocation: location)
    try plan.apply()
    var count = 0
    for kind in RecordKind.allCases {
      let records = try bench.records(kind)
      #expect(try other.records(kind) == records, "\(kind)", sourceLocation: location)
      count += records.count
    }
    #expect(result.records == count)
  }

  @Test(arguments: RegistryExport.Format.allCases)
  func `The repository's catalogues and customers`(_ format: RegistryExport.Format) throws {
    try Repository.importDemo(into: bench.registry).apply()
    try expectRoundTrip(format)
  }

  @Test(arguments: RegistryExport.Format.allCases)
  func `Odd characters, formulas, and codes that look like numbers`(_ format: RegistryExport.Format) throws {
    try bench.take(json5: Bench.base)
    try bench.take(json5: ExportTests.odd)
    try expectRoundTrip(format)
  }

  @Test(arguments: RegistryExport.Format.allCases)
  func `Sequences with gaps, and updates whose order is told`(_ format: RegistryExport.Format) throws {
    try bench.take(json5: Bench.base)
    try bench.take([
      ("a.csv", "product;name;sequence\r\nd;2030;90\r\nd;2028;70\r\n"),
      ("b.csv", "product;release;name;sequence\r\nd;2030;2030.2;9\r\nd;2030;2030.1;4\r\n"),
    ])
    try expectRoundTrip(format)
  }

  @Test func `The same records give the same bytes`() throws {
    try bench.take(json5: Bench.base)
    let folders = ["one", "two"].map { bench.folder.file($0) }
    for folder in folders { _ = try bench.registry.makeReader().export(.json5, to: folder) }
    for name in try FileManager.default.contentsOfDirectory(atPath: folders[0]) {
      #expect(
        FileManager.default.contents(atPath: "\(folders[0])/\(name)")
          == FileManager.default.contents(atPath: "\(folders[1])/\(name)"))
    }
    // An export over an export is as the first.
    _ = try bench.registry.makeReader().export(.json5, to: folders[0])
  }

  @Test func `Other catalogue files in the folder are not mixed in`() throws {
    try bench.take(json5: Bench.base)
    let folder = bench.folder.file("export")
    _ = try bench.registry.makeReader().export(.csv, to: folder)
    let before = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(throws: FileError.self) { try bench.registry.makeReader().export(.json5, to: folder) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == before)
  }

  @Test func `An empty registry is files that hold nothing`() throws {
    for format in RegistryExport.Format.allCases { try expectRoundTripOfNothing(format) }
  }

  private func expectRoundTripOfNothing(_ format: RegistryExport.Format) throws {
    let folder = bench.folder.file("empty-\(format)")
    let result = try bench.registry.makeReader().export(format, to: folder)
    #expect(result.records == 0)
    let other = try Bench()
    let plan = try CatalogueImport(CatalogueFile.files(at: [folder]), into: other.registry).plan
    #expect(plan.problemCount == 0)
    #expect(!plan.hasChanges)
  }
}
