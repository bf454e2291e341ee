/// A decision as a text that a support engineer can paste into a mail to the customer.
///
/// It says less than the rules do: who else an identifier may belong to is not for the customer to read.
enum Reply {
  /// The text as sentences, one after the other.
  static func sentences(_ decision: Decision) -> [Sentence] {
    let language = decision.language
    let ticket: Sentence = decision.ticket.map { " \($0)" } ?? ""
    let closing = decision.cataloguedProgramme?.closing(language) ?? closing(language)
    switch decision.outcome {
    case .eligible:
      let contract = decision.contract?.number ?? ""
      let programme = decision.cataloguedProgramme?.programme.name ?? ""
      let opening = language.sentence(
        en: """
          Hello,\(breaks: 2)Your request\(ticket) is covered by contract \(contract) (\(programme)); \
          one of our engineers will contact you.
          """,
        fr: """
          Bonjour,\(breaks: 2)Votre demande\(ticket) est prise en charge au titre du contrat \(contract) (\(programme)) ; \
          l’un de nos ingénieurs vous contacte.
          """)
      return [opening, version(decision), upgrade(decision), checklist(decision), desk(decision), closing]
    case .ineligible:
      let (reasons, count) = reasons(.fail, decision)
      let english: Sentence = count > 1 ? "for these reasons" : "for this reason"
      let french: Sentence = count > 1 ? "pour ces raisons" : "pour cette raison"
      let opening = language.sentence(
        en: "Hello,\(breaks: 2)We can't take on your request\(ticket), \(english):",
        fr: "Bonjour,\(breaks: 2)Nous ne pouvons pas prendre en charge votre demande\(ticket), \(french) :")
      return [opening, reasons, upgrade(decision), closing]
    case .undetermined:
      let (reasons, count) = reasons(.unknown, decision)
      let english: Sentence = count > 1 ? "some more things" : "one more thing"
      let french: Sentence = count > 1 ? "quelques éléments" : "un élément"
      let opening = language.sentence(
        en: "Hello,\(breaks: 2)To take on your request\(ticket), we need \(english) from you:",
        fr: "Bonjour,\(breaks: 2)Pour prendre en charge votre demande\(ticket), il nous manque \(french) :")
      return [opening, reasons, checklist(decision), closing]
    }
  }

  /// How a mail ends where no programme is known.
  static func closing(_ language: Language) -> Sentence {
    language.sentence(en: "\(breaks: 2)Kind regards,", fr: "\(breaks: 2)Cordialement,")
  }

  /// Why, a line for each rule that ended so, and how many those are.
  private static func reasons(_ status: RuleStatus, _ decision: Decision) -> (lines: Sentence, count: Int) {
    var text: Sentence = ""
    var count = 0
    for result in decision.rules where result.code.status == status {
      text.append("\(breaks: 1)- \(reason(result, decision))")
      count += 1
    }
    return (text, count)
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
      en: "\(breaks: 1)Your version is \(product) \(name) (\(position)).",
      fr: "\(breaks: 1)Votre version est \(product) \(name) (\(position)).")
  }

  private static func upgrade(_ decision: Decision) -> Sentence {
    guard decision.upgrade.status == .required else { return "" }
    let language = decision.language
    let incident = incident(decision)
    guard let target = decision.upgrade.to else {
      return language.sentence(
        en: "\(breaks: 1)To solve this\(incident) a newer version would be needed, and there is none yet.",
        fr:
          "\(breaks: 1)Pour résoudre cela\(incident), il faudrait une version plus récente, et il n’y en a pas encore.")
    }
    let product = decision.cataloguedProduct?.product.name ?? ""
    let granted =
      if !decision.upgrade.isGranted {
        language.sentence(en: "which your contract does not include", fr: "que votre contrat n’inclut pas")
      } else if decision.isContractInForce {
        language.sentence(en: "which your contract includes", fr: "que votre contrat inclut")
      } else {
        // What a contract included while it ran is nothing to count on now.
        language.sentence(en: "which takes a contract in force", fr: "ce qui demande un contrat en vigueur")
      }
    return language.sentence(
      en: "\(breaks: 1)To solve this\(incident) you have to move to \(product) \(target), \(granted).",
      fr: "\(breaks: 1)Pour résoudre cela\(incident), il faut migrer vers \(product) \(target), \(granted).")
  }

  /// The known incident that requires the upgrade, in parentheses; nothing where it is only the version's age.
  private static func incident(_ decision: Decision) -> Sentence {
    let advisory = decision.advisories.first { decision.upgrade.because.contains("advisory:\($0.id)") }
    guard let advisory else { return "" }
    let (id, title) = (advisory.id, advisory.title.text(in: decision.language))
    return decision.language.sentence(
      en: " (known incident \(id): \(title))", fr: " (incident connu \(id) : \(title))")
  }

  private static func checklist(_ decision: Decision) -> Sentence {
    decision.cataloguedProgramme?.checklistRequest(decision.language) ?? ""
  }

  private static func desk(_ decision: Decision) -> Sentence {
    guard let opens = decision.desk?.opensAt, let programme = decision.cataloguedProgramme?.programme else { return "" }
    // The day is told by UTC; desks do not open around midnight, where the zone would make another day of it.
    let day = opens.civil(offset: 0).day
    let hour = clockText(second: programme.desk.opens)
    return decision.language.sentence(
      en: "\(breaks: 2)Our support is closed now and opens again on \(en: day) at \(hour).",
      fr: "\(breaks: 2)Notre support est fermé pour l’instant et rouvre le \(fr: day) à \(hour).")
  }
}
