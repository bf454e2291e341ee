import Arguments
import HTTPCore
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
      .value(
        "host", "ADDRESS",
        "the address to listen on, or several with commas: 127.0.0.1, ::1, a name, unix:/run/registry.sock"
          + " (default 127.0.0.1)"),
      .value("port", "PORT", "the port (default 8080); 0 picks a free one and says which"),
      .value("threads", "N", "event loops (default: one per processor)"),
      .value(
        "log", "FILE",
        "write a JSON line for each request and each failure; - is standard output"
          + " (default: failures only, on standard error)"),
      .value(
        "proxy", "ADDRESSES",
        "reverse proxies whose X-Forwarded-For, -Proto and -Host are believed, such as 127.0.0.1,10.0.0.0/8,unix"
          + " (default: nobody's)"),
    ] + MailOptions.options + PurgeCommand.periods + ServeOption.all.map(\.option),
    notes: """
      Without --sendmail and --maildir, mail stays in the outbox ('resend list' shows it).
      SIZE is a number of bytes, or 64K, 2M, 1G. TLS belongs to a reverse proxy in front.
      SIGTERM and SIGINT end the server once the requests under way are answered; a second one
      ends it at once. SIGHUP opens the log anew after it was rotated. Under systemd, sockets
      passed by a socket unit take the place of --host and --port, and Type=notify is served.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    var configuration = try configuration(arguments)
    let retention = try PurgeCommand.retention(arguments)
    let manager = ServiceManager(Environment.value)
    configuration.inheritedSockets = try manager.sockets()
    let signals = try TerminationSignals()
    let registry = try RegistryLocation.open(arguments)
    let transport = try MailOptions.transport(arguments)
    let log = try log(arguments)
    let server = try start(registry, configuration, log, keyHours: retention.keyHours)
    let places = server.addresses.map { $0.port == 0 ? "\($0)" : "http://\($0)" }.joined(separator: ", ")
    let message = console.language(
      en: "Serving \(registry.file.path) on \(places)", fr: "\(registry.file.path) est servi sur \(places)")
    console.print(message)
    console.flush()
    if try registry.tokens().isEmpty {
      console.warn(
        console.language(
          en: "No access token exists yet, so nobody can ask: licence-registry token create --name N --role R",
          fr: "Aucun jeton d’accès n’existe encore : licence-registry token create --name N --role R"))
    }
    let delivery = Delivery(registry, transport, retention) {
      console.warn("\(Program.name): \($0)")
    }
    delivery.start()
    manager.notify(.ready, status: message)
    let isHurried = wait(for: signals, then: server, and: delivery, log, manager, console)
    registry.access.flush()
    // A mail agent may take long. Whoever can't wait for it tells the program a second time; its message goes out later.
    signals.release()
    if !isHurried { delivery.wait() }
    return .success
  }

  static func configuration(_ arguments: ParsedArguments) throws -> ServerConfiguration {
    var configuration = ServerConfiguration()
    // Contract numbers may hold slashes, and stand in addresses.
    configuration.limits.allowsEncodedSlashes = true
    if let host = arguments.value("host") { configuration.host = host }
    configuration.port = try arguments.number("port", in: 0...65_535) ?? configuration.port
    configuration.loops = try arguments.number("threads", in: 1...256) ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    if let text = arguments.value("proxy") {
      guard let proxies = TrustedProxies(text) else {
        throw ArgumentError.badValue(
          option: "proxy", value: text, expected: "addresses or networks with commas between them are expected")
      }
      configuration.proxies = proxies
    }
    for option in ServeOption.all { try option.set(from: arguments, in: &configuration) }
    return configuration
  }

  /// The log that was asked for; failures go to standard error where none was.
  static func log(_ arguments: ParsedArguments) throws -> ServerLog {
    switch arguments.value("log") {
    case nil: try ServerLog(.standardError, includesRequests: false)
    case "-": try ServerLog(.standardOutput)
    case .some(let path): try ServerLog(.file(path: path))
    }
  }

  static func start(
    _ registry: Registry, _ configuration: ServerConfiguration, _ log: ServerLog,
    keyHours: Int = Retention.standard.keyHours
  ) throws -> HTTPServer {
    registry.removeAbandonedUploads()
    let metrics = ServerMetrics(log: log)
    let limits = configuration.limits
    let server = HTTPServer(configuration, observer: { _ in metrics.observer() }) { _ in
      try RegistryAPI(
        registry, clock: SystemClock.now, limits: limits, keyHours: keyHours,
        serverMetrics: { metrics.write(into: &$0) })
    }
    _ = try server.start()
    return server
  }

  /// Waits until the program is told to end, and ends the server; says whether it was told so twice.
  @discardableResult
  static func wait(
    for signals: borrowing TerminationSignals, then server: HTTPServer, and delivery: Delivery? = nil, _ log: ServerLog,
    _ manager: ServiceManager, _ console: Console
  ) -> Bool {
    while signals.wait() == .reopenLog { log.reopen() }
    let message = console.language(en: "Stopping.", fr: "Arrêt.")
    manager.notify(.stopping, status: message)
    console.warn(message)
    delivery?.stop()
    server.stop()
    let isHurried = server.wait(hurriedBy: signals)
    log.close()
    return isHurried
  }
}
