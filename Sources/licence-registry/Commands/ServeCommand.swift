import Arguments
import HTTPServer
import LicenceRegistry
import Licensing
import RegistryWeb
import SQLiteStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `serve`: answers over HTTP until it is told to stop.
enum ServeCommand {
  static let form = CommandForm(
    name: "serve", summary: "Serve the registry over HTTP, on loopback unless told otherwise.",
    options: [
      RegistryLocation.option,
      .value("host", "ADDRESS", "the address to listen on (default 127.0.0.1)"),
      .value("port", "PORT", "the port (default 8080); 0 picks a free one and says which"),
      .value("threads", "N", "event loops (default: one per processor)"),
    ],
    notes: """
      TLS belongs to a reverse proxy in front. SIGINT and SIGTERM end the server once the
      requests under way are answered.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let configuration = try configuration(arguments)
    let signals = try TerminationSignals()
    let registry = try RegistryLocation.open(arguments)
    let (server, address) = try start(registry, configuration)
    console.print(
      console.language(
        en: "Serving \(registry.file.path) on http://\(address)",
        fr: "\(registry.file.path) est servi sur http://\(address)"))
    console.flush()
    if try registry.tokens().isEmpty {
      console.warn(
        console.language(
          en: "No access token exists yet, so nobody can ask: licence-registry token create --name N --role R",
          fr: "Aucun jeton d’accès n’existe encore : licence-registry token create --name N --role R"))
    }
    wait(for: signals, then: server, console)
    registry.access.flush()
    return .success
  }

  static func configuration(_ arguments: ParsedArguments) throws -> ServerConfiguration {
    var configuration = ServerConfiguration()
    if let host = arguments.value("host") { configuration.host = host }
    configuration.port = try number(arguments, "port", 0...65_535) ?? configuration.port
    configuration.loops = try number(arguments, "threads", 1...256) ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    return configuration
  }

  static func start(
    _ registry: Registry, _ configuration: ServerConfiguration
  ) throws -> (HTTPServer, BoundAddress) {
    let server = HTTPServer(configuration) { _ in try RegistryAPI(registry, clock: SystemClock.now) }
    return (server, try server.start())
  }

  static func wait(for signals: borrowing TerminationSignals, then server: HTTPServer, _ console: Console) {
    _ = signals.wait()
    console.warn(console.language(en: "Stopping.", fr: "Arrêt."))
    server.stop()
    server.wait()
  }

  private static func number(_ arguments: ParsedArguments, _ name: String, _ range: ClosedRange<Int>) throws -> Int? {
    guard let text = arguments.value(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw ArgumentError.badValue(
        option: name, value: text, expected: "a number from \(range.lowerBound) to \(range.upperBound) is expected")
    }
    return number
  }
}
