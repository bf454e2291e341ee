import Arguments
import Formats
import LicenceRegistry
import Licensing

/// `purge`: forgets what is older than its time of keeping.
enum PurgeCommand {
  /// The periods, which `serve` goes by too.
  static let periods: [CommandForm.Option] = [
    .value("keep-mails", "DAYS", "how long texts of mails are kept after they were sent (default 30)"),
    .value("keep-decisions", "DAYS", "how long recorded decisions are kept (default: for ever)"),
  ]

  static let form = CommandForm(
    name: "purge", summary: "Forget mails' texts, idempotency keys and decisions that are older than their period.",
    options: [RegistryLocation.option] + periods + [.flag("json", "the result as JSON")],
    notes: "A running server does this by itself every hour. Answers under idempotency keys are kept for 24 hours.")

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let forgotten = try RegistryLocation.open(arguments).forget(try retention(arguments), now: SystemClock.now())
    if arguments.has("json") {
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("mails", forgotten.mails)
      writer.member("keys", forgotten.keys)
      writer.member("decisions", forgotten.decisions)
      writer.endObject()
      console.print(writer.text)
    } else {
      console.print(
        console.language(
          en: "Forgotten: \(forgotten.mails) texts of mails, \(forgotten.keys) keys, \(forgotten.decisions) decisions.",
          fr:
            "Effacés : \(forgotten.mails) textes de courriels, \(forgotten.keys) clés, \(forgotten.decisions) décisions."
        ))
    }
    return .success
  }

  static func retention(_ arguments: ParsedArguments) throws -> Retention {
    func days(_ option: String) throws -> Int? {
      guard let text = arguments.value(option) else { return nil }
      guard let days = Int(text), (1...36_500).contains(days) else {
        throw ArgumentError.badValue(option: option, value: text, expected: "a number of days is expected")
      }
      return days
    }
    var retention = Retention()
    retention.mailDays = try days("keep-mails") ?? retention.mailDays
    retention.decisionDays = try days("keep-decisions")
    return retention
  }
}
