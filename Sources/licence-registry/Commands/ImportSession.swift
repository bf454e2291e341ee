import Arguments
import Formats
import LicenceRegistry
import Licensing
import SQLiteStore

/// One change set on the command line: its progress, its plan, the question, and what became of it.
final class ImportSession {
  private let arguments: ParsedArguments
  private let console: Console
  private var bar: ProgressBar
  private let isQuiet: Bool
  /// The files that are read, to show the lines of problems.
  private let files: [CatalogueFile]

  init(_ arguments: ParsedArguments, _ console: Console, files: [CatalogueFile] = []) {
    self.files = files
    self.arguments = arguments
    self.console = console
    isQuiet = arguments.has("quiet")
    bar = ProgressBar(console, isQuiet: isQuiet, resultsGoToTerminal: false)
  }

  /// Plans with a bar that shows how far the reading is.
  func planning(_ plan: (@escaping ImportProgress.Watcher) throws -> CatalogueImport) throws -> CatalogueImport {
    defer { bar.clear() }
    return try plan { [self] in bar.update(rows: $0.records, fraction: $0.fraction) }
  }

  /// Shows the plan, asks if that is wanted, applies it, and says what became of it.
  ///
  /// - Parameters:
  ///   - isAgreed: whether it was agreed to before.
  ///   - planFile: the file that keeps the plan, where that is all that is wanted.
  func conclude(_ change: CatalogueImport, isAgreed: Bool = false, planFile: String? = nil) throws -> ExitStatus {
    let plan = change.plan
    let isJSON = arguments.has("json")
    let isDry = arguments.has("dry-run")
    let isReady = plan.isApplicable && plan.hasChanges && !isDry && planFile == nil
    let asksFirst = isReady && !isAgreed && !arguments.has("yes") && !isJSON && console.canAsk
    if !isJSON, !isQuiet || asksFirst || !plan.isApplicable {
      try PlanReport(change, console, isFull: arguments.has("full"), files: files).print()
    }
    var agrees = isAgreed || arguments.has("yes")
    if asksFirst { agrees = console.asks(console.language(en: "Apply? [y/N]", fr: "Appliquer ? [o/N]")) }
    var applied: ImportRecord?
    if isReady, agrees {
      bar = ProgressBar(console, isQuiet: isQuiet, resultsGoToTerminal: false)
      defer { bar.clear() }
      do {
        applied = try change.apply(at: SystemClock.now(), actor: "cli:\(CheckCommand.user)") { [self] in
          bar.update(rows: $0.records, fraction: $0.fraction)
        }
      } catch let error as ImportOutdated {
        bar.clear()
        console.fail(error.message(console.language), hint: nil)
        return .failure
      }
    }
    if isJSON {
      try printJSON(change, applied)
    } else {
      say(plan, applied, planFile: planFile, asked: asksFirst, isDry: isDry)
    }
    if !plan.isApplicable { return .failure }
    if !plan.hasChanges || applied != nil { return .success }
    if isDry { return .wouldChange }
    return planFile == nil ? .failure : .success
  }

  /// The plan with every change, written as it is gone through: there may be millions.
  private func printJSON(_ change: CatalogueImport, _ applied: ImportRecord?) throws {
    var writer = JSONWriter()
    writer.plan(change.plan, applied: applied, console.language, changes: false)
    console.print(String(writer.text.dropLast()) + ",\"changes\":[")
    var isFirst = true
    func write(_ item: Staging.Change) {
      writer.reset()
      writer.change(item)
      console.print((isFirst ? "" : ",") + writer.text)
      isFirst = false
    }
    for part in change.plan.parts {
      // What has been applied is no change any more: what the plan kept is shown.
      if applied != nil || part.counts.changes <= part.changes.count {
        part.changes.forEach(write)
      } else {
        try change.forEachChange(part.kind) { item in
          write(item)
          return true
        }
      }
    }
    console.print("]}")
  }

  private func say(_ plan: ImportPlan, _ applied: ImportRecord?, planFile: String?, asked: Bool, isDry: Bool) {
    let language = console.language
    if plan.isApplicable, plan.rejectedCount > 0 {
      let count = plan.rejectedCount
      console.warn(
        language(
          en: count == 1 ? "1 record is left out." : "\(count) records are left out.",
          fr: count == 1
            ? "1 enregistrement est laissé de côté." : "\(count) enregistrements sont laissés de côté."))
    }
    if !plan.isApplicable {
      let count = plan.problemCount + plan.obstacleCount
      console.warn(
        language(
          en: "Refused: \(count) problem\(count == 1 ? "" : "s"). Nothing was changed.",
          fr: "Refusé : \(count) problème\(count == 1 ? "" : "s"). Rien n’a été modifié."))
    } else if !plan.hasChanges {
      console.print(language(en: "Nothing to do.", fr: "Rien à faire."))
    } else if let applied {
      console.print(language(en: "Applied as \(applied.id).", fr: "Appliqué sous le numéro \(applied.id)."))
    } else if let planFile {
      console.print(
        language(
          en: "Nothing was changed. Apply it with: licence-registry import apply \(planFile)",
          fr: "Rien n’a été modifié. Pour appliquer : licence-registry import apply \(planFile)"))
    } else if isDry {
      console.print(language(en: "Dry run: nothing was changed.", fr: "Essai à blanc : rien n’a été modifié."))
    } else if asked {
      console.print(language(en: "Nothing was changed.", fr: "Rien n’a été modifié."))
    } else {
      console.warn(
        language(
          en: "Not applied: there is no terminal to ask on. Add --yes to apply, or --dry-run to only look.",
          fr:
            "Non appliqué : il n’y a pas de terminal où demander. Ajoutez --yes pour appliquer, ou --dry-run pour seulement voir."
        ))
    }
  }
}
