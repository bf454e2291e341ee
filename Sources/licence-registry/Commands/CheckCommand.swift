import Arguments
import Formats
import LicenceRegistry
import Licensing
import RegistryWeb

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `check`: answers one eligibility question, or those of a file.
enum CheckCommand {
  static let form = CommandForm(
    name: "check", summary: "Check whether a ticket is covered.",
    options: [
      RegistryLocation.option,
      .value("licence", "CODE", "a licence code, as pasted"),
      .value("contract", "NUMBER", "a contract number"),
      .value("customer", "ID", "a customer id"),
      .value("email", "ADDRESS", "the e-mail address of who asks"),
      .value("product", "NAME", "a product: id, name or alias"),
      .value("version", "TEXT", "the version, as the user typed it"),
      .value("topic", "TOPIC", "the subject: a topic's id or title"),
      .value("incident", "ID", "a known advisory"),
      .value("at", "TIME", "a day (2026-02-27) or an instant with its offset; default now"),
      .value("ticket", "NUMBER", "the ticketing tool's own number"),
      .flag("record", "record the decision"),
      .flag("reply", "only a text to paste into a mail to the customer"),
      .flag("json", "the answer of the API"),
      .flag("exit-code", "exit 0 eligible, 10 ineligible, 11 undetermined"),
      .value("batch", "FILE", "answer every row of a CSV file; --at is for rows without a date"),
      .value("output", "FILE", "with --batch: write the verdicts there (default standard output)"),
      .value("encoding", "NAME", "with --batch: the encoding of FILE, where it is not found out: cp850, macroman ..."),
      .flag("quiet", "with --batch: no progress and no totals"),
    ],
    notes: """
      At least one of --licence, --contract, --customer and --email says who asks; those that are given must agree.
      Example: licence-registry check --email c.martin@be-martin.example --product "Advance Design" --version 2026

      \(BatchCheck.notes)
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let question = try question(arguments, console.language)
    if let path = try batch(arguments, console.language) {
      return try BatchCheck.run(path, at: question.at, arguments, console)
    }
    let registry = try RegistryLocation.open(arguments)
    let decision =
      arguments.has("record")
      ? try registry.recordedEligibility(
        of: question, now: SystemClock.now(), language: console.language, actor: "cli:\(user)")
      : try registry.eligibility(of: question, now: SystemClock.now(), language: console.language)
    if arguments.has("reply") {
      console.print(decision.reply)
    } else if arguments.has("json") {
      var writer = JSONWriter(pretty: console.isTerminal)
      writer.decision(decision)
      console.print(writer.text)
    } else {
      let catalogue = try registry.makeReader().catalogue()
      console.print(DecisionTable(decision, catalogue, console).text)
      if catalogue.programmes.isEmpty { warnOfEmptyRegistry(console) }
    }
    guard arguments.has("exit-code") else { return .success }
    switch decision.outcome {
    case .eligible: return .success
    case .ineligible: return .ineligible
    case .undetermined: return .undetermined
    }
  }

  /// Who runs the program, as the environment says.
  static var user: String { Environment.value("LOGNAME") ?? Environment.value("USER") ?? "uid\(getuid())" }

  /// Says what to do where every answer would be that nothing is known.
  static func warnOfEmptyRegistry(_ console: Console) {
    console.warn(
      console.language(
        en: "The registry is empty. Import catalogue files first: licence-registry import PATH...",
        fr: "Le registre est vide. Importez d’abord des catalogues : licence-registry import CHEMIN..."))
  }

  /// The file of `--batch`; options that do not go with it, or go only with it, are refused.
  private static func batch(_ arguments: ParsedArguments, _ language: Language) throws -> String? {
    func refuse(_ options: [String], _ reason: String) throws {
      if let option = options.first(where: { arguments.value($0) != nil || arguments.has($0) }) {
        throw ArgumentError.unfitting(option: option, reason: reason)
      }
    }
    if arguments.has("reply") {
      try refuse(
        ["json"],
        language(
          en: "does not go with --reply: the answer as JSON holds the reply's text too",
          fr: "ne va pas avec --reply : la réponse en JSON contient aussi ce texte"))
    }
    guard let path = arguments.value("batch") else {
      try refuse(["output", "quiet", "encoding"], language(en: "needs --batch as well", fr: "demande aussi --batch"))
      return nil
    }
    try refuse(
      [
        "licence", "contract", "customer", "email", "product", "version", "topic", "incident", "ticket", "reply",
        "exit-code",
      ],
      language(
        en: "does not go with --batch: each row has its own", fr: "ne va pas avec --batch : chaque ligne a le sien"))
    if let output = arguments.value("output"), OutputFile.isSame(path, output) {
      throw ArgumentError.badValue(
        option: "output", value: output,
        expected: language(en: "is the file of the questions", fr: "est le fichier des questions"))
    }
    return path
  }

  /// The question of the options; as strict as the API.
  private static func question(_ arguments: ParsedArguments, _ language: Language) throws -> Question {
    let longest = Question.longestText
    let others: Set<String> = ["db", "batch", "output", "encoding"]
    for option in form.options where option.value != nil && !others.contains(option.name) {
      if let text = arguments.value(option.name), text.unicodeScalars.count > longest {
        throw ArgumentError.badValue(
          option: option.name, value: text.prefix(20) + "…",
          expected: language(en: "longer than \(longest) characters", fr: "plus de \(longest) caractères"))
      }
    }
    for option in form.options where !["db", "batch", "output"].contains(option.name) {
      if let text = arguments.value(option.name), Question.hasControl(text) {
        throw ArgumentError.badValue(
          option: option.name, value: String(text.filter { !Question.hasControl(String($0)) }),
          expected: language(en: "has a control character in it", fr: "contient un caractère de contrôle"))
      }
    }
    var moment: Moment?
    if let text = arguments.value("at"), !TextFolding.key(text).isEmpty {
      do {
        moment = try Moment(TextFolding.trimmed(text))
      } catch {
        throw ArgumentError.badValue(option: "at", value: text, expected: error.message(text, language))
      }
    }
    return Question(
      licence: arguments.value("licence"), contract: arguments.value("contract"),
      customer: arguments.value("customer"), email: arguments.value("email"), product: arguments.value("product"),
      version: arguments.value("version"), topic: arguments.value("topic"), incident: arguments.value("incident"),
      at: moment, ticket: arguments.value("ticket"))
  }
}
