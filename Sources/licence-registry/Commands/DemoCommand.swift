import Arguments
import HTTPServer
import LicenceRegistry
import Licensing
import SQLiteStore

/// `demo`: imports the repository's catalogues and demo customers, checks one ticket, and serves.
enum DemoCommand {
  static let form = CommandForm(
    name: "demo", summary: "Import catalogs/ and fixtures/demo/, check one ticket, serve, and print curl lines.",
    options: [
      RegistryLocation.option,
      .value("catalogs", "FOLDER", "the catalogues (default catalogs)"),
      .value("customers", "FOLDER", "the demo customers (default fixtures/demo)"),
      .value("host", "ADDRESS", "the address to listen on (default 127.0.0.1)"),
      .value("port", "PORT", "the port (default 8080, or a free one if that is taken)"),
      .value("threads", "N", "event loops (default: one per processor)"),
      .flag("no-serve", "stop after the check"),
    ])

  /// The ticket that the demo checks: a required upgrade on a day that never changes.
  private static let question = Question(
    email: "c.martin@be-martin.example", product: "Démo Structure", version: "2025 SP1", topic: "software-use",
    incident: "DS-2026-001", at: try? Moment("2026-02-27T17:59:00+01:00"), ticket: "T-48213")

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    var configuration = try ServeCommand.configuration(arguments)
    let signals = try TerminationSignals()
    let folders = [arguments.value("catalogs") ?? "catalogs", arguments.value("customers") ?? "fixtures/demo"]
    let registry = try RegistryLocation.openOrCreate(arguments)
    console.print(
      console.language(
        en: "Importing \(folders.joined(separator: " and ")) into \(registry.file.path)",
        fr: "Import de \(folders.joined(separator: " et ")) dans \(registry.file.path)"))
    let files = try CatalogueFile.files(at: folders)
    let (plan, status) = try ImportCommand.run(files, into: registry, console)
    PlanReport(PlanSheet(plan, console.language), console).printTable()
    guard status == .success else { return status }

    let decision = try registry.eligibility(of: question, now: SystemClock.now(), language: console.language)
    console.print("\n" + command)
    console.print(DecisionTable(decision, try registry.makeReader().catalogue(), console).text)
    if arguments.has("no-serve") { return .success }

    let log = try ServeCommand.log(arguments)
    let server: HTTPServer
    do {
      server = try ServeCommand.start(registry, configuration, log)
    } catch ServerError.portTaken where arguments.value("port") == nil {
      configuration.port = 0
      server = try ServeCommand.start(registry, configuration, log)
    }
    let (_, secret) = try registry.createToken(
      name: "demo", role: .admin, expires: UTCInstant(milliseconds: SystemClock.now().milliseconds + 86_400_000),
      actor: "cli:\(CheckCommand.user)", now: SystemClock.now())
    if let address = server.addresses.first { console.print(curlLines(address, secret.text)) }
    console.flush()
    ServeCommand.wait(for: signals, then: server, log, ServiceManager { _ in nil }, console)
    registry.access.flush()
    return .success
  }

  private static let command = """
    $ licence-registry check --email c.martin@be-martin.example --product "Démo Structure" \\
        --version "2025 SP1" --topic software-use --incident DS-2026-001 \\
        --at 2026-02-27T17:59:00+01:00 --ticket T-48213
    """

  private static func curlLines(_ address: BoundAddress, _ token: String) -> String {
    """
    Serving on http://\(address) until Ctrl-C. Try, in another terminal (with a token that is good for a day):

    curl -s -H 'authorization: Bearer \(token)' \\
      'http://\(address)/v1/eligibility?email=c.martin@be-martin.example&product=Revit&version=2024.2&at=2026-02-27'

    curl -s -H 'authorization: Bearer \(token)' http://\(address)/v1/eligibility \\
      -H 'content-type: application/json' -H 'accept-language: fr' \\
      -d '{"licence": "0421 7F3K 99QX A1B2", "version": "2025", "topic": "software-use",
           "ticket": "T-48213", "at": "2026-02-27T17:59:00+01:00"}'

    """
  }
}
