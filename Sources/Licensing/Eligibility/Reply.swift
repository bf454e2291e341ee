/// A decision as a text that a support engineer can paste into a mail to the customer.
///
/// It says less than the rules do: who else an identifier may belong to is not for the customer to read.
enum Reply {
  static func text(_ decision: Decision, on question: Question) -> String {
    let language = decision.language
    var lines = [language(en: "Hello,", fr: "Bonjour,"), ""]
    let ticket = decision.ticket.map { " \($0)" } ?? ""
    switch decision.outcome {
    case .eligible:
      let contract = decision.contract?.number ?? ""
      let programme = decision.programme?.name ?? ""
      lines.append(
        language(
          en:
            "Your request\(ticket) is covered by contract \(contract) (\(programme)); one of our engineers will contact you.",
          fr:
            "Votre demande\(ticket) est prise en charge au titre du contrat \(contract) (\(programme)) ; l’un de nos ingénieurs vous contacte."
        ))
      lines += version(decision) + upgrade(decision) + checklist(decision) + desk(decision)
    case .ineligible:
      lines.append(
        language(
          en: "We can't take on your request\(ticket), for this reason:",
          fr: "Nous ne pouvons pas prendre en charge votre demande\(ticket), pour cette raison :"))
      lines += decision.rules.filter { $0.code.status == .fail }.map { "- " + reason($0, decision, question) }
      lines += upgrade(decision)
    case .undetermined:
      lines.append(
        language(
          en: "To take on your request\(ticket), we need one more thing from you:",
          fr: "Pour prendre en charge votre demande\(ticket), il nous manque un élément :"))
      lines += decision.rules.filter { $0.code.status == .unknown }.map { "- " + reason($0, decision, question) }
      lines += checklist(decision)
    }
    lines += ["", language(en: "Kind regards,", fr: "Cordialement,")]
    if let name = decision.programme?.name {
      lines.append(language(en: "\(name) support", fr: "Le support \(name)"))
    }
    return lines.joined(separator: "\n")
  }

  /// Why, in words for the customer: no other customer, contract or code is named.
  private static func reason(_ result: Decision.RuleResult, _ decision: Decision, _ question: Question) -> String {
    let language = decision.language
    switch result.code {
    case .customerConflict, .customerMissing, .customerNotFound, .customerAmbiguous:
      return language(
        en:
          "We could not find your contract by what you gave us. Please send us your contract number or a licence code.",
        fr:
          "Nous n’avons pas retrouvé votre contrat d’après vos indications. Merci de nous donner votre numéro de contrat ou un code licence."
      )
    case .licenceOtherContract:
      let code = question.licence.map { LicenceCode($0).masked } ?? ""
      return language(
        en: "The licence code \(code) does not belong to the contract that you named.",
        fr: "Le code licence \(code) ne relève pas du contrat que vous avez indiqué.")
    default: return result.message
    }
  }

  private static func version(_ decision: Decision) -> [String] {
    guard let version = decision.version, let position = version.position, let product = decision.product else {
      return []
    }
    let name = "\(product.name) \(version.update ?? version.release ?? "")"
    return [
      decision.language(
        en: "Your version is \(name) (\(position)).", fr: "Votre version est \(name) (\(position)).")
    ]
  }

  private static func upgrade(_ decision: Decision) -> [String] {
    let language = decision.language
    guard decision.upgrade.status == .required else { return [] }
    guard let target = decision.upgrade.to else {
      return [
        language(
          en: "A newer version would be needed, and there is none yet.",
          fr: "Une version plus récente serait nécessaire, et il n’y en a pas encore.")
      ]
    }
    let name = "\(decision.product?.name ?? "") \(target)"
    let granted =
      decision.upgrade.isGranted
      ? language(en: "which your contract includes", fr: "que votre contrat inclut")
      : language(en: "which your contract does not include", fr: "que votre contrat n’inclut pas")
    return [
      language(
        en: "To solve this you have to move to \(name), \(granted).",
        fr: "Pour résoudre cela, il faut migrer vers \(name), \(granted).")
    ]
  }

  private static func checklist(_ decision: Decision) -> [String] {
    guard !decision.checklist.isEmpty else { return [] }
    let intro = decision.language(
      en: "To help us analyse it faster, please send us:", fr: "Pour une analyse plus rapide, merci de nous envoyer :")
    return ["", intro] + decision.checklist.map { "- " + $0.text.text(in: decision.language) }
  }

  private static func desk(_ decision: Decision) -> [String] {
    guard let opens = decision.desk?.opensAt, let programme = decision.programme else { return [] }
    // The day is told by UTC; desks do not open around midnight, where the zone would make another day of it.
    let day = opens.civil(offset: 0).day.text(in: decision.language)
    let hour = clockText(second: programme.desk.opens).prefix(5)
    return [
      "",
      decision.language(
        en: "Our support is closed now and opens again on \(day) at \(hour).",
        fr: "Notre support est fermé pour l’instant et rouvre le \(day) à \(hour)."),
    ]
  }
}
