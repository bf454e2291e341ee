/// Which product a ticket is about, and whether the contract includes it (DESIGN, section 4, "Which product").
struct ProductRule {
  /// What the rule says.
  let code: RuleCode
  /// The product, once it is known.
  let product: CatalogueProduct?
  /// What may have been meant.
  let candidates: [Decision.Candidate]
  /// The version text: the question's, or what the product text says after the product's name.
  let versionText: String?
  /// Where no product is named: those that the version text comes nearest to naming.
  private let nearlyNamed: [Decision.Candidate]
  /// Where no product is named: what the version text is a number of (`24.2` is Revit 2024 and AutoCAD 2023).
  private let numbered: [String]

  init(
    _ question: borrowing Question, licence: borrowing Licence?, contract: borrowing Contract,
    _ catalogue: ProductCatalogue
  ) {
    var versionText = question.version
    var found: CatalogueProduct?
    var several: [CatalogueProduct] = []
    var unresolved: RuleCode?
    var numbered: [(product: CatalogueProduct, release: String)] = []

    if let text = question.product {
      switch catalogue.reading(ofProduct: text) {
      case .found(let product, let rest):
        found = product
        if versionText == nil, !rest.isEmpty { versionText = rest }
      case .ambiguous(let products): (unresolved, several) = (.productAmbiguous, products)
      case .unrecognised(let nearest): (unresolved, several) = (.productUnrecognised, nearest)
      }
    } else if let product = licence.flatMap({ catalogue.product(id: $0.product) }) {
      found = product
    } else {
      let named = question.version.map { catalogue.productsNamed(inVersion: $0) } ?? []
      numbered = named.isEmpty ? question.version.map { catalogue.productsNumbering($0) } ?? [] : []
      if named.count == 1 {
        found = named[0]
      } else if !numbered.isEmpty {
        (unresolved, several) = (.productAmbiguous, numbered.map(\.product))
      } else if named.isEmpty {
        let own = contract.entitlements.map(\.product)
        let listed = own.indices.filter { own.firstIndex(of: own[$0]) == $0 }.map { own[$0] }
        (unresolved, several) = (.productMissing, listed.compactMap { catalogue.product(id: $0) })
      } else {
        (unresolved, several) = (.productAmbiguous, named)
      }
    }

    self.versionText = versionText
    func candidates(_ products: [CatalogueProduct]) -> [Decision.Candidate] {
      products.map { Decision.Candidate(id: $0.product.id, name: $0.product.name) }
    }
    self.candidates = candidates(several)
    nearlyNamed =
      unresolved == .productMissing ? candidates(question.version.map(catalogue.productsNearlyNamed) ?? []) : []
    self.numbered = numbered.map { "\($0.product.product.name) \($0.release)" }
    product = found
    if let found {
      let isIncluded = contract.entitlements.contains { $0.product == found.product.id }
      code = isIncluded ? .productIncluded : .productNotIncluded
    } else {
      code = unresolved ?? .productMissing
    }
  }

  func message(_ question: Question, _ contract: Contract, _ language: Language) -> Sentence {
    func list(_ candidates: [Decision.Candidate]) -> String {
      candidates.isEmpty ? "" : candidates.map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
    }
    let names = list(candidates)
    switch code {
    case .productIncluded:
      let name = product?.product.name ?? ""
      var seats = 0
      for line in contract.entitlements where line.product == product?.product.id { seats += line.seats ?? 0 }
      let count =
        seats > 0
        ? language.sentence(
          en: " (\(seats) seat\(seats > 1 ? "s" : ""))", fr: " (\(seats) poste\(seats > 1 ? "s" : ""))") : ""
      return language.sentence(
        en: "\(name) is included in contract \(contract.number)\(count).",
        fr: "\(name) est inclus dans le contrat \(contract.number)\(count).")
    case .productNotIncluded:
      let name = product?.product.name ?? ""
      return language.sentence(
        en: "\(name) is not included in contract \(contract.number).",
        fr: "\(name) n’est pas inclus dans le contrat \(contract.number).")
    case .productUnrecognised:
      let text = question.product ?? ""
      return language.sentence(
        en: "“\(text)” is no product of the catalogue.", fr: "« \(text) » n’est pas un produit du catalogue.")
        + (names.isEmpty ? "" : language.sentence(en: " Nearest: \(names).", fr: " Les plus proches : \(names)."))
    case .productAmbiguous:
      let text = question.product ?? question.version ?? ""
      if !numbered.isEmpty {
        let all = numbered.joined(separator: ", ")
        return language.sentence(
          en: "“\(text)” is a number of several products: \(all). Give the product.",
          fr: "« \(text) » est un numéro de plusieurs produits : \(all). Indiquez le produit.")
      }
      return language.sentence(
        en: "“\(text)” fits several products: \(names).", fr: "« \(text) » désigne plusieurs produits : \(names).")
    default:
      let own =
        names.isEmpty
        ? language.sentence(en: " The contract includes none.", fr: " Le contrat n’en inclut aucun.")
        : language.sentence(en: " The contract includes: \(names).", fr: " Le contrat inclut : \(names).")
      if let version = question.version {
        return language.sentence(
          en: "No product was given, and “\(version)” names none.",
          fr: "Aucun produit n’a été donné, et « \(version) » n’en nomme aucun.")
          + (nearlyNamed.isEmpty
            ? ""
            : language.sentence(
              en: " Nearest: \(list(nearlyNamed)).", fr: " Les plus proches : \(list(nearlyNamed)).")) + own
      }
      return language.sentence(en: "No product was given.", fr: "Aucun produit n’a été donné.") + own
    }
  }

  /// The message where there is no contract to judge.
  static func messageWithoutContract(_ language: Language) -> Sentence {
    language.sentence(
      en: "Not judged: there is no contract to look it up in.", fr: "Non jugé : il n’y a pas de contrat où le chercher."
    )
  }
}
