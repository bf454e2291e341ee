/// A decision in one sentence.
enum Verdict {
  static func sentence(_ decision: Decision) -> Sentence {
    let language = decision.language
    let subject = decision.customer?.name ?? language(en: "This ticket", fr: "Ce ticket")
    switch decision.outcome {
    case .eligible:
      guard decision.upgrade.status == .required, let target = decision.upgrade.to else {
        return language.sentence(en: "\(subject): this ticket is covered.", fr: "\(subject) : ce ticket est couvert.")
      }
      let isOut = decision.cataloguedProduct?.product.isOut(target, on: decision.asOf) ?? true
      let wait: Sentence = isOut ? "" : language.sentence(en: " (not out yet)", fr: " (pas encore sortie)")
      return language.sentence(
        en: "\(subject): this ticket is covered, and an upgrade to \(target)\(wait) is required.",
        fr: "\(subject) : ce ticket est couvert, et une migration vers \(target)\(wait) est requise.")
    case .ineligible:
      let reason = decision.rules.first { $0.code.status == .fail }?.sentence ?? ""
      return language.sentence(
        en: "\(subject): this ticket is not covered. \(reason)",
        fr: "\(subject) : ce ticket n’est pas couvert. \(reason)")
    case .undetermined:
      let reason = decision.rules.first { $0.code.status == .unknown }?.sentence ?? ""
      return language.sentence(
        en: "\(subject): a fact is missing. \(reason)", fr: "\(subject) : il manque un élément. \(reason)")
    }
  }
}
