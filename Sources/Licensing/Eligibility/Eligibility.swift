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
    let identification = Identification(question, facts.identifiers)
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

    var rules: [Decision.RuleResult] = []
    rules.reserveCapacity(Rule.allCases.count)
    rules.append(
      Decision.RuleResult(
        code: leading[0], message: CustomerRule.message(identification, question, facts.identifiers, language),
        candidates: CustomerRule.candidates(identification)))
    rules.append(
      Decision.RuleResult(
        code: leading[1], message: LicenceRule.message(leading[1], question, facts.identifiers, catalogue, language)))
    var decision: Decision
    if let best = assessments.first {
      decision = self.decision(on: question, best, rules, language)
      decision.others = assessments.dropFirst().map { other in
        let codes = leading + other.codes
        let code = codes.first { $0.status == .fail } ?? codes.first { $0.status == .unknown }
        return Decision.Other(contract: other.contract.number, outcome: other.outcome(after: leading), code: code)
      }
    } else {
      decision = self.decision(
        withoutContract: question, facts.identifiers, identification, rules, now: now, language)
    }
    decision.decidedAt = UTCInstant(seconds: now.seconds)
    decision.ticket = question.ticket
    if case .identified(let customer) = identification.outcome { decision.customer = customer }
    decision.summarySentence = Verdict.sentence(decision)
    decision.replyText = Reply.text(decision, on: question)
    return decision
  }

  /// The answer under one contract; `leading` are the results so far.
  private func decision(
    on question: Question, _ best: Assessment, _ leading: consuming [Decision.RuleResult], _ language: Language
  ) -> Decision {
    var rules = leading
    let (programme, day, known) = (best.programme.programme, best.day, best.product.product)
    let version = VersionRule.report(best.product.versionText, best.version, of: known?.product, on: day)
    let upgrade =
      known.map { UpgradeAdvice.advice(best.version, incident: best.incident, of: $0, on: day) } ?? UpgradeAdvice.none
    rules.append(
      Decision.RuleResult(
        code: best.contractCode,
        message: ContractRule.message(best.contractCode, best.contract, programme, on: day, language),
        clause: programme.citations.contract))
    rules.append(
      Decision.RuleResult(
        code: best.product.code, message: best.product.message(question, best.contract, language),
        clause: programme.citations.product, candidates: best.product.candidates))
    rules.append(
      Decision.RuleResult(
        code: best.version.code,
        message: best.version.message(best.product.versionText, of: known?.product, on: day, language),
        clause: programme.window.clause, candidates: best.version.candidates))
    rules.append(
      Decision.RuleResult(
        code: best.topic.code, message: best.topic.message(question, programme, language),
        clause: best.topic.clause(programme), candidates: best.topic.candidates))
    rules.append(
      Decision.RuleResult(
        code: best.incident.code,
        message: best.incident.message(
          question, product: known?.product, version: version, upgrade: upgrade, on: day, language),
        clause: best.incident.advisory == nil ? nil : programme.citations.upgrade))
    var advisories: [Advisory] = []
    if let known, !known.advisories.isEmpty, let resolved = best.version.resolved {
      advisories = known.advisories(affecting: resolved, on: day)
    }
    return Decision(
      id: nil, outcome: Decision.Outcome(of: rules), summarySentence: "", replyText: "", language: language, asOf: day,
      decidedAt: best.instant, ticket: nil, rules: rules, customer: nil, contract: best.contract,
      cataloguedProgramme: best.programme, cataloguedProduct: known, version: version, upgrade: upgrade,
      advisories: advisories, desk: best.programme.deskStatus(at: best.instant), others: [])
  }

  /// The answer where there is no contract to judge; `leading` are the results so far.
  private func decision(
    withoutContract question: Question, _ facts: IdentifierFacts, _ identification: Identification,
    _ leading: consuming [Decision.RuleResult], now: UTCInstant, _ language: Language
  ) -> Decision {
    var rules = leading
    let contract = ContractRule.code(withoutContract: question, facts, identification)
    let incident = IncidentRule.withoutContract(question, language)
    let notJudged = ProductRule.messageWithoutContract(language)
    let tail: [(RuleCode, Sentence)] = [
      (contract, ContractRule.message(withoutContract: contract, question, identification, language)),
      (.productNotEvaluated, notJudged), (.versionNotEvaluated, notJudged),
      (
        question.topic == nil ? .topicNotAsked : .topicNotEvaluated,
        TopicRule.messageWithoutContract(question, language)
      ),
      (incident.code, incident.message),
    ]
    rules += tail.map { Decision.RuleResult(code: $0.0, message: $0.1) }
    let day: CalendarDay
    switch question.at {
    case nil: day = catalogue.homeZone.day(at: now)
    case .instant(let instant): day = catalogue.homeZone.day(at: instant)
    case .day(let asked): day = asked
    }
    return Decision(
      id: nil, outcome: Decision.Outcome(of: rules), summarySentence: "", replyText: "", language: language, asOf: day,
      decidedAt: now, ticket: nil, rules: rules, customer: nil, contract: nil, cataloguedProgramme: nil,
      cataloguedProduct: nil, version: VersionRule.report(question.version, nil, of: nil, on: day),
      upgrade: UpgradeAdvice.none, advisories: [], desk: nil, others: [])
  }
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
