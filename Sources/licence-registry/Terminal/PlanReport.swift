import Catalogue
import Formats
import LicenceRegistry
import Licensing
import SQLiteStore

/// A plan for people: what changes, what it does to support, what may be wrong; or why it can't be applied.
struct PlanReport {
  /// How many of a list are shown unless all are wanted.
  static let shown = 20

  private let change: CatalogueImport?
  private let plan: PlanSheet
  private let console: Console
  private let isFull: Bool
  private let files: [CatalogueFile]
  private var language: Language { console.language }

  /// A report of what is planned here.
  init(_ change: CatalogueImport, _ console: Console, isFull: Bool, files: [CatalogueFile] = []) {
    self.files = files
    self.change = change
    plan = PlanSheet(change.plan, console.language)
    self.console = console
    self.isFull = isFull
  }

  /// A report of what is planned elsewhere, or without the list of all changes.
  init(_ plan: PlanSheet, _ console: Console, isFull: Bool = false, files: [CatalogueFile] = []) {
    change = nil
    self.files = files
    self.plan = plan
    self.console = console
    self.isFull = isFull
  }

  /// Prints all of it.
  func print() throws {
    faults()
    guard !plan.isRefused else { return }
    readings()
    if !plan.parts.isEmpty { for line in table { console.print(line) } }
    if plan.hasChanges { try changes() }
    skipped()
    guard plan.hasChanges else { return }
    contacts()
    duplicates()
    effect()
  }

  /// Prints what happens to the records of each kind, without more.
  func printTable() {
    faults()
    guard !plan.isRefused else { return }
    if !plan.parts.isEmpty { for line in table { console.print(line) } }
  }

  private func faults() {
    let report = ProblemReport(plan.warnings + plan.problems, in: files, console)
    for warning in plan.warnings { report.tell(warning, isWarning: true) }
    for problem in plan.problems { report.tell(problem) }
    let shown = plan.problems.count
    more(
      plan.problemCount - shown, en: "problems; the first \(shown) are shown",
      fr: "problèmes ; les \(shown) premiers sont affichés")
    let obstacles = plan.obstacles.prefix(isFull ? .max : PlanReport.shown)
    for obstacle in obstacles {
      console.warn(obstacle.text.onOneLine)
      if let hint = obstacle.hint { console.warn("    " + hint.onOneLine) }
    }
    more(plan.obstacleCount - obstacles.count, en: "that stand in the way", fr: "qui s’y opposent")
    if plan.obstacles.contains(where: { $0.code == "import.changed_later" }) {
      console.warn(
        language(
          en: "    --skip-changed leaves these as they are and takes back the rest",
          fr: "    --skip-changed les laisse tels quels et annule le reste"))
    }
  }

  private func more(_ count: Int, en: String, fr: String) {
    if count > 0 { console.warn(language(en: "… and \(count) more \(en).", fr: "… et \(count) autres \(fr).")) }
  }

  private func readings() {
    for reading in plan.readings {
      console.print("\(reading.file): \(reading.kind)")
      for reason in reading.reasons { console.print(console.styled("    " + reason, .dim)) }
    }
  }

  private var table: [String] {
    let header = [
      "", language(en: "added", fr: "ajoutés"), language(en: "changed", fr: "modifiés"),
      language(en: "removed", fr: "supprimés"), language(en: "unchanged", fr: "inchangés"),
    ]
    let rows = plan.parts.map { part in
      [part.kind.plural(language)]
        + [part.counts.added, part.counts.changed, part.counts.removed, part.counts.unchanged].map {
          ProgressBar.grouped($0, language)
        }
    }
    return ([header] + rows).map { cells in
      "  " + cells[0].padded(right: 18) + cells.dropFirst().map { $0.padded(left: 11) }.joined()
    }
  }

  private func changes() throws {
    var listing = ChangeListing(console, isFull: isFull)
    var missing = 0
    for part in plan.parts where part.counts.changes > 0 {
      // Many that are only added are told by their number, unless all is wanted. Contacts are listed apart.
      let isMany = part.counts.added > ChangeListing.listed
      if part.counts.changes == part.counts.added, !isFull, isMany || part.kind == .contact { continue }
      if let change, part.changes.count < part.counts.changes {
        try change.forEachChange(part.kind) { change in
          if isFull || !isMany || change.old != nil { listing.add(change) }
          return true
        }
      } else {
        for change in part.changes where isFull || !isMany || change.sign != .added { listing.add(change) }
        missing += part.counts.changes - part.changes.count
      }
    }
    listing.finish()
    rest(missing)
  }

  /// What an undo leaves as it is, and why.
  private func skipped() {
    guard plan.skipped > 0 else { return }
    heading(
      language(
        en: plan.skipped == 1 ? "1 record stays as it is" : "\(plan.skipped) records stay as they are",
        fr: plan.skipped == 1
          ? "1 enregistrement reste tel quel" : "\(plan.skipped) enregistrements restent tels quels"))
    let shown = plan.skippedRecords.prefix(isFull ? .max : PlanReport.shown)
    for text in shown { console.print("  " + text.onOneLine) }
    rest(plan.skipped - shown.count)
  }

  /// New and changed addresses apart: whoever adds one may want codes sent to it.
  private func contacts() {
    guard let part = plan.parts.first(where: { $0.kind == .contact }) else { return }
    let changes = part.changes.filter { $0.sign != .removed }
    guard !changes.isEmpty else { return }
    heading(
      language(
        en: "Contacts added or changed (no code is sent to them without review for some days)",
        fr: "Contacts ajoutés ou modifiés (aucun code ne leur est envoyé sans contrôle pendant quelques jours)"))
    let shown = changes.prefix(isFull ? .max : PlanReport.shown)
    for change in shown { console.print("  \(change.sign.rawValue) \(change.label)  \(change.customer)".onOneLine) }
    rest(part.counts.added + part.counts.changed - shown.count)
  }

  private func duplicates() {
    guard !plan.duplicates.isEmpty else { return }
    heading(language(en: "Customers that may be the same", fr: "Clients peut-être identiques"))
    let shown = plan.duplicates.prefix(isFull ? .max : PlanReport.shown)
    for duplicate in shown {
      let reason =
        duplicate.isName ? language(en: "name", fr: "nom") : language(en: "domain", fr: "domaine")
      console.print(
        console.styled(
          "  \(duplicate.customers.joined(separator: ", "))  \(reason) \(duplicate.text)".onOneLine, .yellow))
    }
    rest(plan.duplicates.count - shown.count)
  }

  private func effect() {
    guard let effect = plan.effect, effect.contracts > 0 else { return }
    let count = ProgressBar.grouped(effect.contracts, language)
    heading(
      language(
        en: "Effect on support: \(count) contract\(effect.contracts == 1 ? "" : "s")",
        fr: "Effet sur la prise en charge : \(count) contrat\(effect.contracts == 1 ? "" : "s")"))
    for row in effect.rows {
      var text =
        "  " + ProgressBar.grouped(row.contracts, language).padded(left: 7) + "  " + row.message.onOneLine
      if let day = row.day?.text(in: language) {
        text += language(en: " on \(day)", fr: " le \(day)")
      }
      if row.licences > 0 {
        text += language(
          en: ": \(row.licences) licence\(row.licences == 1 ? "" : "s") concerned",
          fr: " : \(row.licences) licence\(row.licences == 1 ? " concernée" : "s concernées")")
      }
      console.print(row.isLoss ? console.styled(text, .yellow) : text)
    }
    guard isFull || effect.contracts <= PlanReport.shown else { return }
    for loss in effect.losses { console.print("    " + loss.onOneLine) }
  }

  private func heading(_ text: String) { console.print("\n" + console.styled(text, .bold)) }

  private func rest(_ count: Int) {
    if count > 0 {
      let number = ProgressBar.grouped(count, language)
      console.print(language(en: "  … and \(number) more", fr: "  … et \(number) autres"))
    }
  }
}
