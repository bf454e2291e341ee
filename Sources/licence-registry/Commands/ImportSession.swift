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
  /// Gives the files their names that hold what is left out, and says which; they are dropped if nothing is applied.
  var keepRejects: (() throws -> [String])?

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
    // A file that is there already would be in the way of the real run.
    let keeps = applied != nil || plan.isApplicable && !plan.hasChanges && !isDry
    let rejects = keeps ? try keepRejects?() ?? [] : []
    let outcome = ImportOutcome(
      plan: PlanSheet(plan, console.language), id: applied?.id, isDry: isDry, wasAsked: asksFirst, planFile: planFile,
      database: arguments.value("db"), rejects: rejects, wantsRejects: keepRejects != nil)
    if isJSON {
      try printJSON(change, applied)
      outcome.sayUnasked(console)
    } else {
      outcome.say(console)
    }
    return outcome.status
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
}
