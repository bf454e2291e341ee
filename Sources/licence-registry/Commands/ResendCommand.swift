import Arguments
import Formats
import LicenceRegistry
import Licensing
import SQLiteStore

/// `resend`: asks for licence codes to be sent again, and works off what was asked.
enum ResendCommand {
  private static let words = ["request", "list", "show", "approve", "reject", "cancel", "retry", "deliver"]

  static let form = CommandForm(
    name: "resend", summary: "Send lost licence codes again, to the right person only.",
    arguments: .some("\(words.joined(separator: "|")) [ID]"),
    options: [
      RegistryLocation.option,
      .value("licence", "CODE", "request: the code, as pasted; or else --contract and --product"),
      .value("contract", "NUMBER", "request: the contract that the lost licences are under"),
      .value("product", "PRODUCT", "request: their product: id, name or alias"),
      .value("requested-by", "EMAIL", "request: the person who asks; must be a contact of the customer"),
      .value("reason", "REASON", "request: loss, hardware or other (default loss)"),
      .value("ticket", "NUMBER", "request: the ticketing tool's own number"),
      .value("locale", "LANGUAGE", "request: fr or en, where the registry has no language for the contact"),
      .value("note", "TEXT", "approve, reject, cancel, retry: a note, kept with the resend"),
      .value("state", "STATE", "list: \(ResendState.allCases.map(\.rawValue).joined(separator: ", "))"),
      .value("customer", "ID", "list: only those of this customer"),
      .value("limit", "N", "list: how many at most (default 20)"),
    ] + MailOptions.options + [.flag("json", "the result as JSON")],
    notes: """
      resend request --licence CODE --requested-by EMAIL    asks; says every check, and what becomes of it
      resend list --state review                            what waits for a person, oldest first
      resend show ID                                        one, with its checks and its message
      resend approve|reject|cancel|retry ID [--note TEXT]   whoever asked can't approve
      resend deliver --sendmail COMMAND | --maildir DIR     hands over what waits in the outbox, once

      Codes go only to the address in the registry, never to one that is named here. A running
      server with a mailer delivers by itself; 'deliver' is for a cron job without one.
      Exit status: 0 done, 1 rejected, refused or failed, 64 bad usage.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let word = arguments.arguments[0]
    try checkTexts(arguments)
    let takesID = ["show", "approve", "reject", "cancel", "retry"].contains(word)
    guard words.contains(word) else {
      throw ArgumentError.unknownCommand("resend \(word)", suggestion: Suggestion.nearest(to: word, among: words))
    }
    if takesID, arguments.arguments.count < 2 { throw ArgumentError.missingArgument("ID") }
    if let surplus = arguments.arguments.dropFirst(takesID ? 2 : 1).first {
      throw ArgumentError.unexpectedArgument(surplus)
    }
    switch word {
    case "request": return try request(arguments, console)
    case "list": return try list(arguments, console)
    case "deliver": return try deliver(arguments, console)
    case "show":
      let id = arguments.arguments[1]
      guard let resend = try RegistryLocation.open(arguments).makeReader().resend(id: id) else {
        return refuse(.notFound(id: id), console)
      }
      show(resend, arguments, console)
      return .success
    default: return try act(word, arguments, console)
    }
  }

  /// What the API refuses is refused here, too: texts without end, and what a terminal or a mail would take for orders.
  private static func checkTexts(_ arguments: ParsedArguments) throws {
    for option in ["licence", "contract", "product", "requested-by", "ticket", "note"] {
      guard let text = arguments.value(option) else { continue }
      if text.unicodeScalars.count > Question.longestText {
        throw ArgumentError.unfitting(option: option, reason: "is longer than \(Question.longestText) characters")
      }
      // What is looked up may be pasted with its line end.
      let isPasted = ["licence", "contract", "product"].contains(option)
      let hasControl = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
      if isPasted ? Question.hasControl(text) : hasControl {
        throw ArgumentError.unfitting(option: option, reason: "has a control character in it")
      }
    }
  }

  private static func request(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let (licence, contract, product) = (
      arguments.value("licence"), arguments.value("contract"), arguments.value("product")
    )
    if licence == nil, contract == nil || product == nil {
      throw ArgumentError.missingArgument("--licence CODE, or --contract NUMBER and --product PRODUCT")
    }
    if licence != nil, contract != nil || product != nil {
      throw ArgumentError.unfitting(
        option: contract != nil ? "contract" : "product", reason: "does not go with --licence")
    }
    guard let person = arguments.value("requested-by").map(TextFolding.trimmed) else {
      throw ArgumentError.missingArgument("--requested-by EMAIL")
    }
    guard EmailAddress(person).isPlain else {
      // What was typed is not repeated: it may be a code.
      throw ArgumentError.unfitting(option: "requested-by", reason: "takes an e-mail address")
    }
    let request = ResendRequest(
      licence: licence, contract: contract, product: product, requestedBy: person,
      reason: try arguments.choice("reason", of: ResendReason.self) ?? .loss, ticket: arguments.value("ticket"),
      locale: try arguments.choice("locale", of: Language.self))
    let resend = try RegistryLocation.open(arguments).requestResend(
      request, actor: "cli:\(CheckCommand.user)", now: SystemClock.now(), language: console.language)
    show(resend, arguments, console)
    return resend.state == .rejected || resend.state == .failed ? .failure : .success
  }

  private static func act(_ word: String, _ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    guard let action = ResendAction(rawValue: word) else { throw ArgumentError.unexpectedArgument(word) }
    do {
      let resend = try RegistryLocation.open(arguments).act(
        action, onResend: arguments.arguments[1], note: arguments.value("note"), actor: "cli:\(CheckCommand.user)",
        now: SystemClock.now(), language: console.language)
      show(resend, arguments, console)
      return .success
    } catch let refused as ResendRefused {
      return refuse(refused, console)
    }
  }

  private static func list(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let limit = try arguments.number("limit", in: 1...1000) ?? 20
    let state = try arguments.choice("state", of: ResendState.self)
    let resends = try RegistryLocation.open(arguments).makeReader().resends(
      state: state, customer: arguments.value("customer"), limit: limit)
    if arguments.has("json") {
      var writer = JSONWriter(pretty: console.isTerminal)
      writer.beginArray()
      for resend in resends { writer.rawValue(resend.document) }
      writer.endArray()
      console.print(writer.text)
    } else {
      ResendTable(console).list(resends, now: SystemClock.now())
    }
    return .success
  }

  private static func deliver(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    guard let transport = try MailOptions.transport(arguments) else {
      throw ArgumentError.missingArgument("--sendmail COMMAND or --maildir DIR")
    }
    let registry = try RegistryLocation.open(arguments)
    for failure in try registry.lookAtWaitingResends(clock: SystemClock.now) {
      console.warn("\(Program.name): \(failure)")
    }
    let round = try MessageSender(registry, transport).sendDue(clock: SystemClock.now)
    if arguments.has("json") {
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("sent", round.sent)
      writer.member("failed", round.failed)
      writer.member("postponed", round.postponed)
      writer.endObject()
      console.print(writer.text)
    } else {
      console.print(
        console.language(
          en: "Sent \(round.sent), given up \(round.failed), to be tried again \(round.postponed).",
          fr: "Envoyés : \(round.sent), abandonnés : \(round.failed), à réessayer : \(round.postponed)."))
    }
    return round.failed == 0 ? .success : .failure
  }

  private static func show(_ resend: ResendRecord, _ arguments: ParsedArguments, _ console: Console) {
    if arguments.has("json") {
      console.print(String(decoding: resend.document, as: UTF8.self))
    } else {
      ResendTable(console).show(resend)
    }
  }

  private static func refuse(_ refused: ResendRefused, _ console: Console) -> ExitStatus {
    console.fail(
      refused.message(in: console.language),
      hint: console.language(
        en: "'\(Program.name) resend list' shows what there is.",
        fr: "« \(Program.name) resend list » montre ce qu’il y a."
      ))
    return .failure
  }
}
