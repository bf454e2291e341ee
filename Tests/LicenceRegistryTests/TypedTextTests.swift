import Licensing
import Testing

/// Texts as people type them, over the repository's own catalogues: the right release, or what keeps it from being known.
@Suite struct TypedTextTests {
  /// A reading in one line: `2025 exact`, `2025 + 2025.4.2 inexact`, `ambiguous 2023 2022`, `unrecognised 2025`.
  private static func line(_ text: String, of id: String) throws -> String {
    let product = try #require(try SpellingTests.catalogue.get().product(id: id))
    switch product.reading(of: text) {
    case .resolved(let version):
      let update = version.update.map { " + \($0)" } ?? ""
      return product.product.releases[version.release].name + update + (version.isExact ? " exact" : " inexact")
    case .ambiguous(let names): return (["ambiguous"] + names).joined(separator: " ")
    case .unrecognised(let nearest, _): return (["unrecognised"] + nearest.prefix(1)).joined(separator: " ")
    }
  }

  @Test(
    arguments: [
      ("revit 2025.4.2", "2025 + 2025.4.2 exact"), ("RVT 25", "2025 exact"), ("Autodesk® Revit® 2024", "2024 exact"),
      ("Revit\u{a0}2025", "2025 exact"), ("Revit\t2025", "2025 exact"), ("２０２５．４", "2025 + 2025.4 exact"),
      ("2025.", "2025 exact"), ("2025 ?", "2025 exact"), ("version 2025", "2025 exact"), ("v. 2025", "2025 exact"),
      ("ver 2025 r2", "2025 inexact"), ("2025-SP1", "2025 inexact"), ("2025_SP1", "2025 inexact"),
      ("R2025", "2025 exact"), ("25 maj2", "2025 + 2025.2 exact"), ("2025 mise à jour 2", "2025 + 2025.2 exact"),
      ("2025 2ème mise à jour", "2025 + 2025.2 exact"), ("2ème mise à jour", "unrecognised"),
      ("2025 rev. 2", "2025 inexact"), ("2025 (25.0)", "2025 inexact"), ("2025.0", "2025 inexact"),
      ("2024.2.20.41", "2024 + 2024.2 inexact"), ("24.2.20.41", "2024 + 2024.2.2 exact"),
      ("Build 26.0.4.409", "2026 exact"), ("x64 2025", "2025 exact"), ("2025 64 bits", "2025 exact"),
      ("2025 FR", "2025 inexact"), ("french 2025", "2025 inexact"),
      ("2025 Service Pack 1 Hotfix 2", "2025 inexact"), ("2025 First Customer Ship", "2025 exact"),
      ("First Customer Ship", "unrecognised"), ("2025/2026", "ambiguous 2026 2025"),
      ("2025 ou 2026", "ambiguous 2026 2025"), ("twenty", "unrecognised"), ("20255", "unrecognised 2025"),
      ("2O25", "unrecognised 2025"), ("Revit 2O25 FR", "unrecognised 2025"), ("Rveit 2025", "2025 inexact"),
      ("20231029_1515(x64)", "2024 + 2024.2 exact"), ("20231029-1515", "2024 + 2024.2 exact"),
      ("20241107_1515", "ambiguous 2023 2022"), ("2024.1.1 (Full Install)", "2024 + 2024.1.1 (Install) exact"),
      ("2024 maj n°2", "2024 + 2024.2 exact"), ("Update 2 de Revit 2024", "2024 + 2024.2 inexact"),
      ("2025.4.99", "2025 + 2025.4 inexact"), ("2025.10", "2025 inexact"), ("REVIT_2025", "2025 exact"),
      ("revit.2025", "2025 exact"), ("< 2025", "unrecognised 2025"),
      ("2027 preview", "unrecognised 2027 Preview Release"),
      ("installée le 12/03/2025", "unrecognised"), ("2024 depuis le 12/03/2025", "2024 inexact"),
      ("2024 sous Windows Server 2022", "2024 inexact"), ("2028", "unrecognised 2027"),
    ])
  func `Revit`(_ text: String, _ expected: String) throws {
    let line = try Self.line(text, of: "autodesk-revit")
    #expect(line == expected || expected == "unrecognised" && line.hasPrefix(expected), "\(line)")
  }

  @Test(arguments: [
    ("AD 2025 sp 1", "2025 inexact"), ("Advance Design 2025 (Full Install)", "2025 inexact"), ("AD25", "2025 inexact"),
    ("v27", "2027 inexact"), ("24.1", "2024 + 2024.1 inexact"), ("2024.1.1", "2024 + 2024.1 inexact"),
    ("2027.0.22035", "2027 exact"), ("2027.0.22036", "2027 inexact"), ("2O24", "unrecognised 2024"),
    ("Graitec 2025", "2025 exact"),
  ])
  func `Advance Design`(_ text: String, _ expected: String) throws {
    #expect(try Self.line(text, of: "graitec-advance-design") == expected)
  }

  @Test(arguments: [
    ("AutoCAD 2024", "2024 exact"), ("R24", "ambiguous 2024 2023 2022 2021"), ("R24.3", "2024 exact"),
    ("24.3s (LMS Tech)", "2024 inexact"), ("24.2", "2023 exact"), ("25.1.2", "2026 inexact"),
    ("R14", "unrecognised 2014"),
    ("T.203.0.0", "2023 + 2023.1.6 exact"), ("AutoCAD 2025 DWG 2018", "2025 inexact"), ("2024 (R24.3)", "2024 exact"),
    ("25.0.154.0", "2025 + 2025.1.1 exact"), ("AC1032", "unrecognised"),
  ])
  func `AutoCAD`(_ text: String, _ expected: String) throws {
    #expect(try Self.line(text, of: "autodesk-autocad") == expected)
  }

  @Test(arguments: [
    ("Advance Steel 2025 Windows 11", "2025 inexact"), ("AS11", "2011 exact"), ("11 mars 2025", "unrecognised"),
    ("le 11.03.2025", "unrecognised"),
  ])
  func `A product with a release called 11`(_ text: String, _ expected: String) throws {
    #expect(try Self.line(text, of: "autodesk-advance-steel").hasPrefix(expected))
  }

  @Test(arguments: [
    ("revit 2025.4.2", ["autodesk-revit"]), ("AutoCAD LT 2024", ["autodesk-autocad-lt"]),
    ("AutoCAD 2024 LT", ["autodesk-autocad-lt"]), ("AD 2025 sp 1", ["graitec-advance-design"]),
    ("Revit 2025 extension", []), ("object enabler for AutoCAD 2024", []), ("Rveit 2025", []), ("24.2", []),
    ("20231029_1515(x64)", []), ("Revit 2025 / AutoCAD 2024", ["autodesk-autocad", "autodesk-revit"]),
    ("PowerPack for Revit 2025", ["graitec-powerpack-revit"]), ("AutoCAD_2024", ["autodesk-autocad"]),
    ("l’AutoCAD 2024", ["autodesk-autocad"]), ("Auto CAD 2024", []), ("Revit Server 2025", []),
    ("AutoCAD Raster Design 2024", []), ("Revit Structure 2017", ["autodesk-revit"]), ("Autodesk 2025", []),
  ])
  func `The product in a version text`(_ text: String, _ expected: [String]) throws {
    let found = try SpellingTests.catalogue.get().productsNamed(inVersion: text)
    #expect(found.map(\.product.id).sorted() == expected)
  }

  @Test(arguments: [
    ("Revit", "autodesk-revit"), ("Autodesk® Revit®", "autodesk-revit"), ("Revit LT", "autodesk-revit-lt"),
    ("Revit 2025 LT", "autodesk-revit-lt | 2025"), ("AutoCAD 2025 Mechanical", "autodesk-autocad-mechanical | 2025"),
    ("Ａdvance Ｄesign", "graitec-advance-design"), ("GRAITEC_ADVANCE_DESIGN", "graitec-advance-design"),
    ("RVT2025", "autodesk-revit | 2025"), ("Revit 2O25", "autodesk-revit | 2o25"), ("Revit x64", "autodesk-revit"),
    ("Rveit", "none: autodesk-revit"), ("Advance Desing", "none: graitec-advance-design"),
    ("Auto CAD", "none: autodesk-autocad"), ("Power Pack", "none: graitec-powerpack"),
    ("Revit 2025 extension", "none: autodesk-revit"), ("AutoCAD object enabler", "none: autodesk-autocad"),
    ("powerpack", "several: graitec-powerpack-"),
    ("Revit 2025 et Robot 2025", "several: autodesk-revit autodesk-robot"),
  ])
  func `A typed product`(_ text: String, _ expected: String) throws {
    func list(_ products: [CatalogueProduct]) -> String { products.map(\.product.id).joined(separator: " ") }
    switch try SpellingTests.catalogue.get().reading(ofProduct: text) {
    case .found(let product, let rest): #expect(product.product.id + (rest.isEmpty ? "" : " | \(rest)") == expected)
    case .ambiguous(let products): #expect("several: \(list(products))".hasPrefix(expected))
    case .unrecognised(let nearest): #expect("none: \(list(nearest))".hasPrefix(expected))
    }
  }
}
