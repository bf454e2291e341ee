import Foundation
import HTTPCore
import HTTPServer
import LicenceRegistry
import Licensing
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
  ///
  /// The client bears a token of the role unless a request has its own `authorization`, empty for none.
  func run(
    _ registry: Registry, as role: Role = .admin, at now: UTCInstant = TestRegistry.now,
    keyHours: Int = Retention.standard.keyHours, _ body: (Client) async throws -> Void
  ) async throws {
    let token = try registry.createToken(
      name: "test", role: role, expires: nil, actor: "test", now: TestRegistry.now)
    let authorization = "Bearer \(token.secret.text)"
    switch self {
    case .inProcess:
      let api = try InProcess(RegistryAPI(registry, clock: { now }, keyHours: keyHours))
      try await body(Client(authorization: authorization) { request in try api.reply(request) })
    case .socket:
      var configuration = ServerConfiguration()
      configuration.port = 0
      let server = HTTPServer(configuration) { _ in
        try RegistryAPI(registry, clock: { now }, keyHours: keyHours)
      }
      let address = try server.start()
      defer {
        server.stop()
        server.wait()
      }
      try await body(
        Client(authorization: authorization) { request in try await Socket.reply(port: address.port, request) })
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
  struct Client: Sendable {
    private let transport: @Sendable (Request) async throws -> Reply
    /// What requests bear that have nothing else.
    let authorization: String

    init(authorization: String, _ transport: @escaping @Sendable (Request) async throws -> Reply) {
      self.authorization = authorization
      self.transport = transport
    }

    func send(_ request: Request) async throws -> Reply {
      var request = request
      let own = request.fields["authorization"]
      request.fields["authorization"] = own ?? authorization
      if own == "" { request.fields["authorization"] = nil }
      return try await transport(request)
    }

    func get(_ target: String, _ fields: [String: String] = [:]) async throws -> Reply {
      try await send(Request(target: target, fields: fields))
    }

    func post(
      _ target: String, _ json: String, type: String = "application/json", _ fields: [String: String] = [:]
    ) async throws -> Reply {
      var fields = fields
      fields["content-type"] = type
      return try await send(Request(method: "POST", target: target, fields: fields, body: Array(json.utf8)))
    }
  }
}

/// The API called as the server calls it, without a socket.
///
/// One request at a time, as on an event loop.
private final class InProcess: Sendable {
  private let api: Mutex<RegistryAPI>

  init(_ api: sending RegistryAPI) {
    self.api = Mutex(api)
  }

  func reply(_ request: Transport.Request) throws -> Transport.Reply {
    try api.withLock { try InProcess.reply($0, request) }
  }

  private static func reply(_ api: RegistryAPI, _ request: Transport.Request) throws -> Transport.Reply {
    var fields = HTTPFields()
    for (name, value) in request.fields { fields.append(name, value) }
    let method = try #require(HTTPMethod(rawValue: request.method))
    let body = request.body ?? []
    let head = RequestHead(
      method: method, target: try RequestTarget(request.target), fields: fields,
      framing: request.body == nil ? .none : .length(body.count))
    var answer: HTTPResponse?
    let origin = RequestOrigin(address: "192.0.2.1")
    switch try api.disposition(of: head, from: origin, requestID: id(head, api)) {
    case .collect(let limit) where body.count > limit:
      answer = api.faultResponse(HTTPFault(.contentTooLarge, .bodyTooLarge, "too large"), to: head)
    case .refuse(let response): answer = response
    case .stream(let stream, _):
      let later = Later()
      let request = HTTPRequest(head: head, origin: origin, id: id(head, api))
      for start in stride(from: 0, to: body.count, by: 7) { try stream.write(body[start..<min(start + 7, body.count)]) }
      try stream.finish()
      answer = try api.respond(to: request, streamedInto: stream, ResponseSink { later.set($0) }) ?? later.wait()
    case .collect:
      let later = Later()
      let request = HTTPRequest(head: head, body: body, origin: origin, id: id(head, api))
      answer = try api.respond(to: request, ResponseSink { later.set($0) }) ?? later.wait()
    }
    let response = try #require(answer)
    let names = response.fields.map { ($0.name, $0.value) }
    return Transport.Reply(
      status: response.status.code, fields: Dictionary(names) { first, _ in first }, body: Data(response.body))
  }
}

/// The id of a request, given as the server does.
private func id(_ head: RequestHead, _ api: RegistryAPI) -> String {
  RequestID.given(in: head.fields).flatMap { api.takes(requestID: $0) ? $0 : nil } ?? "own"
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
