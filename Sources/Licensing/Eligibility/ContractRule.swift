/// Whether a contract is in force on a day; its first and its last day are both inside (DESIGN, section 4, "In force").
enum ContractRule {
  static func code(_ contract: Contract, on day: CalendarDay) -> RuleCode {
    if contract.status == .terminated, let end = contract.terminatedOn, day >= end { return .contractTerminated }
    if contract.status == .suspended { return .contractSuspended }
    if day < contract.starts { return .contractNotStarted }
    if day > contract.ends { return .contractExpired }
    return .contractInForce
  }

  /// The code where there is no contract to judge.
  static func code(withoutContract question: Question, _ facts: IdentifierFacts, _ identification: Identification)
    -> RuleCode
  {
    if question.contract != nil, facts.contract == nil { return .contractNotFound }
    if case .identified = identification.outcome { return .contractNone }
    return .contractNotEvaluated
  }

  static func message(
    _ code: RuleCode, _ contract: Contract, _ programme: Programme, on day: CalendarDay, _ language: Language
  ) -> Sentence {
    let name: Sentence = "\(contract.number) (\(programme.name))"
    let (starts, ends) = (contract.starts, contract.ends)
    switch code {
    case .contractTerminated:
      let end = contract.terminatedOn ?? ends
      return language.sentence(
        en: "Contract \(name) was terminated on \(en: end).",
        fr: "Le contrat \(name) a été résilié le \(fr: end).")
    case .contractSuspended:
      return language.sentence(
        en: "Contract \(name) is suspended (it runs from \(en: starts) to \(en: ends)).",
        fr: "Le contrat \(name) est suspendu (il court du \(fr: starts) au \(fr: ends)).")
    case .contractNotStarted:
      return language.sentence(
        en: "Contract \(name) starts on \(en: starts), after \(en: day).",
        fr: "Le contrat \(name) commence le \(fr: starts), après le \(fr: day).")
    case .contractExpired:
      return language.sentence(
        en: "Contract \(name) ended on \(en: ends), before \(en: day).",
        fr: "Le contrat \(name) a pris fin le \(fr: ends), avant le \(fr: day).")
    default:
      if contract.status == .terminated, contract.lastDayInForce < contract.ends {
        let last = contract.lastDayInForce
        return language.sentence(
          en: "Contract \(name) is in force on \(en: day); terminated early, its last day is \(en: last).",
          fr:
            "Le contrat \(name) est en vigueur le \(fr: day) ; résilié par anticipation, son dernier jour est le \(fr: last)."
        )
      }
      return language.sentence(
        en: "Contract \(name) is in force on \(en: day), from \(en: starts) to \(en: ends).",
        fr: "Le contrat \(name) est en vigueur le \(fr: day), du \(fr: starts) au \(fr: ends).")
    }
  }

  /// The message where there is no contract to judge.
  static func message(
    withoutContract code: RuleCode, _ question: Question, _ identification: Identification, _ language: Language
  ) -> Sentence {
    switch code {
    case .contractNotFound:
      let number = question.contract ?? ""
      return language.sentence(
        en: "There is no contract with the number \(number).", fr: "Aucun contrat n’a le numéro \(number).")
    case .contractNone:
      guard case .identified(let customer) = identification.outcome else { fallthrough }
      return language.sentence(
        en: "\(customer.name) (\(customer.id)) has no contract.",
        fr: "\(customer.name) (\(customer.id)) n’a aucun contrat.")
    default:
      return language.sentence(
        en: "Not judged: the customer is not identified.", fr: "Non jugé : le client n’est pas identifié.")
    }
  }
}
