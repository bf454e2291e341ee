import Licensing

/// What will change as people read it: how much of it first, then release by release, then contract by contract.
struct ImpactTable {
  private let summary: ImpactSummary
  private let comparison: ImpactCommand.Comparison
  private let contracts: Int
  private let console: Console
  private var language: Language { console.language }

  init(_ summary: ImpactSummary, _ comparison: ImpactCommand.Comparison, contracts: Int, _ console: Console) {
    self.summary = summary
    self.comparison = comparison
    self.contracts = contracts
    self.console = console
  }

  /// Everything above the list.
  var head: String {
    var lines = [headline]
    let ends = contractLines
    if !ends.isEmpty { lines += ["", console.styled(language(en: "Contracts", fr: "Contrats"), .bold)] + ends }
    let releases = summary.releases
    if !releases.isEmpty { lines += ["", releaseHeader(releases)] + releaseLines(releases) }
    if summary.contracts > 0 {
      lines += ["", console.styled(language(en: "Contract by contract", fr: "Contrat par contrat"), .bold)]
    }
    return lines.joined(separator: "\n")
  }

  /// Writes the list line by line.
  func list() -> List {
    List(console: console, width: max(10, min(24, summary.longestNumber)))
  }

  private var headline: String {
    let (from, to) = (comparison.from.text(in: language), comparison.to.text(in: language))
    var text =
      comparison.from == comparison.to
      ? language(en: "On \(from)", fr: "Le \(from)") : language(en: "From \(from) to \(to)", fr: "Du \(from) au \(to)")
    if let release = comparison.release {
      let (name, day) = ("\(release.product) \(release.name)", release.released.text(in: language))
      text += language(en: ", if \(name) comes out on \(day)", fr: ", si \(name) sort le \(day)")
    }
    if summary.contracts == 0 { return text + language(en: ": nothing changes.", fr: " : rien ne change.") }
    if let contract = comparison.contract { return text + language(en: ", \(contract):", fr: ", \(contract) :") }
    let count = summary.contracts
    return text
      + language(
        en: ": \(count) of \(contracts) contracts \(count > 1 ? "change" : "changes").",
        fr: " : \(count) contrat\(count > 1 ? "s" : "") sur \(contracts) \(count > 1 ? "changent" : "change").")
  }

  private var contractLines: [String] {
    func line(_ count: Int, _ one: String, _ several: String) -> String? {
      count == 0 ? nil : "  " + "\(count)".padded(left: 7) + "  " + (count == 1 ? one : several)
    }
    return [
      line(summary.expiring, language(en: "expires", fr: "expire"), language(en: "expire", fr: "expirent")),
      line(
        summary.terminated, language(en: "ends early", fr: "est résilié"),
        language(en: "end early", fr: "sont résiliés")),
      line(summary.starting, language(en: "starts", fr: "commence"), language(en: "start", fr: "commencent")),
    ].compactMap { $0 }
  }

  private func releaseHeader(_ rows: [ImpactSummary.Row]) -> String {
    let titles = columns(
      language(en: "Releases", fr: "Versions"), language(en: "contracts", fr: "contrats"),
      language(en: "licences to upgrade", fr: "licences à migrer"), rows)
    return console.styled(titles, .bold)
  }

  private func releaseLines(_ rows: [ImpactSummary.Row]) -> [String] {
    rows.map { row in
      let isLost = !row.change.isGained
      let text = columns(
        "  " + row.change.message(language), "\(row.contracts)", isLost ? "\(row.change.licences)" : "–", rows)
      return isLost && row.change.licences > 0 ? console.styled(text, .yellow) : text
    }
  }

  private func columns(_ text: String, _ contracts: String, _ licences: String, _ rows: [ImpactSummary.Row]) -> String {
    let width = rows.map { $0.change.message(language).count + 2 }.max() ?? 0
    return text.padded(right: max(width, 24)) + contracts.padded(left: 12) + licences.padded(left: 22)
  }

  /// The list of contracts, each with all that changes for it.
  struct List {
    let console: Console
    let width: Int
    private var last: String?

    init(console: Console, width: Int) {
      self.console = console
      self.width = width
    }

    /// The lines of a change, with the contract's own above the first.
    mutating func line(_ change: ImpactChange) -> String {
      let language = console.language
      var lines: [String] = []
      if last != change.contract.number {
        last = change.contract.number
        let number = console.styled(change.contract.number.padded(right: width), .bold)
        lines.append("  \(number)  \(change.contract.customer.name)")
      }
      var text = change.message(language)
      if case .gains = change.event { text = console.styled(text, .dim) }
      if case .loses(let release) = change.event, release.licences > 0 {
        let count = release.licences
        text += language(
          en: ": \(count) licence\(count > 1 ? "s need" : " needs") an upgrade",
          fr: " : \(count) licence\(count > 1 ? "s" : "") à migrer")
        if let target = release.upgradeTo { text += language(en: " to \(target)", fr: " vers \(target)") }
        text = console.styled(text, .yellow)
      }
      lines.append("  " + String(repeating: " ", count: width) + "  " + text)
      return lines.joined(separator: "\n")
    }
  }
}

extension String {
  /// The text with spaces before it, up to a width.
  func padded(left width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }

  /// The text with spaces behind it, up to a width.
  func padded(right width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
