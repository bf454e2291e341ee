/// The licence code, if one was given: whether it still counts, and whether it is under the contract that was named.
enum LicenceRule {
  static func code(_ question: Question, _ facts: IdentifierFacts) -> RuleCode {
    guard question.licence != nil else { return .licenceNotAsked }
    guard let licence = facts.licence else { return .licenceNotFound }
    switch licence.state {
    case .revoked: return .licenceRevoked
    case .replaced: return .licenceReplaced
    case .active: break
    }
    if let named = facts.contract, let own = facts.licenceContract, named.key != own.key {
      return .licenceOtherContract
    }
    return .licenceActive
  }

  static func message(
    _ code: RuleCode, _ question: Question, _ facts: IdentifierFacts, _ catalogue: ProductCatalogue,
    _ language: Language
  ) -> Sentence {
    guard let asked = question.licence else {
      return language.sentence(en: "No licence code was given.", fr: "Aucun code licence n’a été donné.")
    }
    let canonical = LicenceCode(asked)
    guard let licence = facts.licence else {
      let hint =
        canonical.hasConfusableCharacters
        ? language.sentence(
          en: " Check 0 against O and 1 against I: they are not taken for each other.",
          fr: " Vérifiez 0 et O, 1 et I : ils ne sont pas confondus.") : ""
      return language.sentence(
        en: "No licence has the code \(canonical.masked).", fr: "Aucune licence n’a le code \(canonical.masked).")
        + hint
    }
    let product = catalogue.product(id: licence.product)?.product.name ?? licence.product
    let name: Sentence = "\(canonical.masked) (\(product) \(licence.release))"
    let contract = facts.licenceContract?.number ?? licence.contract
    switch code {
    case .licenceRevoked:
      return language.sentence(
        en: "Licence \(name) of contract \(contract) was revoked.",
        fr: "La licence \(name) du contrat \(contract) a été révoquée.")
    case .licenceReplaced:
      return language.sentence(
        en: "Licence \(name) of contract \(contract) was replaced by another code.",
        fr: "La licence \(name) du contrat \(contract) a été remplacée par un autre code.")
    case .licenceOtherContract:
      let named = facts.contract?.number ?? ""
      return language.sentence(
        en: "Licence \(name) is under contract \(contract), not under \(named).",
        fr: "La licence \(name) relève du contrat \(contract), non de \(named).")
    default:
      return language.sentence(
        en: "Licence \(name) of contract \(contract) is active.",
        fr: "La licence \(name) du contrat \(contract) est active.")
    }
  }
}
