import Licensing
import Testing

@Suite("Spellings seen in the field")
struct SpellingTests {
  struct Spelling: Decodable, Sendable, CustomStringConvertible {
    var typed: String
    var product: String?
    var release: String?

    var description: String { typed }
  }

  static let spellings = (try? fixture("version-spellings.json", as: [Spelling].self)) ?? []
  static let catalogue = SpellingCatalogue.catalogue(SpellingCatalogue.products)

  @Test("the table is there")
  func table() {
    #expect(Self.spellings.count == 30)
  }

  @Test("the version, once the product is known", arguments: spellings)
  func version(spelling: Spelling) throws {
    guard let id = spelling.product else { return }
    let product = try #require(Self.catalogue.product(id: id))
    let reading = product.reading(of: spelling.typed)
    guard let release = spelling.release else {
      // A preview: found as one, or not at all.
      if case .resolved(let version) = reading { #expect(product.product.releases[version.release].isPreview) }
      return
    }
    guard case .resolved(let found) = reading, case .resolved(let expected) = product.reading(of: release) else {
      Issue.record("\(SpellingCatalogue.line(reading, of: product.product)), and \(release)")
      return
    }
    #expect(found.release == expected.release && found.update == expected.update)
    #expect(expected.isExact, "the catalogue knows \(release)")
  }

  @Test("the product, from the version text alone: the right one, or none", arguments: spellings)
  func product(spelling: Spelling) {
    let named = Self.catalogue.productsNamed(inVersion: spelling.typed).map(\.product.id)
    #expect(named.isEmpty || named == [spelling.product])
    // What spells a name of the catalogue right is found by it.
    let namesOne = [
      "Steel 2", "AutoCAD 2", "C3D", "Civil", "Navisworks", "Revit 2022", "rvt", "Robot", "Graitec", "Arche,",
    ]
    if spelling.product != nil, namesOne.contains(where: { spelling.typed.contains($0) }) { #expect(named.count == 1) }
  }

  @Test("the whole text as a product text: the right product, or none", arguments: spellings)
  func productText(spelling: Spelling) {
    if case .found(let product, let rest) = Self.catalogue.reading(ofProduct: spelling.typed) {
      #expect(product.product.id == spelling.product)
      #expect(!rest.isEmpty)
    }
  }
}
