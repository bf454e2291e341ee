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
  ) -> String {
    let name = "\(contract.number) (\(programme.name))"
    let (starts, ends, today) = (
      contract.starts.text(in: language), contract.ends.text(in: language), day.text(in: language)
    )
    switch code {
    case .contractTerminated:
      let end = contract.terminatedOn?.text(in: language) ?? ends
      return language(
        en: "Contract \(name) was terminated on \(end).", fr: "Le contrat \(name) a été résilié le \(end).")
    case .contractSuspended:
      return language(
        en: "Contract \(name) is suspended (it runs from \(starts) to \(ends)).",
        fr: "Le contrat \(name) est suspendu (il court du \(starts) au \(ends)).")
    case .contractNotStarted:
      return language(
        en: "Contract \(name) starts on \(starts), after \(today).",
        fr: "Le contrat \(name) commence le \(starts), après le \(today).")
    case .contractExpired:
      return language(
        en: "Contract \(name) ended on \(ends), before \(today).",
        fr: "Le contrat \(name) a pris fin le \(ends), avant le \(today).")
    default:
      if contract.status == .terminated, contract.lastDayInForce < contract.ends {
        let last = contract.lastDayInForce.text(in: language)
        return language(
          en: "Contract \(name) is in force on \(today); terminated early, its last day is \(last).",
          fr:
            "Le contrat \(name) est en vigueur le \(today) ; résilié par anticipation, son dernier jour est le \(last)."
        )
      }
      return language(
        en: "Contract \(name) is in force on \(today), from \(starts) to \(ends).",
        fr: "Le contrat \(name) est en vigueur le \(today), du \(starts) au \(ends).")
    }
  }

  /// The message where there is no contract to judge.
  static func message(
    withoutContract code: RuleCode, _ question: Question, _ identification: Identification, _ language: Language
  ) -> String {
    switch code {
    case .contractNotFound:
      let number = question.contract ?? ""
      return language(
        en: "There is no contract with the number \(number).", fr: "Aucun contrat n’a le numéro \(number).")
    case .contractNone:
      guard case .identified(let customer) = identification.outcome else { fallthrough }
      return language(
        en: "\(customer.name) (\(customer.id)) has no contract.",
        fr: "\(customer.name) (\(customer.id)) n’a aucun contrat.")
    default:
      return language(
        en: "Not judged: the customer is not identified.", fr: "Non jugé : le client n’est pas identifié.")
    }
  }
}

extension CalendarDay {
  /// The day as people of a language write it: `2026-02-28`, `28/02/2026`.
  public func text(in language: Language) -> String {
    let iso = description
    return language(en: iso, fr: "\(iso.suffix(2))/\(iso.dropFirst(5).prefix(2))/\(iso.prefix(4))")
  }
}
