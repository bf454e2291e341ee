import Arguments
import Formats
import LicenceRegistry
import Licensing

/// `purge`: forgets what is older than its time of keeping.
enum PurgeCommand {
  /// The periods, which `serve` goes by too.
  static let periods: [CommandForm.Option] = [
    .value(
      "keep-mails", "DAYS",
      "how long texts of mails are kept once they were sent, failed or called off (default \(Retention.standard.mailDays))"
    ),
    .value(
      "keep-keys", "HOURS",
      "how long the answer under an idempotency key is kept, and counts (default \(Retention.standard.keyHours))"),
    .value("keep-decisions", "DAYS", "how long recorded decisions are kept (default: for ever)"),
  ]

  static let form = CommandForm(
    name: "purge", summary: "Forget mails' texts, idempotency keys and decisions that are older than their period.",
    options: [RegistryLocation.option] + periods + [.flag("json", "the result as JSON")],
    notes: """
      A running server does this by itself every hour, with the periods that 'serve' was given. Mails
      and decisions that are forgotten are an event of the audit record.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let forgotten = try RegistryLocation.open(arguments).forget(
      try retention(arguments), now: SystemClock.now(), actor: "cli:\(CheckCommand.user)")
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
    let days = 1...36_500
    var retention = Retention.standard
    retention.mailDays = try arguments.number("keep-mails", in: days) ?? retention.mailDays
    retention.keyHours = try arguments.number("keep-keys", in: 1...8760) ?? retention.keyHours
    retention.decisionDays = try arguments.number("keep-decisions", in: days)
    return retention
  }
}
