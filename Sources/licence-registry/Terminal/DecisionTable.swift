import Arguments
import Licensing

/// A decision as a support engineer reads it: the verdict, then every rule with its dates, then what to do.
struct DecisionTable {
  private let decision: Decision
  private let zone: ZoneRules
  private let console: Console

  init(_ decision: Decision, _ catalogue: ProductCatalogue, _ console: Console) {
    self.decision = decision
    self.console = console
    let programme = decision.contract.flatMap { catalogue.programmes[$0.programme] }
    zone = programme.flatMap { catalogue.zones[$0.desk.timeZone] } ?? catalogue.homeZone
  }

  private var language: Language { decision.language }

  /// The whole table, ending with a line end.
  var text: String {
    var lines = [verdict, ""]
    lines += facts.map { "  " + console.styled($0, .dim) } + [""]
    for result in decision.rules { lines += rule(result) }
    let next = toDo
    if !next.isEmpty {
      lines += ["", console.styled(language(en: "What to do", fr: "À faire"), .bold)]
      for item in next { lines += wrapped(item, first: "  • ", then: "    ") }
    }
    if !decision.others.isEmpty {
      lines += ["", console.styled(language(en: "Other contracts", fr: "Autres contrats"), .bold)]
      for other in decision.others {
        lines.append("  \(other.contract)  \(name(other.outcome))" + (other.code.map { "  \($0.rawValue)" } ?? ""))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var verdict: String {
    let style: Console.Style
    switch decision.outcome {
    case .eligible: style = .green
    case .ineligible: style = .red
    case .undetermined: style = .yellow
    }
    let word = name(decision.outcome).uppercased()
    let indent = String(repeating: " ", count: word.count + 2)
    let sentence = wrapped(decision.summary, first: indent, then: indent).joined(separator: "\n").dropFirst(
      indent.count)
    return console.styled(word, style) + "  " + sentence
  }

  private func name(_ outcome: Decision.Outcome) -> String {
    switch outcome {
    case .eligible: language(en: "eligible", fr: "éligible")
    case .ineligible: language(en: "not eligible", fr: "non éligible")
    case .undetermined: language(en: "undetermined", fr: "indéterminé")
    }
  }

  /// Under which records and for which day the answer holds.
  private var facts: [String] {
    let day = decision.asOf.text(in: language)
    var facts = [language(en: "as of \(day) (\(zone.name))", fr: "au \(day) (\(zone.name))")]
    if let ticket = decision.ticket { facts.append("ticket \(ticket)") }
    if let id = decision.id { facts.append(language(en: "recorded as \(id)", fr: "enregistré sous \(id)")) }
    return [facts.joined(separator: " · ")]
  }

  private func rule(_ result: Decision.RuleResult) -> [String] {
    let (mark, style): (String, Console.Style) =
      switch result.code.status {
      case .pass: ("✓", .green)
      case .fail: ("✗", .red)
      case .unknown: ("?", .yellow)
      case .skip: ("–", .dim)
      }
    let title = ruleName(result.code.rule)
    let padding = String(repeating: " ", count: max(1, 10 - title.count))
    let clause = result.clause.map { " [\($0)]" } ?? ""
    let indent = String(repeating: " ", count: 14)
    var lines = wrapped(result.message + clause, first: indent, then: indent)
    guard !lines.isEmpty else { return [] }
    lines[0] =
      "  \(console.styled(mark, style)) \(console.styled(title, .bold))\(padding)" + lines[0].dropFirst(indent.count)
    return lines
  }

  private func ruleName(_ rule: Rule) -> String {
    switch rule {
    case .customer: language(en: "customer", fr: "client")
    case .licence: language(en: "licence", fr: "licence")
    case .contract: language(en: "contract", fr: "contrat")
    case .product: language(en: "product", fr: "produit")
    case .version: language(en: "version", fr: "version")
    case .topic: language(en: "topic", fr: "sujet")
    case .incident: language(en: "incident", fr: "incident")
    }
  }

  private var toDo: [String] {
    var items: [String] = []
    let upgrade = decision.upgrade
    switch (upgrade.status, upgrade.to) {
    case (.none, _): break
    case (.available, let target?):
      items.append(
        language(en: "Upgrade available: \(target)", fr: "Migration possible : \(target)")
          + granted(upgrade) + ".")
    case (_, let target?):
      items.append(
        language(en: "Upgrade required: \(target)", fr: "Migration requise : \(target)")
          + granted(upgrade) + " (\(upgrade.because.joined(separator: ", "))).")
    case (_, nil):
      items.append(
        language(en: "An upgrade is required, and there is none.", fr: "Une migration est requise, et il n’y en a pas.")
          + " (\(upgrade.because.joined(separator: ", ")))")
    }
    for advisory in decision.advisories {
      items.append(
        language(en: "Known incident \(advisory.id): ", fr: "Incident connu \(advisory.id) : ")
          + advisory.title.text(in: language))
    }
    if let desk = decision.desk {
      if desk.isOpen {
        items.append(
          language(en: "The desk is open", fr: "Le support est ouvert")
            + (desk.closesAt.map { language(en: " until \(local($0)).", fr: " jusqu’au \(local($0)).") } ?? "."))
      } else {
        items.append(
          language(en: "The desk is closed", fr: "Le support est fermé")
            + (desk.opensAt.map { language(en: "; it opens \(local($0)).", fr: " ; il ouvre le \(local($0)).") } ?? ".")
        )
      }
    }
    if let vendor = decision.escalation {
      items.append(
        language(en: "Escalation: \(vendor.team). ", fr: "Escalade : \(vendor.team). ")
          + vendor.outcome.text(in: language))
    }
    if !decision.checklist.isEmpty, decision.outcome != .ineligible {
      let list = decision.checklist.map { $0.text.text(in: language) }.joined(separator: language(en: "; ", fr: " ; "))
      items.append(language(en: "Ask for: \(list).", fr: "À demander : \(list)."))
    }
    return items
  }

  /// Whether the contract includes an upgrade; one that is not in force includes nothing.
  private func granted(_ upgrade: Decision.Upgrade) -> String {
    if !upgrade.isGranted {
      return language(en: ", not included in the contract", fr: ", non incluse dans le contrat")
    }
    return decision.isContractInForce
      ? language(en: ", included in the contract", fr: ", incluse dans le contrat")
      : language(en: ", with a contract in force", fr: ", avec un contrat en vigueur")
  }

  /// An instant on the desk's own clock: `Mon 2026-02-27 09:00`, `lun. 27/02/2026 09:00`.
  private func local(_ instant: UTCInstant) -> String {
    let shifted = UTCInstant(seconds: instant.seconds + Int64(zone.offset(at: instant))).description
    let day = zone.day(at: instant)
    let french = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."]
    let english = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let index = Weekday.allCases.firstIndex(of: day.weekday) ?? 0
    let clock = shifted.dropFirst(11).prefix(5)
    return "\(language(en: english[index], fr: french[index])) \(day.text(in: language)) \(clock)"
  }

  private func wrapped(_ text: String, first: String, then: String) -> [String] {
    HelpText.wrapped(console.typeset(text), width: console.width - first.count).enumerated().map { index, line in
      (index == 0 ? first : then) + line
    }
  }
}
