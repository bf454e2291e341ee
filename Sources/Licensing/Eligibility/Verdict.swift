/// A decision in one sentence.
enum Verdict {
  static func sentence(_ decision: Decision) -> Sentence {
    let language = decision.language
    // Whose ticket it is, where that is known; else the sentence begins with the ticket.
    let subject: Sentence = decision.customer.map { language.sentence(en: "\($0.name): ", fr: "\($0.name) : ") } ?? ""
    let isKnown = decision.customer != nil
    let ticket = language(en: isKnown ? "this ticket" : "This ticket", fr: isKnown ? "ce ticket" : "Ce ticket")
    switch decision.outcome {
    case .eligible:
      guard decision.upgrade.status == .required, let target = decision.upgrade.to else {
        return language.sentence(en: "\(subject)\(ticket) is covered.", fr: "\(subject)\(ticket) est couvert.")
      }
      let isOut = decision.cataloguedProduct?.product.isOut(target, on: decision.asOf) ?? true
      let wait: Sentence = isOut ? "" : language.sentence(en: " (not out yet)", fr: " (pas encore sortie)")
      return language.sentence(
        en: "\(subject)\(ticket) is covered, and an upgrade to \(target)\(wait) is required.",
        fr: "\(subject)\(ticket) est couvert, et une migration vers \(target)\(wait) est requise.")
    case .ineligible:
      let reason = decision.rules.first { $0.code.status == .fail }?.sentence ?? ""
      return language.sentence(
        en: "\(subject)\(ticket) is not covered. \(reason)",
        fr: "\(subject)\(ticket) n’est pas couvert. \(reason)")
    case .undetermined:
      let reason = decision.rules.first { $0.code.status == .unknown }?.sentence ?? ""
      return language.sentence(
        en: "\(subject)\(isKnown ? "a" : "A") fact is missing. \(reason)",
        fr: "\(subject)\(isKnown ? "il" : "Il") manque un élément. \(reason)")
    }
  }
}
