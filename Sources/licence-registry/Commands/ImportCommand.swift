import Arguments
import Catalogue
import Formats
import LicenceRegistry
import Licensing
import SQLiteStore

/// `import`: reads catalogue files, shows the plan, and applies it; lists, shows and takes back what was imported.
enum ImportCommand {
  static let form = CommandForm(
    name: "import", summary: "Import catalogue files or folders: a plan first, then all of it or nothing.",
    arguments: .some("PATH"),
    options: [
      RegistryLocation.option,
      .flag("yes", "apply the plan without asking"),
      .flag("dry-run", "stop after the plan; exit status 3 if it has changes"),
      .flag("prune", "also remove what the files no longer name, of the kinds that they hold"),
      .value("prune-more-than", "PERCENT", "let --prune remove more of a kind than 20 % of it, up to this"),
      .value("plan-file", "FILE", "keep the plan in FILE, to review now and apply later"),
      .flag("skip-changed", "with undo: leave what was changed later as it is, and take back the rest"),
    ] + ReadingOptions.options + RemoteImport.options + [
      .flag("full", "every change, however many there are"),
      .flag("quiet", "no progress, and no plan unless it is asked about"),
      .flag("json", "the plan, the list or the import as JSON"),
    ],
    notes: """
      Instead of PATH...:
        apply PLANFILE   apply what --plan-file kept; refused if the registry or a file changed since
        list             every import, newest first
        show ID          what an import changed, record by record
        undo ID          take an import back; the undo becomes an import itself
      Files are JSON5 (.json5, .json) or CSV; a folder is imported as one change set.
      With --server the file is imported into the registry of a server, which needs the right to import; one file is
      one import. URL is http://HOST:PORT or unix:/PATH; TLS is left to a tunnel (ssh -L) or a proxy on this machine.
      \(ReadingOptions.notes)
      Exit status: 0 applied or nothing to do, 1 refused or failed, 3 --dry-run found changes, 64 bad usage.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    if let remote = try RemoteImport(arguments, console) { return try remote.run() }
    try refuseUseless(arguments, console)
    switch arguments.arguments[0] {
    case "list": return try HistoryListing.list(arguments, console)
    case "show": return try HistoryListing.show(try only("ID", arguments), arguments, console)
    case "undo": return try undo(try only("ID", arguments), arguments, console)
    case "apply": return try applyPlanFile(try only("PLANFILE", arguments), arguments, console)
    default: break
    }
    let reading = try ReadingOptions(arguments, console)
    let options = try removal(arguments, console)
    try checkPlanFile(arguments, console)
    // Only looking makes no registry.
    if arguments.has("dry-run") || arguments.value("plan-file") != nil {
      return try RegistryLocation.looking(arguments) {
        try run(reading, into: $0, options, arguments, console)
      }
    }
    return try run(reading, into: try RegistryLocation.openOrCreate(arguments), options, arguments, console)
  }

  /// What may be asked for beside each of the words; only files take the rest.
  private static let accepted: [String: Set<String>] = [
    "list": ["db", "json", "quiet"], "show": ["db", "json", "full", "quiet"],
    "undo": ["db", "yes", "dry-run", "skip-changed", "full", "json", "quiet"],
    "apply": ["db", "yes", "dry-run", "full", "json", "quiet"],
  ]

  /// Refuses an option that would do nothing: whoever gives it believes that it does.
  private static func refuseUseless(_ arguments: ParsedArguments, _ console: Console) throws {
    let word = arguments.arguments[0]
    for option in form.options where arguments.has(option.name) || arguments.value(option.name) != nil {
      if let known = accepted[word] {
        guard !known.contains(option.name) else { continue }
        throw ArgumentError.unfitting(
          option: option.name,
          reason: console.language(en: "does not go with 'import \(word)'", fr: "ne va pas avec « import \(word) »"))
      }
      if option.name == "skip-changed" {
        throw ArgumentError.unfitting(
          option: option.name,
          reason: console.language(en: "goes with 'import undo' alone", fr: "ne va qu’avec « import undo »"))
      }
    }
  }

  private static func run(
    _ reading: ReadingOptions, into registry: Registry, _ removal: ImportOptions.Removal, _ arguments: ParsedArguments,
    _ console: Console
  ) throws -> ExitStatus {
    let files = reading.files
    let session = ImportSession(arguments, console, files: files + [reading.mapFile].compactMap(\.self))
    let planOptions = try reading.applied(to: try options(removal, registry))
    let change = try session.planning { watch in
      let (change, keepRejects) = try reading.planning(console) { reject in
        try CatalogueImport(files, into: registry, options: planOptions, reject: reject, watch: watch)
      }
      session.keepRejects = keepRejects
      return change
    }
    if let path = arguments.value("plan-file"), change.plan.isApplicable {
      let output = try OutputFile(path: path)
      let plan = try PlanFile(
        change, files: files, in: arguments.arguments, as: try ReadingOptions.format(arguments, console),
        map: reading.mapFile, options: removal)
      try output.put(Array(plan.text.utf8))
      try output.finish()
      return try session.conclude(change, planFile: path)
    }
    return try session.conclude(change)
  }

  /// A plan is written to a file of its own, in place of an older plan at most; it does not go with applying.
  private static func checkPlanFile(_ arguments: ParsedArguments, _ console: Console) throws {
    guard let path = arguments.value("plan-file") else { return }
    if arguments.has("yes") {
      throw ArgumentError.unfitting(
        option: "plan-file",
        reason: console.language(
          en: "does not go with --yes: a plan that is kept is applied by 'import apply'",
          fr: "ne va pas avec --yes : un plan conservé s’applique par « import apply »"))
    }
    guard OutputFile.holdsSomething(path), (try? PlanFile(path: path)) == nil else { return }
    throw ArgumentError.badValue(
      option: "plan-file", value: path,
      expected: console.language(
        en: "is a file that is no plan, and is not written over: write another name",
        fr: "est un fichier qui n’est pas un plan, et n’est pas écrasé : écrivez un autre nom"))
  }

  private static func undo(_ id: String, _ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let registry = try RegistryLocation.open(arguments)
    let session = ImportSession(arguments, console)
    do {
      return try session.conclude(
        try CatalogueImport(
          undoing: id, in: registry, skippingChanged: arguments.has("skip-changed"),
          options: try options(.none, registry)))
    } catch let error as ImportMissing {
      return HistoryListing.missing(error, console)
    }
  }

  private static func applyPlanFile(
    _ path: String, _ arguments: ParsedArguments, _ console: Console
  ) throws -> ExitStatus {
    let session = ImportSession(arguments, console)
    do {
      let file = try PlanFile(path: path)
      let registry = try RegistryLocation.openOrCreate(arguments)
      let change = try session.planning { watch in
        try file.plan(into: registry, options: try options(file.removal, registry), watch: watch)
      }
      return try session.conclude(change, isAgreed: true)
    } catch let error as PlanFileError {
      console.fail(error.message(console.language), hint: nil)
      return .failure
    }
  }

  /// What the command's plans tell: the effect on support today, and customers that may be the same.
  static func options(_ removal: ImportOptions.Removal, _ registry: Registry) throws -> ImportOptions {
    let today = try registry.makeReader().catalogue().homeZone.day(at: SystemClock.now())
    return ImportOptions(removal: removal, effectOn: today, findsDuplicates: true)
  }

  static func removal(
    _ arguments: ParsedArguments, _ console: Console
  ) throws -> ImportOptions.Removal {
    let name = "prune-more-than"
    guard let text = arguments.value(name) else {
      return arguments.has("prune") ? .unnamed(limit: ImportOptions.usualLimit) : .none
    }
    guard arguments.has("prune") else {
      throw ArgumentError.unfitting(
        option: name, reason: console.language(en: "needs --prune as well", fr: "demande aussi --prune"))
    }
    guard let limit = Int(text.hasSuffix("%") ? String(text.dropLast()) : text), (0...100).contains(limit) else {
      throw ArgumentError.badValue(
        option: name, value: text,
        expected: console.language(
          en: "is no percentage: write 0 to 100", fr: "n’est pas un pourcentage : écrivez 0 à 100"))
    }
    return .unnamed(limit: limit)
  }

  /// The one argument after a word.
  private static func only(_ name: String, _ arguments: ParsedArguments) throws -> String {
    let words = arguments.arguments
    guard words.count > 1 else { throw ArgumentError.missingArgument(name) }
    if words.count > 2 { throw ArgumentError.unexpectedArgument(words[2]) }
    return words[1]
  }

  /// Plans and applies files without asking, as the demo does.
  static func run(
    _ files: [CatalogueFile], into registry: Registry, _ console: Console
  ) throws -> (ImportPlan, ExitStatus) {
    let change = try CatalogueImport(files, into: registry)
    guard change.plan.isApplicable else { return (change.plan, .failure) }
    try change.apply(at: SystemClock.now(), actor: "cli:\(CheckCommand.user)")
    return (change.plan, .success)
  }
}
