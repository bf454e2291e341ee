import Catalogue
import Foundation
import Formats
import LicenceRegistry
import Licensing
import SQLiteStore
import Testing

/// The repository's own catalogues and demo customers, imported.
@Suite struct DemoImportTests {
  private let bench: Bench

  init() throws {
    bench = try Bench()
  }

  /// How many elements the JSON5 files have at a path of keys.
  private func count(_ keys: [String], in files: [String]) throws -> Int {
    try files.reduce(0) { total, path in
      let root = try JSON5.parse([UInt8](Data(contentsOf: URL(filePath: path))))
      return total
        + keys.reduce([root]) { nodes, key in nodes.flatMap { $0[key]?.array ?? [] } }.count
    }
  }

  /// How many rows a demo CSV file has besides its header.
  private func rows(_ name: String) throws -> Int {
    let bytes = try Data(contentsOf: URL(filePath: Repository.path("fixtures/demo/\(name)")))
    return bytes.count { $0 == 0x0A } - 1
  }

  @Test func `Everything in the files is in the registry, and nothing else`() throws {
    let files = try CatalogueFile.files(at: [Repository.path("catalogs"), Repository.path("fixtures/demo")])
    let json = files.filter { $0.format == .json5 }.map(\.name)
    let plan = try CatalogueImport(files, into: bench.registry)
    #expect(plan.plan.problems.map { $0.line(inFrench: false) } == [])
    #expect(plan.plan.parts.allSatisfy { $0.counts.changed + $0.counts.unchanged == 0 })
    try plan.apply()

    let reader = try bench.registry.makeReader()
    let expected: [(RecordKind, Int)] = [
      (.vendor, try count(["vendors"], in: json)), (.programme, try count(["programmes"], in: json)),
      (.product, try count(["products"], in: json)), (.release, try count(["products", "releases"], in: json)),
      (.update, try count(["products", "releases", "updates"], in: json)),
      (.advisory, try count(["products", "advisories"], in: json)),
      (.customer, try rows("clients.csv") + count(["customers"], in: json)),
      (.contact, try rows("contacts.csv") + count(["customers", "contacts"], in: json)),
      (.contract, try rows("contrats.csv") + count(["contracts"], in: json)),
      (.entitlement, try rows("droits.csv") + count(["contracts", "entitlements"], in: json)),
      (.licence, try rows("licences.csv") + count(["licences"], in: json)),
    ]
    for (kind, count) in expected {
      #expect(try reader.count(kind) == count, "\(kind)")
      #expect(count > 0, "\(kind)")
    }
  }

  @Test func `Twice is as once: the plan is empty, and the file holds the same`() throws {
    try Repository.importDemo(into: bench.registry).apply()
    let before = try bench.dump()
    #expect(before.count > 1000)
    let again = try Repository.importDemo(into: bench.registry)
    #expect(!again.plan.hasChanges)
    #expect(again.plan.parts.allSatisfy { $0.changes.isEmpty && $0.counts.unchanged > 0 })
    try again.apply()
    #expect(try bench.dump() == before)
  }

  @Test func `One after the other is as both at once`() throws {
    try Repository.importDemo(into: bench.registry).apply()
    let other = try Bench()
    for name in ["catalogs", "fixtures/demo"] {
      try CatalogueImport(CatalogueFile.files(at: [Repository.path(name)]), into: other.registry).apply()
    }
    #expect(try other.dump() == bench.dump())
  }

  @Test func `The order of files does not matter`() throws {
    let files = try CatalogueFile.files(at: [Repository.path("catalogs"), Repository.path("fixtures/demo")])
    try CatalogueImport(files, into: bench.registry).apply()
    let other = try Bench()
    try CatalogueImport(Array(files.reversed()), into: other.registry).apply()
    #expect(try other.dump() == bench.dump())
  }

  @Test func `The plan says how each CSV file was understood`() throws {
    let plan = try Repository.importDemo(into: bench.registry).plan
    #expect(Set(plan.readings.map(\.kind)) == [.customer, .contact, .contract, .entitlement, .licence])
    for reading in plan.readings {
      #expect(reading.reasons.contains { $0.en.contains("semicolon") })
      #expect(reading.reasons.contains { $0.en.contains("Windows-1252") || $0.en.contains("plain ASCII") })
      let hasDates = [.contract, .licence].contains(reading.kind)
      #expect(reading.reasons.contains { $0.en.contains("day first") } == hasDates)
    }
  }

  @Test func `A path that is not there says so`() throws {
    let error = #expect(throws: FileError.self) { try CatalogueFile.files(at: [bench.folder.file("missing")]) }
    #expect(error?.description == "\(bench.folder.file("missing")): No such file or directory")
  }

  @Test func `A folder stands for the catalogue files in it and below, in the order of names`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.file("b/c"), withIntermediateDirectories: true)
    for name in ["z.CSV", "a.json5", "b/x.json", "b/c/y.tsv", "readme.md", ".hidden.json5", "notes.txt"] {
      _ = try folder.write([], to: name)
    }
    let names = try CatalogueFile.files(at: [folder.path + "/"]).map { $0.name.dropFirst(folder.path.count) }
    #expect(names == ["/a.json5", "/b/c/y.tsv", "/b/x.json", "/z.CSV"])
    let files = try CatalogueFile.files(at: [folder.path])
    #expect(files.map(\.format) == [.json5, .csv, .json5, .csv])
  }

  @Test(arguments: [
    ("x", "// c\n{}", CatalogueFile.Format.json5), ("x", "\u{FEFF}{}", .json5), ("x", " \n[", .json5),
    ("x", "id;name\n", .csv), ("x.export", "\"id\";\"name\"\n", .csv), ("x", "", .csv), ("x.txt", "{}", .csv),
  ])
  func `A file without a known ending is told by its beginning`(
    _ name: String, _ text: String, _ format: CatalogueFile.Format
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(text.utf8), to: name)
    #expect(try CatalogueFile.files(at: [path]).map(\.format) == [format])
  }
}
