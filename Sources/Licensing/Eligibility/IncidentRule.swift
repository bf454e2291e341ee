/// The known incident that a question names, and whether it affects the reported version.
struct IncidentRule {
  /// What the rule says.
  let code: RuleCode
  /// The advisory, once it is known on the day.
  let advisory: Advisory?

  init(
    _ question: borrowing Question, product: CatalogueProduct?, version: ResolvedVersion?,
    _ catalogue: ProductCatalogue, on day: CalendarDay
  ) {
    guard let id = question.incident else {
      (code, advisory) = (.incidentNotAsked, nil)
      return
    }
    guard let found = catalogue.advisory(id: id), found.isKnown(on: day) else {
      (code, advisory) = (.incidentNotFound, nil)
      return
    }
    advisory = found
    if let product, found.product != product.product.id {
      code = .incidentNotAffected
    } else if let product, let version {
      code = product.isAffected(version, by: found) ? .incidentKnown : .incidentNotAffected
    } else {
      code = .incidentNotEvaluated
    }
  }

  func message(
    _ question: Question, product: CatalogueProduct?, version: Decision.Version?, upgrade: Decision.Upgrade,
    on day: CalendarDay, _ language: Language
  ) -> Sentence {
    guard let id = question.incident else { return IncidentRule.notAsked(language) }
    guard let advisory else {
      let today = day.text(in: language)
      return language.sentence(
        en: "No incident \(id) is known on \(today).", fr: "Aucun incident \(id) n’est connu le \(today).")
    }
    let name = "\(advisory.id) (\(advisory.title.text(in: language)))"
    let reported = version?.update ?? version?.release ?? ""
    switch code {
    case .incidentKnown:
      let fix =
        advisory.fixedIn.map { language.sentence(en: " It is fixed in \($0).", fr: " Il est corrigé dans \($0).") }
        ?? language.sentence(en: " No fix is known.", fr: " Aucun correctif n’est connu.")
      let remedy =
        advisory.isUpgradeRequired
        ? language.sentence(en: " Only an upgrade helps.", fr: " Seule une migration le résout.") : ""
      var text = language.sentence(en: "\(name) affects \(reported).", fr: "\(name) touche \(reported).") + fix + remedy
      if upgrade.status == .required, let target = upgrade.to, product?.product.isOut(target, on: day) == false {
        text.append(language.sentence(en: " \(target) is not out yet.", fr: " \(target) n’est pas encore sortie."))
      }
      return text
    case .incidentNotAffected:
      if let product = product?.product, advisory.product != product.id {
        return language.sentence(
          en: "\(name) is an incident of \(advisory.product), not of \(product.name).",
          fr: "\(name) est un incident de \(advisory.product), non de \(product.name).")
      }
      return language.sentence(en: "\(name) does not affect \(reported).", fr: "\(name) ne touche pas \(reported).")
    default:
      return language.sentence(
        en: "\(name): not judged, the reported version is not known.",
        fr: "\(name) : non jugé, la version n’est pas connue.")
    }
  }

  private static func notAsked(_ language: Language) -> Sentence {
    language == .english ? notAskedInEnglish : notAskedInFrench
  }

  // Said in most answers, so made once.
  private static let notAskedInEnglish: Sentence = "No known incident was named."
  private static let notAskedInFrench: Sentence = "Aucun incident connu n’a été désigné."

  /// The rule and its message where there is no contract to judge.
  static func withoutContract(_ question: Question, _ language: Language) -> (code: RuleCode, message: Sentence) {
    guard let id = question.incident else { return (.incidentNotAsked, notAsked(language)) }
    return (
      .incidentNotEvaluated,
      language.sentence(
        en: "\(id) is not judged: no product is known.", fr: "\(id) n’est pas jugé : aucun produit n’est connu.")
    )
  }
}

extension Advisory {
  /// Whether the advisory is published on a day; one without a day always is.
  func isKnown(on day: CalendarDay) -> Bool {
    published.map { $0 <= day } ?? true
  }
}

extension CatalogueProduct {
  /// Whether an advisory affects a version: its release with all its updates, or its one update.
  func isAffected(_ version: ResolvedVersion, by advisory: Advisory) -> Bool {
    let release = TextFolding.key(product.releases[version.release].name)
    let update = version.update.map { TextFolding.key($0) }
    return advisory.affects.contains { name in
      let key = TextFolding.key(name)
      return key == release || key == update
    }
  }

  /// The incidents known on a day that affect a version, in the order of the catalogue.
  func advisories(affecting version: ResolvedVersion, on day: CalendarDay) -> [Advisory] {
    advisories.filter { $0.isKnown(on: day) && isAffected(version, by: $0) }
  }
}
