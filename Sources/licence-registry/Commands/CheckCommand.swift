import Arguments
import Formats
import LicenceRegistry
import Licensing
import RegistryWeb

/// `check`: answers one eligibility question.
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
    ],
    notes: """
      At least one of --licence, --contract, --customer and --email says who asks; those that are given must agree.
      Example: licence-registry check --email c.martin@be-martin.example --product "Advance Design" --version 2026
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let question = try question(arguments, console.language)
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
      if catalogue.programmes.isEmpty {
        console.warn(
          console.language(
            en: "The registry is empty. Import catalogue files first: licence-registry import PATH...",
            fr: "Le registre est vide. Importez d’abord des catalogues : licence-registry import CHEMIN..."))
      }
    }
    guard arguments.has("exit-code") else { return .success }
    switch decision.outcome {
    case .eligible: return .success
    case .ineligible: return .ineligible
    case .undetermined: return .undetermined
    }
  }

  /// Who runs the program, as the environment says.
  private static var user: String { Environment.value("LOGNAME") ?? Environment.value("USER") ?? "unknown" }

  /// The question of the options; as strict as the API.
  private static func question(_ arguments: ParsedArguments, _ language: Language) throws -> Question {
    let longest = Question.longestText
    for option in form.options where option.value != nil && option.name != "db" {
      if let text = arguments.value(option.name), text.unicodeScalars.count > longest {
        throw ArgumentError.badValue(
          option: option.name, value: text.prefix(20) + "…",
          expected: language(en: "longer than \(longest) characters", fr: "plus de \(longest) caractères"))
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
