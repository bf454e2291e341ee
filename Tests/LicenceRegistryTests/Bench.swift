import Catalogue
import Foundation
import LicenceRegistry
import Licensing

@testable import SQLiteStore

/// A registry of a test's own, to import texts into and to look at.
struct Bench: Sendable {
  let folder: TemporaryFolder
  let registry: Registry

  init() throws {
    folder = try TemporaryFolder()
    registry = try Registry(path: folder.file("registry.sqlite"), creating: true)
  }

  /// Reads files, named and in order, and plans.
  func plan(_ files: [(name: String, text: String)]) throws -> CatalogueImport {
    try CatalogueImport(files.map(Bench.file), into: registry)
  }

  /// A text as a file, of the format that its name tells.
  static func file(_ file: (name: String, text: String)) -> CatalogueFile {
    CatalogueFile(name: file.name, format: file.name.hasSuffix(".csv") ? .csv : .json5, bytes: Array(file.text.utf8))
  }

  func plan(json5 text: String) throws -> CatalogueImport { try plan([("a.json5", text)]) }
  func plan(csv text: String) throws -> CatalogueImport { try plan([("a.csv", text)]) }

  /// Imports what has to be sound.
  func take(_ files: [(name: String, text: String)]) throws { try plan(files).apply() }
  func take(json5 text: String) throws { try plan(json5: text).apply() }
  func take(csv text: String) throws { try plan(csv: text).apply() }

  /// The problems of files as people read them.
  func problems(_ files: [(name: String, text: String)]) throws -> [String] {
    try plan(files).plan.problems.map { $0.line(inFrench: false) }
  }

  /// Every row of every table, as SQL writes it, but for when what was imported.
  func dump() throws -> [String] {
    let connection = try registry.file.connect(.read)
    // What is searched follows from the records, and a registry's secrets are its own.
    let tables = try connection.texts(
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'search_*'
        AND name NOT IN ('imports', 'import_changes', 'import_additions', 'contact_since', 'events', 'secrets', 'erasures', 'sqlite_sequence')
      ORDER BY name
      """)
    return try tables.flatMap { table in
      let columns = try connection.texts("SELECT name FROM pragma_table_info('\(table)') ORDER BY cid")
      let row = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ',' || ")
      return try connection.texts("SELECT '\(table): ' || \(row) FROM \"\(table)\" ORDER BY 1")
    }
  }

  /// The records of a kind.
  func records(_ kind: RecordKind) throws -> [Record] {
    try registry.file.connect(.read).records(kind)
  }

  /// A vendor, a programme, a product with two releases, a customer: something to refer to.
  static let base = """
    {
      vendors: [{ id: "v", name: "V", escalation: { team: "T", outcome: "O" } }],
      programmes: [{ id: "p", name: "P",
        desk: { timeZone: "Europe/Paris", days: ["mon"], opens: "09:00", closes: "18:00" } }],
      products: [{ id: "d", vendor: "v", name: "Design", aliases: ["Ds"],
        releases: [{ name: "2026", released: "2025-05-20", updates: [{ name: "2026.1" }] }, { name: "2025" }],
        advisories: [{ id: "A-1", affects: ["2025"], title: "Crash" }] }],
      customers: [{ id: "C-1", name: "Martin", contacts: [{ email: "a@martin.example" }] }],
      contracts: [{ number: "GA-1", customer: "C-1", programme: "p", starts: "2025-01-01", ends: "2026-12-31",
        entitlements: [{ product: "d", releases: "latest" }] }],
      licences: [{ code: "0421-7F3K", contract: "GA-1", product: "d", release: "2025" }],
    }
    """
}

extension Connection {
  /// The first column of every row.
  func texts(_ sql: String) throws -> [String] {
    let select = try oneOff(sql)
    var texts: [String] = []
    while try select.step() { texts.append(select.text(0)) }
    return texts
  }
}

/// The files of the repository.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static func path(_ name: String) -> String { "\(root)/\(name)" }

  /// Imports the repository's catalogues and demo customers.
  static func importDemo(into registry: Registry) throws -> CatalogueImport {
    try CatalogueImport(CatalogueFile.files(at: [path("catalogs"), path("fixtures/demo")]), into: registry)
  }
}

extension CatalogueImport {
  /// Applies at a time that does not matter.
  @discardableResult
  func apply() throws -> ImportRecord? { try apply(at: UTCInstant(seconds: 1_772_190_000), actor: "test") }
}
