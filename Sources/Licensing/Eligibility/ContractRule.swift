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
    let starts = contract.starts.text(in: language)
    let ends = contract.ends.text(in: language)
    let today = day.text(in: language)
    switch code {
    case .contractTerminated:
      let end = contract.terminatedOn?.text(in: language) ?? ends
      return language.sentence(
        en: "Contract \(name) was terminated on \(end).", fr: "Le contrat \(name) a été résilié le \(end).")
    case .contractSuspended:
      return language.sentence(
        en: "Contract \(name) is suspended (it runs from \(starts) to \(ends)).",
        fr: "Le contrat \(name) est suspendu (il court du \(starts) au \(ends)).")
    case .contractNotStarted:
      return language.sentence(
        en: "Contract \(name) starts on \(starts), after \(today).",
        fr: "Le contrat \(name) commence le \(starts), après le \(today).")
    case .contractExpired:
      return language.sentence(
        en: "Contract \(name) ended on \(ends), before \(today).",
        fr: "Le contrat \(name) a pris fin le \(ends), avant le \(today).")
    default:
      if contract.status == .terminated, contract.lastDayInForce < contract.ends {
        let last = contract.lastDayInForce.text(in: language)
        return language.sentence(
          en: "Contract \(name) is in force on \(today); terminated early, its last day is \(last).",
          fr:
            "Le contrat \(name) est en vigueur le \(today) ; résilié par anticipation, son dernier jour est le \(last)."
        )
      }
      return language.sentence(
        en: "Contract \(name) is in force on \(today), from \(starts) to \(ends).",
        fr: "Le contrat \(name) est en vigueur le \(today), du \(starts) au \(ends).")
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

extension CalendarDay {
  /// The day as people of a language write it: `2026-02-28`, `28/02/2026`.
  public func text(in language: Language) -> String {
    switch language {
    case .english: return description
    case .french:
      let (year, month, day) = components
      func digit(_ number: Int) -> UInt8 { UInt8(0x30 + number % 10) }
      let bytes: [UInt8] = [
        digit(day / 10), digit(day), 0x2F, digit(month / 10), digit(month), 0x2F,
        digit(year / 1000), digit(year / 100), digit(year / 10), digit(year),
      ]
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
