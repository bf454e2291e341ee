import Licensing
import Testing

@Suite("The product rule: which product, and is it included")
struct ProductRuleTests {
  /// The standard registry with a licence for Revit and two products called `OMD`.
  static let scenario = Scenario.standard {
    $0.licences.append(Licence(code: "RVT-1", contract: "GA-1", product: "revit", release: "2025"))
    $0.products.append(
      Product(id: "arche", vendor: "graitec", name: "Arche", aliases: ["OMD"], releases: [Release("2018")]))
    $0.products.append(
      Product(id: "melody", vendor: "graitec", name: "Melody", aliases: ["OMD"], releases: [Release("2018")]))
  }

  @Test(
    "the product text, else the licence's product, else a name in the version text",
    arguments: [
      (Question.ask(), "product.included", "advance-design"),
      (.ask(product: "Revit"), "product.not_included", "revit"),
      (.ask(licence: "RVT-1", product: "AD"), "product.included", "advance-design"),
      (.ask(licence: "RVT-1", product: nil), "product.not_included", "revit"),
      (.ask(licence: "RVT-1", product: nil, version: "Advance Design 2025"), "product.not_included", "revit"),
      (.ask(product: nil, version: "Advance Design 2025"), "product.included", "advance-design"),
      (.ask(product: nil, version: "Revit 2025"), "product.not_included", "revit"),
      (.ask(product: nil, version: "2025"), "product.missing", nil),
      (.ask(product: nil, version: nil), "product.missing", nil),
      (.ask(product: nil, version: "Zorglub 2025"), "product.missing", nil),
      (.ask(product: nil, version: "OMD 2018"), "product.ambiguous", nil),
      (.ask(product: nil, version: "Revit 2025, Arche 2018"), "product.ambiguous", nil),
      (.ask(product: "OMD"), "product.ambiguous", nil),
      (.ask(product: "Zorglub", version: "Advance Design 2025"), "product.unrecognised", nil),
      (.ask(licence: "RVT-1", product: "Zorglub"), "product.unrecognised", nil),
    ] as [(Question, String, String?)])
  func which(question: Question, code: String, product: String?) throws {
    let decision = try Self.scenario.decision(on: question)
    #expect(decision.result(of: .product)?.code.rawValue == code)
    #expect(decision.product?.id == product)
    #expect((decision.escalation == nil) == (product == nil), "who takes it on is known with the product")
  }

  @Test("product not included or not known: the version is not judged")
  func versionNotEvaluated() throws {
    for product in ["Revit", "OMD", "Zorglub"] {
      let decision = try Self.scenario.decision(on: .ask(product: product, version: "2018"))
      #expect(decision.result(of: .version)?.code == .versionNotEvaluated)
      let version = try #require(decision.version)
      #expect(version.reported == "2018" && version.release == nil && version.isExact == nil)
      #expect(version.current == nil && version.latest == nil && version.supported.isEmpty)
      #expect(decision.upgrade.status == .none && decision.upgrade.to == nil && decision.upgrade.isGranted)
    }
  }

  @Test("candidates: the contract's products, those that fit, the nearest")
  func candidates() throws {
    func candidates(_ question: Question) throws -> [String]? {
      try Self.scenario.decision(on: question).result(of: .product)?.candidates.map(\.id)
    }
    #expect(try candidates(.ask(product: nil)) == ["advance-design"])
    #expect(try candidates(.ask(product: "OMD")) == ["arche", "melody"])
    #expect(try candidates(.ask(product: "Advance Desing")) == ["advance-design"])
    #expect(try candidates(.ask(product: "Zorglub"))?.isEmpty == true)
    #expect(try candidates(.ask())?.isEmpty == true)
  }

  @Test("no product, and a number that is one release of one product and another of the next: both are candidates")
  func numbers() throws {
    var scenario = Self.scenario
    scenario.products += [
      Product(id: "cad", vendor: "graitec", name: "Cad", releases: [Release(name: "2023", internal: ["24.2"])]),
      Product(id: "bim", vendor: "graitec", name: "Bim", releases: [Release(name: "2024", internal: ["24"])]),
      Product(id: "bim-lt", vendor: "graitec", name: "Bim LT", releases: [Release(name: "2018", internal: ["18"])]),
    ]
    for text in ["24.2", "R24.2", "v 24.2", "version 24.2", "24.2.20.41"] {
      let result = try scenario.decision(on: .ask(product: nil, version: text)).result(of: .product)
      #expect(result?.code == .productAmbiguous && result?.candidates.map(\.id) == ["bim", "cad"], "\(text)")
      #expect(result?.message == "“\(text)” is a number of several products: Bim 2024, Cad 2023. Give the product.")
    }
    for text in ["24.1", "18.2", "24", "2024.2", "25.0", "24.2 Cad"] {
      let code = try scenario.code(.product, .ask(product: nil, version: text))
      #expect(code == (text == "24.2 Cad" ? "product.not_included" : "product.missing"), "\(text)")
    }
    #expect(try scenario.code(.product, .ask(version: "24.2")) == "product.included")
  }

  @Test("no product, and a version text that nearly names one: the message says which")
  func nearlyNamed() throws {
    func message(_ version: String, _ language: Language = .english) throws -> String {
      let result = try Self.scenario.decision(on: .ask(product: nil, version: version), in: language)
        .result(of: .product)
      #expect(result?.code == .productMissing && result?.candidates.map(\.id) == ["advance-design"])
      return result?.message ?? ""
    }
    #expect(try message("Rveit 2025").contains(" Nearest: Revit (revit). The contract includes:"))
    #expect(try message("version Rveit 2025", .french).contains(" Les plus proches : Revit (revit). Le contrat"))
    for version in ["2025", "v2025", "Zorglub 2025", "version 2025 Rveit"] {
      #expect(try !message(version).contains("Nearest"))
    }
  }

  @Test("what follows the product's name is the version, if none was given")
  func rest() throws {
    let told = try Self.scenario.decision(on: .ask(product: "Advance Design 2025", version: nil))
    #expect(told.result(of: .version)?.code == .versionPrevious)
    #expect(told.version?.reported == "2025")
    let both = try Self.scenario.decision(on: .ask(product: "Advance Design 2025", version: "2026"))
    #expect(both.version?.reported == "2026" && both.version?.release == "2026")
  }

  @Test("several lines of one product add up, seats too")
  func lines() throws {
    var scenario = Self.scenario
    scenario.contracts[0].entitlements = [
      Entitlement(product: "advance-design", releases: .listed(["2025"]), seats: 2),
      Entitlement(product: "advance-design", releases: .listed(["2023"]), seats: 3),
    ]
    let decision = try scenario.decision(on: .ask(version: "2023"))
    #expect(decision.result(of: .version)?.code == .versionIncluded)
    #expect(decision.version?.current == "2025")
    #expect(decision.version?.supported == ["2025", "2024", "2023"])
    #expect(decision.result(of: .product)?.message.contains("5") == true)
  }

  @Test("an empty contract includes nothing")
  func empty() throws {
    var scenario = Self.scenario
    scenario.contracts[0].entitlements = []
    #expect(try scenario.code(.product, .ask()) == "product.not_included")
    #expect(try scenario.decision(on: .ask(product: nil)).result(of: .product)?.candidates.isEmpty == true)
  }
}
