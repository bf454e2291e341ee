/// One contract judged by itself: the rules that depend on it, without their texts.
///
/// A class, because it holds much that would be copied with it.
final class Assessment {
  let contract: Contract
  let programme: CatalogueProgramme
  let instant: UTCInstant
  let day: CalendarDay
  let contractCode: RuleCode
  let product: ProductRule
  let version: VersionJudgement
  let topic: TopicRule
  let incident: IncidentRule

  init(
    _ contract: Contract, under programme: CatalogueProgramme, _ question: borrowing Question,
    licence: borrowing Licence?, now: UTCInstant, _ catalogue: ProductCatalogue, _ language: Language
  ) {
    self.contract = contract
    self.programme = programme
    let zone = programme.zone
    switch question.at {
    case nil: (instant, day) = (now, zone.day(at: now))
    case .instant(let asked): (instant, day) = (asked, zone.day(at: asked))
    case .day(let asked): (instant, day) = (zone.instant(of: asked, second: 43_200), asked)
    }
    contractCode = ContractRule.code(contract, on: day)
    product = ProductRule(question, licence: licence, contract: contract, catalogue)
    if product.code == .productIncluded, let known = product.product {
      version = known.judgement(
        on: product.versionText, in: catalogue, licence: licence, contract: contract,
        window: programme.programme.window, day, language)
    } else {
      version = VersionJudgement(notEvaluated: product.versionText, on: day, language)
    }
    topic = TopicRule(question, programme, language)
    incident = IncidentRule(question, product: product.product, version: version.rule.resolved, catalogue, on: day)
  }

  /// The codes of the rules from the contract on, in order.
  var codes: [RuleCode] { [contractCode, product.code, version.rule.code, topic.code, incident.code] }

  /// The outcome together with the codes of the rules before the contract.
  func outcome(after leading: [RuleCode]) -> Decision.Outcome {
    Decision.Outcome(of: leading + codes)
  }

  /// Whether this contract answers the question better than another (DESIGN, section 4, "Which contract").
  func precedes(_ other: Assessment, after leading: [RuleCode]) -> Bool {
    let ranks = (outcome(after: leading).rank, other.outcome(after: leading).rank)
    if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
    let inForce = (contractCode == .contractInForce, other.contractCode == .contractInForce)
    if inForce.0 != inForce.1 { return inForce.0 }
    let included = (product.code == .productIncluded, other.product.code == .productIncluded)
    if included.0 != included.1 { return included.0 }
    let failing = (codes.count { $0.status == .fail }, other.codes.count { $0.status == .fail })
    if failing.0 != failing.1 { return failing.0 < failing.1 }
    if contract.ends != other.contract.ends { return contract.ends > other.contract.ends }
    return contract.number < other.contract.number
  }
}

extension Decision.Outcome {
  /// Any fail: ineligible.
  ///
  /// Else any unknown: undetermined. Else eligible.
  init(of codes: [RuleCode]) {
    if codes.contains(where: { $0.status == .fail }) {
      self = .ineligible
    } else if codes.contains(where: { $0.status == .unknown }) {
      self = .undetermined
    } else {
      self = .eligible
    }
  }

  /// Better outcomes first.
  var rank: Int {
    switch self {
    case .eligible: 0
    case .undetermined: 1
    case .ineligible: 2
    }
  }
}
