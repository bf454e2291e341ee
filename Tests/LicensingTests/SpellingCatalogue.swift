import Licensing

/// Products with the names under which people write of them: a hand-made catalogue for what is typed as a version.
enum SpellingCatalogue {
  private static func update(_ name: String, _ aliases: [String] = [], builds: [String] = []) -> ReleaseUpdate {
    ReleaseUpdate(name: name, aliases: aliases, builds: builds)
  }

  /// A product with every kind of name: dotted updates, service packs, numbered updates, stamps, prefixes.
  static let sample = Product(
    id: "advance-design", vendor: "graitec", name: "GRAITEC Advance Design",
    aliases: ["AD", "Advance Design", "AdvanceDesign"],
    releases: [
      Release(name: "2027", isPreview: true),
      Release(
        name: "2026", aliases: ["26"], internal: ["R26", "26.0"], builds: ["26.0.4.409"],
        updates: [
          update("2026.2", builds: ["26.2.0.1", "20251107_1515"]),
          update("2026.1", ["2026 SP1"], builds: ["26.1.0.22"]),
        ]),
      Release(
        name: "2025", aliases: ["25"], internal: ["25.0"],
        updates: [
          update("2025.2 SP2"), update("2025.2"), update("2025.1.10"), update("2025.1.9"), update("2025.1"),
          update("2025.0.2"),
        ]),
      Release(
        name: "2024", internal: ["24"], builds: ["20231029_1515"],
        updates: [
          update("2024 Update 2", builds: ["20251107_1515"]), update("2024.1.1 (Install)"), update("2024.1.1"),
        ]),
      Release(name: "2023", internal: ["24"], updates: [update("2023 SP1")]),
      Release(name: "2015 R2"), Release(name: "2015"),
    ])

  /// The products of the spellings that were seen in the field, with no more names than those need.
  static let products: [Product] = [
    product(
      "autodesk-advance-steel", "Advance Steel", [],
      [Release("2025", updates: ["2025.0.2"]), Release("2022", updates: ["2022.0.2"])]),
    Product(
      id: "autodesk-autocad", vendor: "autodesk", name: "AutoCAD", aliases: ["Autodesk AutoCAD", "ACAD"],
      releases: [
        Release(name: "2025", internal: ["25.0"], updates: [update("2025.1.1")]),
        Release(
          name: "2023", internal: ["24.2"],
          updates: [
            update("2023.1.6", builds: ["24.2.203.0", "T.203.0.0"]), update("2023.1.5", builds: ["24.2.192.0"]),
          ]),
        Release(name: "2022", internal: ["24.1"], updates: [update("2022.1.4")]),
      ]),
    product("autodesk-autocad-mechanical", "AutoCAD Mechanical", [], [Release("2025"), Release("2024")]),
    product(
      "autodesk-civil-3d", "Civil 3D", ["AutoCAD Civil 3D", "C3D"],
      [Release("2025", updates: ["2025.2.1", "2025.2"]), Release("2024", updates: ["2024.4.2"])]),
    product(
      "autodesk-navisworks", "Navisworks", ["Navisworks Manage", "Navisworks Freedom", "Navis"],
      [
        Release("2025", updates: ["2025.4"]), Release("2024", updates: ["2024.3", "2024 Update 1"]),
        Release("2022", updates: ["2022 Update 6"]), Release("2020", updates: ["2020 Update 7"]),
      ]),
    Product(
      id: "autodesk-revit", vendor: "autodesk", name: "Revit", aliases: ["Autodesk Revit", "RVT"],
      releases: [
        Release(name: "2027 Preview Release", isPreview: true),
        Release(
          name: "2025", aliases: ["25", "RVT25"], internal: ["25"],
          updates: [update("2025.4.4", builds: ["25.4.41.14"]), update("2025.4.3", ["25.4.30"])]),
        Release(
          name: "2024", aliases: ["24"], internal: ["24"],
          updates: [update("2024.2"), update("2024.1.1 (Install)"), update("2024.1.1")]),
        Release(name: "2022", updates: [update("2022.1.6"), update("2022.1.1")]),
        Release(name: "2021", updates: [update("2021.1.10"), update("2021.1.9"), update("2021.1.1")]),
      ]),
    product(
      "autodesk-robot", "Robot Structural Analysis Professional", ["Robot", "RSA"], [Release("2024"), Release("2023")]),
    product(
      "graitec-advance-design", "GRAITEC Advance Design", ["Advance Design", "Graitec Advance"],
      [Release("2025"), Release("2020")]),
    product("graitec-arche", "Arche", ["Evolutions Arche, Melody", "OMD"], [Release("2018"), Release("2015")]),
    product("graitec-melody", "Melody", ["OMD"], [Release("2018"), Release("2015")]),
  ]

  private static func product(
    _ id: String, _ name: String, _ aliases: [String], _ releases: [Release]
  ) -> Product {
    Product(id: id, vendor: String(id.prefix { $0 != "-" }), name: name, aliases: aliases, releases: releases)
  }

  /// A snapshot of some products.
  static func catalogue(_ products: [Product]) -> ProductCatalogue {
    ProductCatalogue(
      vendors: Scenario.standard().vendors, products: products, programmes: [], zones: [], homeZone: .utc)
  }

  /// The sample product, ready to read texts.
  static let reader = catalogue([sample]).products[0]

  /// A reading in one line: `2025 exact`, `2025 + 2025.1 inexact`, `ambiguous 2026 2025`, `unrecognised`.
  static func line(_ reading: VersionReading, of product: Product = sample) -> String {
    switch reading {
    case .resolved(let version):
      let update = version.update.map { " + \($0)" } ?? ""
      return product.releases[version.release].name + update + (version.isExact ? " exact" : " inexact")
    case .ambiguous(let names): return "ambiguous \(names.joined(separator: " "))"
    case .unrecognised: return "unrecognised"
    }
  }
}
