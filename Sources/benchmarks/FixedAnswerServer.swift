import HTTPCore
import HTTPServer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The server with nothing behind it: every request is answered with the same 600 bytes of JSON.
final class FixedAnswerServer: RequestHandler {
  private let response = HTTPResponse(json: Array("{\"text\":\"\(String(repeating: "a", count: 589))\"}".utf8))

  func respond(to request: HTTPRequest, _ sink: ResponseSink) -> HTTPResponse? { response }

  /// Serves on two loops, at a port that is printed, until a signal to end.
  static func serve() throws {
    let signals = try TerminationSignals()
    var configuration = ServerConfiguration()
    configuration.port = 0
    configuration.loops = 2
    // What nginx is told too: the connections of a measurement stay open.
    configuration.limits.requestsPerConnection = .max
    let metrics = ServerMetrics()
    let server = HTTPServer(configuration, observer: { _ in metrics.observer() }) { _ in FixedAnswerServer() }
    print("http://\(try server.start())")
    fflush(nil)
    _ = signals.wait()
    server.stop(drain: .zero)
    server.wait()
  }
}
