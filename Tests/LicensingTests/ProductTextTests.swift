import Licensing
import Testing

@Suite("Product texts, as people type them")
struct ProductTextTests {
  private static let catalogue = SpellingCatalogue.catalogue(SpellingCatalogue.products)

  /// A reading in one line: `autodesk-revit`, `autodesk-revit | 2025`, `several: ...`, `none: ...` with the nearest.
  private static func line(_ text: String, _ catalogue: ProductCatalogue = catalogue) -> String {
    func list(_ products: [CatalogueProduct]) -> String { products.map(\.product.id).joined(separator: " ") }
    switch catalogue.reading(ofProduct: text) {
    case .found(let product, let rest): return product.product.id + (rest.isEmpty ? "" : " | \(rest)")
    case .ambiguous(let products): return "several: \(list(products))"
    case .unrecognised(let nearest): return "none: \(list(nearest))"
    }
  }

  @Test(
    "id, name and aliases, with case, accents, spaces and dashes folded",
    arguments: [
      ("Revit", "autodesk-revit"), ("REVIT", "autodesk-revit"), (" rvt\r\n", "autodesk-revit"),
      ("Révit", "autodesk-revit"),
      ("autodesk-revit", "autodesk-revit"), ("Autodesk\u{a0}Revit", "autodesk-revit"),
      ("Autodesk-Revit", "autodesk-revit"),
      ("Advance-Design", "graitec-advance-design"), ("advance\u{2011}design", "graitec-advance-design"),
      ("Advance   Design", "graitec-advance-design"), ("GRAITEC ADVANCE DESIGN", "graitec-advance-design"),
      ("Evolutions Arche Melody", "graitec-arche"), ("autocad civil 3d", "autodesk-civil-3d"),
      ("AutoCAD", "autodesk-autocad"), ("AutoCAD Mechanical", "autodesk-autocad-mechanical"),
    ])
  func names(text: String, expected: String) {
    #expect(Self.line(text) == expected)
  }

  @Test(
    "what goes on after a known name must read as a version",
    arguments: [
      ("Advance Design 2025", "graitec-advance-design | 2025"), ("Revit 2025.4.4", "autodesk-revit | 2025.4.4"),
      ("Revit v25", "autodesk-revit | v25"), ("Revit R2025", "autodesk-revit | r2025"),
      ("Revit (2025)", "autodesk-revit | 2025"),
      ("rvt25", "autodesk-revit | 25"), ("Civil 3D 2024.4.2", "autodesk-civil-3d | 2024.4.2"),
      ("AutoCAD Mechanical 2025", "autodesk-autocad-mechanical | 2025"),
      ("OMD 2018", "several: graitec-arche graitec-melody"),
    ])
  func rest(text: String, expected: String) {
    #expect(Self.line(text) == expected)
  }

  @Test(
    "another product's name is not this one's",
    arguments: [
      "Revit LT", "Revit LT 2025", "AutoCAD LT 2025", "AutoCAD MAP 3D 2022", "AutoCAD Plant 3D",
      "Advance Design Steel 2025",
      "Extension for Revit", "Revit Extension 2024", "Revit Object Enabler", "Advance Steel Object Enabler 2025",
      "AutoCAD Mechaincal 2025", "My Revit 2025", "AdvanceDesign", "Advance Designer", "Rev it", "Zorglub", "?", "-",
    ])
  func others(text: String) {
    #expect(Self.line(text).hasPrefix("none:"))
  }

  @Test("words written together match only as an alias")
  func together() {
    var products = SpellingCatalogue.products
    for index in products.indices where products[index].id == "graitec-advance-design" {
      products[index].aliases.append("AdvanceDesign")
    }
    let catalogue = SpellingCatalogue.catalogue(products)
    #expect(Self.line("AdvanceDesign 2025", catalogue) == "graitec-advance-design | 2025")
    #expect(Self.line("AdvanceSteel 2025", catalogue).hasPrefix("none:"))
  }

  @Test(
    "a name that goes on behind the version is the longer one",
    arguments: [
      ("AutoCAD 2025 Mechanical", "autodesk-autocad-mechanical | 2025"),
      ("Navisworks 2024 Update 1 Manage", "autodesk-navisworks | 2024 update 1"),
      ("Navisworks 2024 Manage", "autodesk-navisworks | 2024"),
      ("AutoCAD 2025 x64 Mechanical", "autodesk-autocad | 2025 x64 mechanical"),
    ])
  func around(text: String, expected: String) {
    #expect(Self.line(text) == expected)
  }

  @Test(
    "two products in a product text, and what is made for one",
    arguments: [
      ("Revit 2025 et Robot 2024", "several: autodesk-revit autodesk-robot"), ("Revit 2025 extension", "none:"),
      ("AutoCAD 2025 object enabler", "none:"), ("rvt25 add-in", "none:"), ("Revit 2025 plug-in", "none:"),
      ("Robot 2024 pour Revit", "autodesk-robot | 2024 pour revit"),
      ("Revit 2025 Autodesk Revit", "autodesk-revit | 2025 autodesk revit"),
    ])
  func several(text: String, expected: String) {
    #expect(Self.line(text).hasPrefix(expected))
  }

  @Test(
    "underscores, number signs and words that say nothing",
    arguments: [
      ("Advance_Design", "graitec-advance-design"), ("GRAITEC_ADVANCE_DESIGN_2025", "graitec-advance-design | 2025"),
      ("Revit_2025", "autodesk-revit | 2025"), ("revit.2025", "autodesk-revit | 2025"),
      ("Revit n° 2025", "autodesk-revit | n° 2025"), ("Revit x64", "autodesk-revit"),
      ("Revit (64 bits)", "autodesk-revit"),
      ("AutoCAD, version", "autodesk-autocad"),
    ])
  func marks(text: String, expected: String) {
    #expect(Self.line(text) == expected)
  }

  @Test("a name that two products share", arguments: ["OMD", "omd", " O\u{ad}MD "])
  func shared(text: String) {
    #expect(Self.line(text) == "several: graitec-arche graitec-melody")
  }

  @Test(
    "slips get the nearest",
    arguments: [
      ("Revti", "autodesk-revit"), ("Revitt", "autodesk-revit"), ("Advance Desing", "graitec-advance-design"),
      ("Advanced Design 2025", "graitec-advance-design"), ("AutoCAD Mechaincal 2025", "autodesk-autocad-mechanical"),
      ("Navis works", "autodesk-navisworks"), ("AdvanceDesign", "graitec-advance-design"), ("Archee", "graitec-arche"),
      ("Revit LT", "autodesk-revit"),
    ])
  func nearest(text: String, first: String) {
    #expect(Self.line(text).split(separator: " ").dropFirst().first.map(String.init) == first)
  }

  @Test(
    "names found as whole words in a version text; two are ambiguous",
    arguments: [
      ("Revit 2025", ["autodesk-revit"]), ("2025 Revit", ["autodesk-revit"]), ("Revit (2025)", ["autodesk-revit"]),
      ("rvt25", ["autodesk-revit"]), ("AutoCAD Mechanical 2025", ["autodesk-autocad-mechanical"]),
      ("Civil 3D 2025", ["autodesk-civil-3d"]), ("2025", []), ("Revitalised 2025", []),
      ("My Revit-2025", ["autodesk-revit"]),
      ("Revit 2025, Robot 2024", ["autodesk-revit", "autodesk-robot"]),
      ("OMD 2018", ["graitec-arche", "graitec-melody"]),
      ("Robot Revit 2025", ["autodesk-revit", "autodesk-robot"]),
      ("Revit et Robot", ["autodesk-revit", "autodesk-robot"]),
      ("Revit 2025 + Revit 2024", ["autodesk-revit"]), ("Revit LT 2025", []), ("AutoCAD MAP 3D 2022", []),
      ("Revit 2025 Hotfix", ["autodesk-revit"]), ("Advanced Steel Extension for Revit 2024", []),
      ("Revit 2025 add-in", []), ("Object Enabler for Civil 3D 2025", []), ("Robot pour Revit 2025", []),
      ("AutoCAD Map 3D 2022 / Revit 2025", ["autodesk-autocad", "autodesk-revit"]),
      ("AutoCAD 2025 Mechanical", ["autodesk-autocad-mechanical"]), ("Revit_2025", ["autodesk-revit"]),
      ("revit.2025", ["autodesk-revit"]), ("Navisworks 2024 Manage", ["autodesk-navisworks"]),
    ])
  func inVersion(text: String, expected: [String]) {
    #expect(Self.catalogue.productsNamed(inVersion: text).map(\.product.id).sorted() == expected)
  }

  @Test("texts made to be slow are read like any other: a thousand of them")
  func adversarial() throws {
    let product = try #require(Self.catalogue.product(id: "autodesk-revit"))
    let pieces = [
      "rvt ", "Revit ", "Autodesk ", "Evolutions Arche ", "v ", "1.", "2025 ", "2025.", "service pack ", "u1 ",
      "mise a ",
      "rvt", "é", "-", "Autodesk Robot Structural ", "Civil 3D", "Revit 2025 ", "R", "sp1.", "2 0 2 5 ",
    ]
    for round in 0..<50 {
      for piece in pieces {
        let text = String(
          String(repeating: piece, count: Question.longestText).dropFirst(round).prefix(Question.longestText))
        _ = Self.catalogue.reading(ofProduct: text)
        _ = Self.catalogue.productsNamed(inVersion: text)
        _ = product.reading(of: text)
      }
    }
  }
}
