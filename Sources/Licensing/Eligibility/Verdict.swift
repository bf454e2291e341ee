/// A decision in one sentence.
enum Verdict {
  static func sentence(_ decision: Decision) -> String {
    let language = decision.language
    let subject = decision.customer.map { $0.name } ?? language(en: "This ticket", fr: "Ce ticket")
    switch decision.outcome {
    case .eligible:
      guard decision.upgrade.status == .required, let target = decision.upgrade.to else {
        return language(en: "\(subject): this ticket is covered.", fr: "\(subject) : ce ticket est couvert.")
      }
      let isOut = decision.product?.isOut(target, on: decision.asOf) ?? true
      let wait = isOut ? "" : language(en: " (not out yet)", fr: " (pas encore sortie)")
      return language(
        en: "\(subject): this ticket is covered, and an upgrade to \(target)\(wait) is required.",
        fr: "\(subject) : ce ticket est couvert, et une migration vers \(target)\(wait) est requise.")
    case .ineligible:
      let reason = decision.rules.first { $0.code.status == .fail }?.message ?? ""
      return language(
        en: "\(subject): this ticket is not covered. \(reason)",
        fr: "\(subject) : ce ticket n’est pas couvert. \(reason)")
    case .undetermined:
      let reason = decision.rules.first { $0.code.status == .unknown }?.message ?? ""
      return language(
        en: "\(subject): a fact is missing. \(reason)", fr: "\(subject) : il manque un élément. \(reason)")
    }
  }
}
