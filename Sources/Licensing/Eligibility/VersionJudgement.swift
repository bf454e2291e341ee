/// All that is said of one version of a product under a contract's lines, on a day and in a language.
///
/// Made once and kept, because many tickets are about the same few versions: what it says depends on nothing that differs
/// from customer to customer but the lines and the end of their contract.
final class VersionJudgement: Sendable {
  /// What the rule says.
  let rule: VersionRule
  /// The version for the answer.
  let report: Decision.Version?
  /// What the rule says, for people.
  let message: Sentence

  /// Where the product is not known or not included.
  init(notEvaluated text: String?, on day: CalendarDay, _ language: Language) {
    rule = .notEvaluated
    report = rule.report(text, of: nil, on: day)
    message = rule.message(text, of: nil, on: day, language)
  }

  /// Judges what a ticket reports, or that it reports nothing.
  init(
    _ text: String?, of product: CatalogueProduct, in catalogue: ProductCatalogue, licence: borrowing Licence?,
    contract: borrowing Contract, window: Programme.Window, on day: CalendarDay, _ language: Language
  ) {
    rule = VersionRule(
      text: text, of: product, in: catalogue, licence: licence, contract: contract, window: window, on: day)
    report = rule.report(text, of: product, on: day)
    message = rule.message(text, of: product.product, on: day, language).settled()
  }
}
