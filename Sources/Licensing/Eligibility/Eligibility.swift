/// The eligibility decision: facts in, decision out, no I/O and no clock.
public struct Eligibility: Sendable {
  private let catalogue: ProductCatalogue

  /// A contract names a programme that the catalogue lacks: the facts and the catalogue are not of one state.
  public struct ProgrammeMissing: Error, Sendable {
    /// The programme's id.
    public let programme: String
  }

  /// Decides by a catalogue.
  public init(_ catalogue: ProductCatalogue) {
    self.catalogue = catalogue
  }

  /// Answers a question from the facts, in a language.
  ///
  /// - Parameters:
  ///   - question: what is asked.
  ///   - facts: the records that it is about.
  ///   - now: the present; it is judged unless the question names another time.
  ///   - language: of the messages.
  /// - Throws: ``ProgrammeMissing`` if the facts and the catalogue are not of one state.
  public func decision(
    on question: Question, _ facts: Facts, now: UTCInstant, language: Language
  ) throws(ProgrammeMissing) -> Decision {
    let identification = facts.identification
    let leading = [CustomerRule.code(identification), LicenceRule.code(question, facts.identifiers)]
    var assessments: [Assessment] = []
    for contract in facts.contracts {
      guard let programme = catalogue.programme(id: contract.programme) else {
        throw ProgrammeMissing(programme: contract.programme)
      }
      assessments.append(
        Assessment(
          contract, under: programme, question, licence: facts.identifiers.licence, now: now, catalogue, language))
    }
    if assessments.count > 1 { assessments.sort { $0.precedes($1, after: leading) } }

    let first = [
      Decision.RuleResult(
        code: leading[0], message: CustomerRule.message(identification, question, facts.identifiers, language),
        candidates: CustomerRule.candidates(identification)),
      Decision.RuleResult(
        code: leading[1], message: LicenceRule.message(leading[1], question, facts.identifiers, catalogue, language)),
    ]
    guard let best = assessments.first else {
      return decision(withoutContract: question, facts.identifiers, identification, first, now: now, language)
    }
    let others = assessments.dropFirst().map { other in
      let codes = leading + other.codes
      let code = codes.first { $0.status == .fail } ?? codes.first { $0.status == .unknown }
      return Decision.Other(contract: other.contract.number, outcome: other.outcome(after: leading), code: code)
    }
    return decision(on: question, best, identification, first, others, now: now, language)
  }

  /// The answer under one contract; `first` are the results of the rules about who asks.
  private func decision(
    on question: Question, _ best: Assessment, _ identification: Identification, _ first: [Decision.RuleResult],
    _ others: [Decision.Other], now: UTCInstant, _ language: Language
  ) -> Decision {
    let (programme, day, known) = (best.programme, best.day, best.product.product)
    let version = best.version
    let upgrade =
      known.map { UpgradeAdvice.advice(version.rule, incident: best.incident, of: $0, on: day) } ?? UpgradeAdvice.none
    let rules = [
      first[0], first[1],
      Decision.RuleResult(
        code: best.contractCode,
        message: ContractRule.message(best.contractCode, best.contract, programme.programme, on: day, language),
        clause: programme.programme.citations.contract),
      Decision.RuleResult(
        code: best.product.code, message: best.product.message(question, best.contract, language),
        clause: programme.programme.citations.product, candidates: best.product.candidates),
      Decision.RuleResult(
        code: version.rule.code, message: version.message,
        clause: programme.programme.window.clause, candidates: version.rule.candidates),
      Decision.RuleResult(
        code: best.topic.code, message: best.topic.message(question, programme.programme, language),
        clause: best.topic.clause(programme.programme), candidates: best.topic.candidates),
      Decision.RuleResult(
        code: best.incident.code,
        message: best.incident.message(
          question, product: known, version: version.report, upgrade: upgrade, on: day, language),
        clause: best.incident.advisory == nil ? nil : programme.programme.citations.upgrade),
    ]
    var advisories: [Advisory] = []
    if let known, !known.advisories.isEmpty, let resolved = version.rule.resolved {
      advisories = known.advisories(affecting: resolved, on: day)
    }
    return Decision(
      id: nil, outcome: Decision.Outcome(of: rules), language: language, asOf: day,
      decidedAt: UTCInstant(seconds: now.seconds), ticket: question.ticket, rules: rules,
      customer: identification.customer,
      foreignLicence: foreignLicence(first, question),
      contract: best.contract, cataloguedProgramme: programme, cataloguedProduct: known, version: version.report,
      upgrade: upgrade, advisories: advisories, desk: programme.deskStatus(at: best.instant), others: others)
  }

  /// The answer where there is no contract to judge; `first` are the results of the rules about who asks.
  private func decision(
    withoutContract question: Question, _ facts: IdentifierFacts, _ identification: Identification,
    _ first: [Decision.RuleResult], now: UTCInstant, _ language: Language
  ) -> Decision {
    let contract = ContractRule.code(withoutContract: question, facts, identification)
    let incident = IncidentRule.withoutContract(question, language)
    let notJudged = ProductRule.messageWithoutContract(language)
    let rules = [
      first[0], first[1],
      Decision.RuleResult(
        code: contract, message: ContractRule.message(withoutContract: contract, question, identification, language)),
      Decision.RuleResult(code: .productNotEvaluated, message: notJudged),
      Decision.RuleResult(code: .versionNotEvaluated, message: notJudged),
      Decision.RuleResult(
        code: question.topic == nil ? .topicNotAsked : .topicNotEvaluated,
        message: TopicRule.messageWithoutContract(question, language)),
      Decision.RuleResult(code: incident.code, message: incident.message),
    ]
    let day: CalendarDay
    switch question.at {
    case nil: day = catalogue.homeZone.day(at: now)
    case .instant(let instant): day = catalogue.homeZone.day(at: instant)
    case .day(let asked): day = asked
    }
    return Decision(
      id: nil, outcome: Decision.Outcome(of: rules), language: language, asOf: day,
      decidedAt: UTCInstant(seconds: now.seconds), ticket: question.ticket, rules: rules,
      customer: identification.customer, foreignLicence: foreignLicence(first, question), contract: nil,
      cataloguedProgramme: nil,
      cataloguedProduct: nil, version: VersionRule.notEvaluated.report(question.version, of: nil, on: day),
      upgrade: UpgradeAdvice.none, advisories: [], desk: nil, others: [])
  }
}

/// The licence code that was given, masked, where it is another contract's.
private func foreignLicence(_ results: [Decision.RuleResult], _ question: Question) -> String? {
  guard results[1].code == .licenceOtherContract else { return nil }
  return question.licence.map { LicenceCode($0).masked }
}

extension Decision.Outcome {
  fileprivate init(of rules: [Decision.RuleResult]) {
    self = .eligible
    for index in rules.indices {
      switch rules[index].code.status {
      case .fail:
        self = .ineligible
        return
      case .unknown: self = .undetermined
      case .pass, .skip: break
      }
    }
  }
}
