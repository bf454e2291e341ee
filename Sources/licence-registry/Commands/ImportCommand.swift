import Arguments
import Catalogue
import Formats
import LicenceRegistry
import Licensing
import SQLiteStore

/// `import`: reads catalogue files, shows the plan, and applies it.
enum ImportCommand {
  static let form = CommandForm(
    name: "import", summary: "Import catalogue files or folders: a plan first, then all of it or nothing.",
    arguments: .some("PATH"),
    options: [
      RegistryLocation.option,
      .flag("yes", "apply the plan without asking"),
      .flag("dry-run", "stop after the plan; exit status 3 if it has changes"),
      .flag("json", "the plan as JSON"),
    ],
    notes: """
      Files are JSON5 (.json5, .json) or CSV; a folder is imported as one change set.
      Exit status: 0 applied or nothing to do, 1 refused or failed, 3 --dry-run found changes, 64 bad usage.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let files = try CatalogueFile.files(at: arguments.arguments)
    // Only looking makes no registry.
    if arguments.has("dry-run") {
      return try RegistryLocation.looking(arguments) { try run(files, into: $0, arguments, console) }
    }
    return try run(files, into: try RegistryLocation.openOrCreate(arguments), arguments, console)
  }

  private static func run(
    _ files: [CatalogueFile], into registry: Registry, _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    let isDry = arguments.has("dry-run")
    let asksFirst = !isDry && !arguments.has("yes") && !arguments.has("json") && console.canAsk
    let (plan, status) = try run(files, into: registry, console, isDry: isDry) { plan in
      if arguments.has("yes") { return true }
      guard asksFirst else { return false }
      report(plan, console)
      return console.asks(console.language(en: "Apply? [y/N]", fr: "Appliquer ? [o/N]"))
    }
    if arguments.has("json") {
      var writer = JSONWriter(pretty: console.isTerminal)
      writer.plan(plan, isApplied: status == .success && plan.hasChanges)
      console.print(writer.text)
    } else {
      if !asksFirst || plan.problemCount > 0 || !plan.hasChanges { report(plan, console) }
      conclude(plan, status, asked: asksFirst, isDry: isDry, console)
    }
    return status
  }

  /// Plans, and applies if `agrees` says so.
  static func run(
    _ files: [CatalogueFile], into registry: Registry, _ console: Console, isDry: Bool = false,
    agrees: (ImportPlan) -> Bool
  ) throws -> (ImportPlan, ExitStatus) {
    let catalogueImport = try CatalogueImport(files, into: registry)
    let plan = catalogueImport.plan
    guard plan.problemCount == 0 else { return (plan, .failure) }
    guard plan.hasChanges else { return (plan, .success) }
    if isDry { return (plan, .wouldChange) }
    guard agrees(plan) else { return (plan, .failure) }
    try catalogueImport.apply()
    return (plan, .success)
  }

  /// The plan, or all that is wrong with the files.
  ///
  /// - Parameter explaining: whether to say how CSV files were understood, and why.
  static func report(_ plan: ImportPlan, _ console: Console, explaining: Bool = true) {
    let isFrench = console.language == .french
    for warning in plan.warnings {
      console.warn(warning.line(inFrench: isFrench) + console.language(en: " (warning)", fr: " (avertissement)"))
    }
    for problem in plan.problems {
      console.warn(problem.line(inFrench: isFrench))
      if let hint = problem.hint { console.warn("    " + (isFrench ? hint.fr : hint.en)) }
    }
    if plan.problemCount > plan.problems.count {
      let more = plan.problemCount - plan.problems.count
      console.warn(console.language(en: "… and \(more) more problems.", fr: "… et \(more) autres problèmes."))
    }
    guard plan.problemCount == 0 else { return }
    if explaining {
      for reading in plan.readings {
        console.print("\(reading.file): \(reading.kind.rawValue)")
        for reason in reading.reasons {
          console.print(console.styled("    " + (isFrench ? reason.fr : reason.en), .dim))
        }
      }
    }
    for line in table(plan, console) { console.print(line) }
    let changed = plan.parts.flatMap { $0.changes.filter { $0.old != nil } }
    for change in changed.prefix(20) {
      let fields = change.changedFields.map { field in
        "\(field): \(change.old?[field].description ?? "") → \(change.new[field])"
      }
      console.print("  ~ \(change.new.kind.singular) \(change.new.label): \(fields.joined(separator: ", "))")
    }
    if changed.count > 20 {
      let more = changed.count - 20
      console.print(console.language(en: "  ~ … and \(more) more", fr: "  ~ … et \(more) autres"))
    }
  }

  /// What happens to the records of each kind, in columns.
  private static func table(_ plan: ImportPlan, _ console: Console) -> [String] {
    let language = console.language
    let header = [
      "", language(en: "added", fr: "ajoutés"), language(en: "changed", fr: "modifiés"),
      language(en: "unchanged", fr: "inchangés"),
    ]
    let rows = plan.parts.map { part in
      [part.kind.rawValue] + [part.counts.added, part.counts.changed, part.counts.unchanged].map(String.init)
    }
    return ([header] + rows).map { cells in
      let name = cells[0] + String(repeating: " ", count: max(0, 18 - cells[0].count))
      return "  " + name + cells.dropFirst().map { String(repeating: " ", count: max(0, 11 - $0.count)) + $0 }.joined()
    }
  }

  private static func conclude(
    _ plan: ImportPlan, _ status: ExitStatus, asked: Bool, isDry: Bool, _ console: Console
  ) {
    if plan.problemCount > 0 {
      let count = plan.problemCount
      console.warn(
        console.language(
          en: "Refused: \(count) problem\(count == 1 ? "" : "s"). Nothing was changed.",
          fr: "Refusé : \(count) problème\(count == 1 ? "" : "s"). Rien n’a été modifié."))
    } else if !plan.hasChanges {
      console.print(console.language(en: "Nothing to do.", fr: "Rien à faire."))
    } else if status == .success {
      console.print(console.language(en: "Applied.", fr: "Appliqué."))
    } else if isDry {
      console.print(console.language(en: "Dry run: nothing was changed.", fr: "Essai à blanc : rien n’a été modifié."))
    } else if asked {
      console.print(console.language(en: "Nothing was changed.", fr: "Rien n’a été modifié."))
    } else {
      console.warn(
        console.language(
          en: "Not applied: there is no terminal to ask on. Add --yes to apply, or --dry-run to only look.",
          fr:
            "Non appliqué : il n’y a pas de terminal où demander. Ajoutez --yes pour appliquer, ou --dry-run pour seulement voir."
        ))
    }
  }
}

extension JSONWriter {
  /// A plan for scripts.
  mutating func plan(_ plan: ImportPlan, isApplied: Bool) {
    beginObject()
    member("applied", isApplied)
    key("kinds")
    beginObject()
    for part in plan.parts {
      key(part.kind.rawValue)
      beginObject()
      member("added", part.counts.added)
      member("changed", part.counts.changed)
      member("unchanged", part.counts.unchanged)
      endObject()
    }
    endObject()
    member("problemCount", plan.problemCount)
    key("problems")
    problems(plan.problems)
    key("warnings")
    problems(plan.warnings)
    endObject()
  }

  private mutating func problems(_ problems: [Problem]) {
    beginArray()
    for problem in problems {
      beginObject()
      member("file", problem.file)
      key("line")
      optionalInt(problem.position?.line)
      key("column")
      optionalInt(problem.position?.column)
      member("field", problem.field)
      member("record", problem.record)
      member("message", problem.text.en)
      member("hint", problem.hint?.en)
      endObject()
    }
    endArray()
  }
}
