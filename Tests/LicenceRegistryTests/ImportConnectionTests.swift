import Catalogue
import Licensing
import SQLiteStore
import Testing

@testable import LicenceRegistry

/// What an import holds of the registry ends with it: a server that runs for months makes many.
@Suite struct ImportConnectionTests {
  private let bench: Bench

  init() throws {
    bench = try Bench()
    try bench.take(json5: Bench.base)
  }

  @Test(arguments: [
    ("a.json5", "{ customers: [{ id: 'C-2', name: 'Two' }] }"), ("a.csv", "id;name\r\nC-2;Two\r\n"),
    ("a.csv", "id;name\r\nC-2;\r\n"), ("a.csv", "couleur;taille\r\nbleu;4\r\n"),
  ])
  func `Its connection is closed, whatever became of it`(_ name: String, _ text: String) throws {
    weak var connection: Connection?
    do {
      let change = try bench.plan([(name, text)])
      connection = change.connection
      if change.plan.isApplicable { try change.apply() }
      #expect(connection != nil)
    }
    #expect(connection == nil)
  }

  @Test func `So is that of an import that is taken back`() throws {
    try bench.take(csv: "id;name\r\nC-2;Two\r\n")
    let id = try #require(try bench.registry.makeReader().imports().first?.id)
    weak var connection: Connection?
    do {
      let change = try CatalogueImport(undoing: id, in: bench.registry)
      connection = change.connection
      try change.apply()
    }
    #expect(connection == nil)
  }
}
