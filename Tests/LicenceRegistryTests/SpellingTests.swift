import Foundation
import LicenceRegistry
import Licensing
import Testing

/// Versions as people typed them, over the repository's own catalogues.
@Suite struct SpellingTests {
  /// A spelling, and what it means: a product and a release or update of it, or nothing that the catalogue has.
  struct Spelling: Decodable, Sendable, CustomTestStringConvertible {
    let typed: String
    let product: String?
    let release: String?

    var testDescription: String { typed }
  }

  static let spellings: [Spelling] = {
    let url = URL(filePath: Repository.path("fixtures/data/version-spellings.json"))
    return (try? JSONDecoder().decode([Spelling].self, from: Data(contentsOf: url))) ?? []
  }()

  /// The real catalogue, read once.
  static let catalogue = Result { () throws -> ProductCatalogue in
    let bench = try Bench()
    try CatalogueImport(CatalogueFile.files(at: [Repository.path("catalogs")]), into: bench.registry).apply()
    return try bench.registry.makeReader().catalogue()
  }

  @Test func `There are spellings`() {
    #expect(Self.spellings.count == 30)
  }

  @Test(arguments: spellings.filter { $0.product != nil && $0.release != nil })
  func `A spelling means its release`(_ spelling: Spelling) throws {
    let product = try #require(try Self.catalogue.get().product(id: spelling.product ?? ""))
    let expected = try #require(spelling.release)
    guard case .resolved(let version) = product.reading(of: spelling.typed) else {
      Issue.record("\(product.reading(of: spelling.typed))")
      return
    }
    let release = product.product.releases[version.release]
    let known = release.updates.first { $0.name == expected || $0.aliases.contains(expected) }
    if let known {
      #expect(version.update == known.name)
    } else if release.name == expected {
      #expect(version.update == nil)
    } else {
      // An update that the catalogue does not list is its release, inexact.
      guard case .resolved(let plain) = product.reading(of: expected) else {
        Issue.record("\(expected) is not known")
        return
      }
      #expect(plain.release == version.release)
      #expect(plain.update == version.update)
    }
  }

  @Test(arguments: spellings.filter { $0.product == nil })
  func `What is outside the catalogue names no product`(_ spelling: Spelling) throws {
    let catalogue = try Self.catalogue.get()
    #expect(catalogue.productsNamed(inVersion: spelling.typed).map(\.product.id) == [])
    guard case .unrecognised = catalogue.reading(ofProduct: spelling.typed) else {
      Issue.record("\(catalogue.reading(ofProduct: spelling.typed))")
      return
    }
  }

  @Test(arguments: spellings.filter { $0.product != nil && $0.release == nil })
  func `A preview is no release`(_ spelling: Spelling) throws {
    let product = try #require(try Self.catalogue.get().product(id: spelling.product ?? ""))
    guard case .unrecognised(_, isPreview: true) = product.reading(of: spelling.typed) else {
      Issue.record("\(product.reading(of: spelling.typed))")
      return
    }
  }

  /// Spellings that begin with a product's name, mistyped in the source or bare numbers left aside.
  @Test(
    arguments: spellings.filter { spelling in
      spelling.product != nil && spelling.typed.first?.isLetter == true
        && !["AutoCAD Mechaincal 2025", "R24", "R25.0", "R24.2.192.0.0", "Evolutions Arche, Melody 2015"].contains(
          spelling.typed)
    })
  func `A product named in the version text is found`(_ spelling: Spelling) throws {
    let found = try Self.catalogue.get().productsNamed(inVersion: spelling.typed).map(\.product.id)
    #expect(found == [spelling.product])
  }
}
