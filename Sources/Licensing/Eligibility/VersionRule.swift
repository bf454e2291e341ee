/// Which release was reported, and whether the contract supports it on the day (DESIGN, section 4, "N").
struct VersionRule {
  /// What the rule says.
  let code: RuleCode
  /// The release that was reported, once it is known.
  let resolved: ResolvedVersion?
  /// What may have been meant.
  let candidates: [Decision.Candidate]
  /// N and what comes before it, once the product is known to be included.
  let window: SupportWindow?
  /// Whether the text speaks of a preview of something, which no release of the catalogue is.
  private let meansPreview: Bool
  /// The update that the text comes nearest to, where it goes on about one that the catalogue lacks.
  private let nearestUpdate: String?
  /// Products that the text names although another one was given.
  private let otherProducts: [String]

  /// The rule where the product is not known or not included.
  static let notEvaluated = VersionRule(code: .versionNotEvaluated, resolved: nil, candidates: [], window: nil)

  private init(
    code: RuleCode, resolved: ResolvedVersion?, candidates: [Decision.Candidate], window: SupportWindow?,
    meansPreview: Bool = false, nearestUpdate: String? = nil, otherProducts: [String] = []
  ) {
    self.meansPreview = meansPreview
    self.otherProducts = otherProducts
    self.nearestUpdate = nearestUpdate
    self.code = code
    self.resolved = resolved
    self.candidates = candidates
    self.window = window
  }

  init(
    text: String?, of product: CatalogueProduct, in catalogue: ProductCatalogue, licence: borrowing Licence?,
    contract: borrowing Contract, window: Programme.Window, on day: CalendarDay
  ) {
    let window = SupportWindow(
      product.product, entitlements: contract.entitlements, window: window, day: day,
      lastDayInForce: contract.lastDayInForce)
    func candidates(_ names: [String]) -> [Decision.Candidate] {
      names.map { Decision.Candidate(id: $0, name: "\(product.product.name) \($0)") }
    }
    guard let text else {
      let own = licence.flatMap { $0.product == product.product.id ? $0.release : nil }
      self.init(
        code: .versionMissing, resolved: nil, candidates: candidates([own].compactMap { $0 }), window: window)
      return
    }
    switch product.reading(of: text) {
    case .resolved(let version):
      let code = window.code(for: version.release, of: product.product, on: day)
      let isPartOnly = !version.isExact && version.update == nil
      let named = version.isExact ? [] : catalogue.productsNamed(inVersion: text)
      self.init(
        code: code, resolved: version, candidates: [], window: window,
        nearestUpdate: isPartOnly ? product.nearestUpdate(to: text, of: version.release) : nil,
        otherProducts: named.filter { $0 != product }.map(\.product.name))
    case .ambiguous(let names):
      self.init(code: .versionAmbiguous, resolved: nil, candidates: candidates(names), window: window)
    case .unrecognised(let nearest, let isPreview):
      self.init(
        code: .versionUnrecognised, resolved: nil, candidates: candidates(nearest), window: window,
        meansPreview: isPreview)
    }
  }

  /// The reported version for the answer; everything but the text is empty unless a release is known.
  func report(_ text: String?, of product: CatalogueProduct?, on day: CalendarDay) -> Decision.Version? {
    guard let text else { return nil }
    guard let product = product?.product, let window, let resolved else {
      return Decision.Version(reported: text, supported: [])
    }
    let behind = window.behind(resolved.release)
    return Decision.Version(
      reported: text, release: product.releases[resolved.release].name, update: resolved.update,
      isExact: resolved.isExact, position: behind.map(VersionRule.positionText), behind: behind,
      current: window.current.map { product.releases[$0].name },
      latest: window.out.first.map { product.releases[$0].name },
      supported: window.supported(of: product, on: day).map { product.releases[$0].name })
  }

  static func positionText(_ behind: Int) -> String {
    switch behind {
    case 0: "N"
    case 1: "N-1"
    case 1...: "N-\(behind)"
    default: "N+\(-behind)"
    }
  }

  func message(_ text: String?, of product: Product?, on day: CalendarDay, _ language: Language) -> Sentence {
    guard let product, let window else {
      return language.sentence(
        en: "Not judged: no included product is known.", fr: "Non jugé : aucun produit inclus n’est connu.")
    }
    let text = text ?? ""
    guard let resolved else {
      let names = candidates.map(\.name).joined(separator: ", ")
      switch code {
      case .versionMissing:
        let hint =
          names.isEmpty
          ? "" : language.sentence(en: " The licence is for \(names).", fr: " La licence est pour \(names).")
        return language.sentence(
          en: "No version of \(product.name) was reported.",
          fr: "Aucune version de \(product.name) n’a été indiquée.") + hint
      case .versionAmbiguous:
        return language.sentence(
          en: "“\(text)” fits several releases: \(names).", fr: "« \(text) » désigne plusieurs versions : \(names).")
      default:
        let preview: Sentence =
          meansPreview
          ? language.sentence(
            en: " It speaks of a preview, and a preview is not released.",
            fr: " Le texte parle d’une préversion, et une préversion n’est pas sortie.") : ""
        return language.sentence(
          en: "“\(text)” is no known version of \(product.name).",
          fr: "« \(text) » n’est pas une version connue de \(product.name).") + preview
          + (names.isEmpty ? "" : language.sentence(en: " Nearest: \(names).", fr: " Les plus proches : \(names)."))
      }
    }

    let place = window.behind(resolved.release).map(VersionRule.positionText) ?? ""
    let reported: Sentence = "\(product.name) \(resolved.update ?? product.releases[resolved.release].name)"
    let nearest: Sentence =
      nearestUpdate.map {
        language.sentence(
          en: "; the nearest known update is \($0)", fr: " ; la mise à jour connue la plus proche est \($0)")
      } ?? ""
    let others: Sentence =
      otherProducts.isEmpty
      ? ""
      : language.sentence(
        en: ", which speaks of \(otherProducts.joined(separator: ", "))",
        fr: ", qui parle de \(otherProducts.joined(separator: ", "))")
    let reading =
      resolved.isExact
      ? reported
      : language.sentence(
        en: "\(reported) (from “\(text)”\(others)\(nearest))",
        fr: "\(reported) (d’après « \(text) »\(others)\(nearest))")
    let current =
      window.current.map {
        language.sentence(en: "N is \(product.releases[$0].name)", fr: "N est \(product.releases[$0].name)")
      }
      ?? language.sentence(en: "no included release is out", fr: "aucune version incluse n’est sortie")
    switch code {
    case .versionIncluded:
      return language.sentence(
        en: "\(reading) is included in the contract (\(place); \(current) on \(en: day)).",
        fr: "\(reading) est incluse dans le contrat (\(place) ; \(current) le \(fr: day)).")
    case .versionPrevious:
      return language.sentence(
        en: "\(reading) is \(place), which is supported (\(current) on \(en: day)).",
        fr: "\(reading) est \(place), prise en charge (\(current) le \(fr: day)).")
    case .versionNotReleased:
      let release = product.releases[resolved.release]
      if release.isPreview {
        return language.sentence(
          en: "\(reading) is a preview: previews are never supported.",
          fr: "\(reading) est une préversion : les préversions ne sont jamais prises en charge.")
      }
      let out = release.released ?? day
      return language.sentence(
        en: "\(reading) comes out on \(en: out), after \(en: day).",
        fr: "\(reading) sort le \(fr: out), après le \(fr: day).")
    case .versionEndOfSupport:
      let end = product.releases[resolved.release].endOfSupport ?? day
      return language.sentence(
        en: "\(reading) is \(place), but its support ended on \(en: end).",
        fr: "\(reading) est \(place), mais sa prise en charge a pris fin le \(fr: end).")
    case .versionNotGranted:
      return language.sentence(
        en: "\(reading) is newer than what the contract includes (\(current) on \(en: day)).",
        fr: "\(reading) est plus récente que ce que le contrat inclut (\(current) le \(fr: day)).")
    default:
      let supported = window.supported(of: product, on: day).map { product.releases[$0].name }.joined(separator: ", ")
      let others =
        supported.isEmpty
        ? language.sentence(en: "No release is supported.", fr: "Aucune version n’est prise en charge.")
        : language.sentence(en: "Supported: \(supported).", fr: "Prises en charge : \(supported).")
      return language.sentence(
        en: "\(reading) is \(place), too old (\(current) on \(en: day)). \(others)",
        fr: "\(reading) est \(place), trop ancienne (\(current) le \(fr: day)). \(others)")
    }
  }
}
