/// A decision as a text that a support engineer can paste into a mail to the customer.
///
/// It says less than the rules do: who else an identifier may belong to is not for the customer to read.
enum Reply {
  static func text(_ decision: Decision) -> Sentence {
    let language = decision.language
    let ticket: Sentence = decision.ticket.map { " \($0)" } ?? ""
    let closing = decision.cataloguedProgramme?.closing(language) ?? closing(language)
    switch decision.outcome {
    case .eligible:
      let contract = decision.contract?.number ?? ""
      let programme = decision.cataloguedProgramme?.programme.name ?? ""
      let (version, upgrade) = (version(decision), upgrade(decision))
      let (checklist, desk) = (checklist(decision), desk(decision))
      return language.sentence(
        en: """
          Hello,

          Your request\(ticket) is covered by contract \(contract) (\(programme)); one of our engineers will contact you.\
          \(version)\(upgrade)\(checklist)\(desk)\(closing)
          """,
        fr: """
          Bonjour,

          Votre demande\(ticket) est prise en charge au titre du contrat \(contract) (\(programme)) ; l’un de nos \
          ingénieurs vous contacte.\(version)\(upgrade)\(checklist)\(desk)\(closing)
          """)
    case .ineligible:
      let (reasons, upgrade) = (reasons(.fail, decision), upgrade(decision))
      return language.sentence(
        en: """
          Hello,

          We can't take on your request\(ticket), for this reason:\(reasons)\(upgrade)\(closing)
          """,
        fr: """
          Bonjour,

          Nous ne pouvons pas prendre en charge votre demande\(ticket), pour cette raison :\(reasons)\(upgrade)\(closing)
          """)
    case .undetermined:
      let (reasons, checklist) = (reasons(.unknown, decision), checklist(decision))
      return language.sentence(
        en: """
          Hello,

          To take on your request\(ticket), we need one more thing from you:\(reasons)\(checklist)\(closing)
          """,
        fr: """
          Bonjour,

          Pour prendre en charge votre demande\(ticket), il nous manque un élément :\(reasons)\(checklist)\(closing)
          """)
    }
  }

  /// How a mail ends where no programme is known.
  static func closing(_ language: Language) -> Sentence {
    language.sentence(en: "\n\nKind regards,", fr: "\n\nCordialement,")
  }

  /// Why, a line for each rule that ended so.
  private static func reasons(_ status: RuleStatus, _ decision: Decision) -> Sentence {
    var text: Sentence = ""
    for result in decision.rules where result.code.status == status {
      text.append("\n- \(reason(result, decision))")
    }
    return text
  }

  /// Why, in words for the customer: no other customer, contract or code is named.
  private static func reason(_ result: Decision.RuleResult, _ decision: Decision) -> Sentence {
    let language = decision.language
    switch result.code {
    case .customerConflict, .customerMissing, .customerNotFound, .customerAmbiguous:
      return language.sentence(
        en:
          "We could not find your contract by what you gave us. Please send us your contract number or a licence code.",
        fr:
          "Nous n’avons pas retrouvé votre contrat d’après vos indications. Merci de nous donner votre numéro de contrat ou un code licence."
      )
    case .licenceOtherContract:
      let code = decision.foreignLicence ?? ""
      return language.sentence(
        en: "The licence code \(code) does not belong to the contract that you named.",
        fr: "Le code licence \(code) ne relève pas du contrat que vous avez indiqué.")
    default: return result.sentence
    }
  }

  private static func version(_ decision: Decision) -> Sentence {
    guard let version = decision.version, let position = version.position,
      let product = decision.cataloguedProduct?.product.name
    else { return "" }
    let name = version.update ?? version.release ?? ""
    return decision.language.sentence(
      en: "\nYour version is \(product) \(name) (\(position)).",
      fr: "\nVotre version est \(product) \(name) (\(position)).")
  }

  private static func upgrade(_ decision: Decision) -> Sentence {
    guard decision.upgrade.status == .required else { return "" }
    let language = decision.language
    guard let target = decision.upgrade.to else {
      return language.sentence(
        en: "\nA newer version would be needed, and there is none yet.",
        fr: "\nUne version plus récente serait nécessaire, et il n’y en a pas encore.")
    }
    let product = decision.cataloguedProduct?.product.name ?? ""
    let granted =
      decision.upgrade.isGranted
      ? language.sentence(en: "which your contract includes", fr: "que votre contrat inclut")
      : language.sentence(en: "which your contract does not include", fr: "que votre contrat n’inclut pas")
    return language.sentence(
      en: "\nTo solve this you have to move to \(product) \(target), \(granted).",
      fr: "\nPour résoudre cela, il faut migrer vers \(product) \(target), \(granted).")
  }

  private static func checklist(_ decision: Decision) -> Sentence {
    decision.cataloguedProgramme?.checklistRequest(decision.language) ?? ""
  }

  private static func desk(_ decision: Decision) -> Sentence {
    guard let opens = decision.desk?.opensAt, let programme = decision.cataloguedProgramme?.programme else { return "" }
    // The day is told by UTC; desks do not open around midnight, where the zone would make another day of it.
    let day = opens.civil(offset: 0).day
    let hour = String(clockText(second: programme.desk.opens).prefix(5))
    return decision.language.sentence(
      en: "\n\nOur support is closed now and opens again on \(en: day) at \(hour).",
      fr: "\n\nNotre support est fermé pour l’instant et rouvre le \(fr: day) à \(hour).")
  }
}
