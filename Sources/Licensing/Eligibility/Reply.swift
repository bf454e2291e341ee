/// A decision as a text that a support engineer can paste into a mail to the customer.
///
/// It says less than the rules do: who else an identifier may belong to is not for the customer to read.
struct Reply {
  private let decision: Decision
  private let language: Language
  private var text: Sentence

  static func text(_ decision: Decision, on question: Question) -> Sentence {
    var reply = Reply(decision)
    reply.write(on: question)
    return reply.text
  }

  private init(_ decision: Decision) {
    self.decision = decision
    language = decision.language
    text = Sentence(capacity: 1024)
  }

  private mutating func line(_ line: Sentence) {
    if !text.utf8.isEmpty { text.append("\n") }
    text.append(line)
  }

  private mutating func emptyLine() { text.append("\n") }

  private mutating func write(on question: Question) {
    line(language.sentence(en: "Hello,", fr: "Bonjour,"))
    emptyLine()
    let ticket = decision.ticket.map { " " + $0 } ?? ""
    switch decision.outcome {
    case .eligible:
      let contract = decision.contract?.number ?? ""
      let programme = decision.cataloguedProgramme?.programme.name ?? ""
      line(
        language.sentence(
          en:
            "Your request\(ticket) is covered by contract \(contract) (\(programme)); one of our engineers will contact you.",
          fr:
            "Votre demande\(ticket) est prise en charge au titre du contrat \(contract) (\(programme)) ; l’un de nos ingénieurs vous contacte."
        ))
      version()
      upgrade()
      checklist()
      desk()
    case .ineligible:
      line(
        language.sentence(
          en: "We can't take on your request\(ticket), for this reason:",
          fr: "Nous ne pouvons pas prendre en charge votre demande\(ticket), pour cette raison :"))
      for result in decision.rules where result.code.status == .fail { line("- \(reason(result, question))") }
      upgrade()
    case .undetermined:
      line(
        language.sentence(
          en: "To take on your request\(ticket), we need one more thing from you:",
          fr: "Pour prendre en charge votre demande\(ticket), il nous manque un élément :"))
      for result in decision.rules where result.code.status == .unknown { line("- \(reason(result, question))") }
      checklist()
    }
    emptyLine()
    line(language.sentence(en: "Kind regards,", fr: "Cordialement,"))
    if let name = decision.cataloguedProgramme?.programme.name {
      line(language.sentence(en: "\(name) support", fr: "Le support \(name)"))
    }
  }

  /// Why, in words for the customer: no other customer, contract or code is named.
  private func reason(_ result: Decision.RuleResult, _ question: Question) -> Sentence {
    switch result.code {
    case .customerConflict, .customerMissing, .customerNotFound, .customerAmbiguous:
      return language.sentence(
        en:
          "We could not find your contract by what you gave us. Please send us your contract number or a licence code.",
        fr:
          "Nous n’avons pas retrouvé votre contrat d’après vos indications. Merci de nous donner votre numéro de contrat ou un code licence."
      )
    case .licenceOtherContract:
      let code = question.licence.map { LicenceCode($0).masked } ?? ""
      return language.sentence(
        en: "The licence code \(code) does not belong to the contract that you named.",
        fr: "Le code licence \(code) ne relève pas du contrat que vous avez indiqué.")
    default: return result.sentence
    }
  }

  private mutating func version() {
    guard let version = decision.version, let position = version.position,
      let product = decision.cataloguedProduct?.product.name
    else { return }
    let name = version.update ?? version.release ?? ""
    line(
      language.sentence(
        en: "Your version is \(product) \(name) (\(position)).",
        fr: "Votre version est \(product) \(name) (\(position))."))
  }

  private mutating func upgrade() {
    guard decision.upgrade.status == .required else { return }
    guard let target = decision.upgrade.to else {
      line(
        language.sentence(
          en: "A newer version would be needed, and there is none yet.",
          fr: "Une version plus récente serait nécessaire, et il n’y en a pas encore."))
      return
    }
    let product = decision.cataloguedProduct?.product.name ?? ""
    let granted =
      decision.upgrade.isGranted
      ? language.sentence(en: "which your contract includes", fr: "que votre contrat inclut")
      : language.sentence(en: "which your contract does not include", fr: "que votre contrat n’inclut pas")
    line(
      language.sentence(
        en: "To solve this you have to move to \(product) \(target), \(granted).",
        fr: "Pour résoudre cela, il faut migrer vers \(product) \(target), \(granted)."))
  }

  private mutating func checklist() {
    guard let items = decision.cataloguedProgramme?.programme.checklist, !items.isEmpty else { return }
    emptyLine()
    line(
      language.sentence(
        en: "To help us analyse it faster, please send us:", fr: "Pour une analyse plus rapide, merci de nous envoyer :"
      ))
    for place in items.indices { line("- \(items[place].text.text(in: language))") }
  }

  private mutating func desk() {
    guard let opens = decision.desk?.opensAt, let programme = decision.cataloguedProgramme?.programme else { return }
    // The day is told by UTC; desks do not open around midnight, where the zone would make another day of it.
    let day = opens.civil(offset: 0).day.text(in: language)
    let hour = String(clockText(second: programme.desk.opens).prefix(5))
    emptyLine()
    line(
      language.sentence(
        en: "Our support is closed now and opens again on \(day) at \(hour).",
        fr: "Notre support est fermé pour l’instant et rouvre le \(day) à \(hour)."))
  }
}
