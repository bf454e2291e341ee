import Foundation
import HTTPCore
import HTTPServer
import LicenceRegistry
import RegistryWeb
import Synchronization
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Two ways to ask the API: by calling it, and over a live socket.
///
/// Each test of the API runs over both.
enum Transport: String, CaseIterable, CustomTestStringConvertible {
  case inProcess
  case socket

  var testDescription: String { rawValue }

  /// What came back.
  struct Reply: Sendable {
    var status: Int
    var fields: [String: String]
    var body: Data

    /// The body as JSON.
    func json() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any])
    }
  }

  /// Calls `body` with a function that asks the API over this transport.
  func run(_ registry: Registry, _ body: (Client) async throws -> Void) async throws {
    switch self {
    case .inProcess:
      try await body(Client { request in try InProcess.reply(registry, request) })
    case .socket:
      var configuration = ServerConfiguration()
      configuration.port = 0
      let server = HTTPServer(configuration) { _ in try RegistryAPI(registry, clock: { TestRegistry.now }) }
      let address = try server.start()
      defer {
        server.stop()
        server.wait()
      }
      try await body(Client { request in try await Socket.reply(port: address.port, request) })
    }
  }

  /// A request as a test states it.
  struct Request: Sendable {
    var method = "GET"
    var target: String
    var fields: [String: String] = [:]
    var body: [UInt8]?
  }

  /// Asks the API.
  struct Client {
    let send: @Sendable (Request) async throws -> Reply

    func get(_ target: String, _ fields: [String: String] = [:]) async throws -> Reply {
      try await send(Request(target: target, fields: fields))
    }

    func post(_ target: String, _ json: String, type: String = "application/json") async throws -> Reply {
      try await send(Request(method: "POST", target: target, fields: ["content-type": type], body: Array(json.utf8)))
    }
  }
}

/// The API called as the server calls it, without a socket.
private enum InProcess {
  static func reply(_ registry: Registry, _ request: Transport.Request) throws -> Transport.Reply {
    let api = try RegistryAPI(registry, clock: { TestRegistry.now })
    var fields = HTTPFields()
    for (name, value) in request.fields { fields.append(name, value) }
    let method = try #require(HTTPMethod(rawValue: request.method))
    let head = RequestHead(method: method, target: try RequestTarget(request.target), fields: fields)
    let body = request.body ?? []
    var answer: HTTPResponse?
    switch api.disposition(of: head) {
    case .collect(let limit) where body.count > limit:
      answer = api.faultResponse(HTTPFault(.contentTooLarge, .bodyTooLarge, "too large"))
    case .refuse(let response): answer = response
    default:
      let later = Later()
      answer = api.respond(to: HTTPRequest(head: head, body: body), ResponseSink { later.set($0) }) ?? later.wait()
    }
    let response = try #require(answer)
    let names = response.fields.map { ($0.name, $0.value) }
    return Transport.Reply(
      status: response.status.code, fields: Dictionary(names) { first, _ in first }, body: Data(response.body))
  }
}

/// An answer that another thread gives.
private final class Later: Sendable {
  private let response = Mutex<HTTPResponse?>(nil)
  private let isThere = DispatchSemaphore(value: 0)

  func set(_ response: HTTPResponse) {
    self.response.withLock { $0 = response }
    isThere.signal()
  }

  func wait() -> HTTPResponse? {
    isThere.wait()
    return response.withLock { $0 }
  }
}

/// The API asked over loopback by a client that is not ours.
private enum Socket {
  static func reply(port: Int, _ request: Transport.Request) async throws -> Transport.Reply {
    let url = try #require(URL(string: "http://127.0.0.1:\(port)\(request.target)"))
    var message = URLRequest(url: url)
    message.httpMethod = request.method
    for (name, value) in request.fields { message.setValue(value, forHTTPHeaderField: name) }
    message.httpBody = request.body.map { Data($0) }
    let (body, answer) = try await URLSession.shared.data(for: message)
    let response = try #require(answer as? HTTPURLResponse)
    var fields: [String: String] = [:]
    for (name, value) in response.allHeaderFields { fields["\(name)".lowercased()] = "\(value)" }
    return Transport.Reply(status: response.statusCode, fields: fields, body: body)
  }
}
