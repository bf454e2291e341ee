import Foundation
import HTTPCore
import LicenceRegistry
import Licensing
import Testing

@testable import RegistryWeb

/// Who is let in to what.
@Suite("Access control")
struct AccessAPITests {
  /// A path of the operation with something in place of each parameter.
  private static func target(_ operation: RegistryWeb.Operation) -> String {
    operation.path.split(separator: "/").map { $0.hasPrefix("{") ? "/x" : "/\($0)" }.joined()
  }

  private static func reply(
    to operation: RegistryWeb.Operation, _ client: Transport.Client, _ authorization: String
  ) async throws -> Transport.Reply {
    try await client.send(
      Transport.Request(
        method: operation.method.rawValue, target: target(operation), fields: ["authorization": authorization],
        body: operation.body == nil ? nil : Array("{}".utf8)))
  }

  @Test("every route lets in just the roles that have its right", arguments: Role.allCases)
  func everyRoute(role: Role) async throws {
    let test = try TestRegistry()
    let (_, secret) = try test.registry.createToken(
      name: "t", role: role, expires: nil, actor: "test", now: TestRegistry.now)
    try await Transport.inProcess.run(test.registry) { client in
      for operation in RegistryWeb.Operation.all {
        let reply = try await Self.reply(to: operation, client, "Bearer \(secret.text)")
        let isAllowed = operation.right.map { role.rights.contains($0) } ?? true
        #expect((reply.status != 403) == isAllowed, "\(operation.method) \(operation.path): \(reply.status)")
        #expect(reply.status != 401 && reply.status < 500, "\(operation.method) \(operation.path): \(reply.status)")
        guard !isAllowed else { continue }
        #expect(try reply.json()["code"] as? String == "access.forbidden")
        #expect(reply.fields["www-authenticate"]?.contains("insufficient_scope") == true)
      }
    }
  }

  /// A way to have no token that counts, and the code that the refusal bears.
  enum Lack: String, CaseIterable {
    case missing, unknown, malformed, otherScheme, expired, revoked

    var code: String {
      switch self {
      case .missing: "access.token_missing"
      case .unknown, .malformed, .otherScheme: "access.token_unknown"
      case .expired: "access.token_expired"
      case .revoked: "access.token_revoked"
      }
    }

    func authorization(_ registry: Registry) throws -> String {
      let now = TestRegistry.now
      func token(expires: UTCInstant?) throws -> (AccessToken, TokenSecret) {
        try registry.createToken(name: "t", role: .admin, expires: expires, actor: "test", now: now)
      }
      switch self {
      case .missing: return ""
      case .unknown: return "Bearer \(TokenSecret().text)"
      case .malformed: return "Bearer lr_"
      case .otherScheme: return "Basic \(try token(expires: nil).1.text)"
      case .expired: return "Bearer \(try token(expires: now).1.text)"
      case .revoked:
        let (token, secret) = try token(expires: nil)
        #expect(try registry.revokeToken(id: token.id, actor: "test", now: now)?.revoked == now)
        return "Bearer \(secret.text)"
      }
    }
  }

  @Test("without a token that counts, only the open routes answer", arguments: Lack.allCases)
  func lacking(lack: Lack) async throws {
    // The brake is for those who try on; each route is asked of a registry without a past.
    let test = try TestRegistry()
    let authorization = try lack.authorization(test.registry)
    try await Transport.inProcess.run(test.registry) { client in
      let operations =
        lack.code == "access.token_unknown"
        ? RegistryWeb.Operation.all.filter { $0.right == nil }
          + RegistryWeb.Operation.all.filter { $0.right != nil }.prefix(3)
        : RegistryWeb.Operation.all
      for operation in operations {
        let reply = try await Self.reply(to: operation, client, authorization)
        guard operation.right != nil else {
          #expect(reply.status == 200, "\(operation.path)")
          continue
        }
        #expect(reply.status == 401, "\(operation.method) \(operation.path)")
        #expect(reply.fields["www-authenticate"]?.hasPrefix("Bearer realm=") == true)
        #expect(try reply.json()["code"] as? String == lack.code)
      }
    }
  }

  @Test("what stands where is told to nobody without a token", arguments: ["/", "/v1/nothing", "/v1/eligibility/x"])
  func unknownPath(path: String) async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      #expect(try await client.get(path, ["authorization": ""]).status == 401)
      #expect(try await client.get(path).status == 404)
      let refused = try await client.send(
        Transport.Request(method: "DELETE", target: "/v1/eligibility", fields: ["authorization": ""]))
      #expect(refused.status == 401)
    }
  }

  @Test("the only routes without a token are those that tell whether the server lives")
  func openRoutes() {
    #expect(RegistryWeb.Operation.all.filter { $0.right == nil }.map(\.path) == ["/healthz", "/readyz"])
  }

  @Test("a customers' portal may ask for codes and see nothing; a reader changes nothing")
  func rolesOfLittle() {
    #expect(Role.selfService.rights == [.requestResends])
    #expect(
      Role.reader.rights.isDisjoint(with: [
        .recordDecisions, .reveal, .writeRecords, .importCatalogues, .requestResends, .approveResends, .readEvents,
      ]))
    #expect(!Role.support.rights.contains(.approveResends) && !Role.importer.rights.contains(.reveal))
    #expect(Role.admin.rights.count == Right.allCases.count)
  }

  @Test("revoking acts at once, on every loop", arguments: Transport.allCases)
  func revoking(transport: Transport) async throws {
    let test = try TestRegistry()
    let (token, secret) = try test.registry.createToken(
      name: "t", role: .reader, expires: nil, actor: "test", now: TestRegistry.now)
    try await transport.run(test.registry) { client in
      let fields = ["authorization": "bearer \(secret.text)"]
      #expect(try await client.get("/v1/decisions", fields).status == 200)
      // Another process is another connection to the file.
      let other = try Registry(path: test.path)
      _ = try other.revokeToken(id: token.id, actor: "cli:other", now: TestRegistry.now)
      #expect(try await client.get("/v1/decisions", fields).status == 401)
    }
  }

  @Test("recorded decisions tell whose token asked")
  func actor() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry, as: .support) { client in
      let reply = try await client.post("/v1/eligibility", #"{"contract":"GA-1"}"#)
      let actor = try #require(try reply.json()["actor"] as? String)
      #expect(actor.hasPrefix("token:test/tok_"))
    }
  }

  @Test("wrong tokens are answered later and later, good ones at once", .timeLimit(.minutes(1)))
  func brake() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      func time(_ fields: [String: String], _ status: Int) async throws -> Duration {
        let start = ContinuousClock.now
        #expect(try await client.get("/v1/decisions", fields).status == status)
        return ContinuousClock.now - start
      }
      let wrong = ["authorization": "Bearer \(TokenSecret().text)"]
      var times: [Duration] = []
      for _ in 0..<5 { times.append(try await time(wrong, 401)) }
      #expect(times[3] >= .milliseconds(100))
      #expect(times[4] >= .milliseconds(200))
      #expect(try await time([:], 200) < times[4])
    }
  }

  @Test("denied accesses are events, many of one sort counted in one; no token stands in them")
  func denials() async throws {
    let test = try TestRegistry()
    let (token, secret) = try test.registry.createToken(
      name: "desk", role: .reader, expires: nil, actor: "test", now: TestRegistry.now)
    try await Transport.inProcess.run(test.registry) { client in
      let fields = ["authorization": "Bearer \(secret.text)"]
      for _ in 0..<20 {
        let reply = try await client.post("/v1/eligibility", "{}", type: "application/json", fields)
        #expect(reply.status == 403)
      }
      for _ in 0..<5 {
        let reply = try await client.get("/v1/decisions?ticket=secret", ["authorization": ""])
        #expect(reply.status == 401)
      }
    }
    test.registry.access.flush()
    // What was written before is durable once a later write is.
    try test.registry.record([], now: TestRegistry.now)
    let events = try test.registry.makeReader().events().filter { $0.action == "access.denied" }
    let forbidden = events.filter { $0.subject == "tokens/\(token.id)" }
    #expect(forbidden.count == 2)
    #expect(forbidden.first?.actor == token.actor)
    #expect(forbidden.first?.details?.contains(#""route":"POST /v1/eligibility""#) == true)
    #expect(forbidden.last?.details?.contains(#""count":19"#) == true)
    let missing = events.filter { $0.actor == "anonymous" }
    #expect(missing.count == 2)
    #expect(events.allSatisfy { $0.details?.contains("lr_") == false && $0.details?.contains("secret") == false })
  }

  @Test("those without a token, however many, hide no denial of one, which names itself to the last")
  func flood() throws {
    let test = try TestRegistry()
    let now = TestRegistry.now
    let tokens = try ["desk", "web"].map {
      try test.registry.createToken(name: $0, role: .reader, expires: nil, actor: "test", now: now).token
    }
    func deny(_ denial: AccessDenial, _ number: Int) {
      _ = test.registry.access.denied(
        denial, route: "GET /v1/\(number)", address: "192.0.2.\(number)", request: "req-\(number)", now: now)
    }
    for number in 0..<200 { deny(.missing, number) }
    for number in 0..<70 { deny(.forbidden(tokens[0], .reveal), number) }
    deny(.revoked(tokens[1]), 7)
    test.registry.access.flush()
    // What was written before is durable once a later write is.
    try test.registry.record([], now: TestRegistry.now)
    let events = try test.registry.makeReader().events(limit: 1000).filter { $0.action == "access.denied" }
    func details(_ events: [RecordedEvent]) throws -> [[String: Any]] {
      try events.map {
        try #require(try JSONSerialization.jsonObject(with: Data(($0.details ?? "").utf8)) as? [String: Any])
      }
    }
    let desk = events.filter { $0.subject == "tokens/\(tokens[0].id)" }
    #expect(try details(desk).reduce(0) { $0 + ($1["count"] as? Int ?? 0) } == 70)
    #expect(desk.allSatisfy { $0.actor == tokens[0].actor } && desk.count == 66)
    #expect(try details(desk).last?["code"] as? String == "access.others")
    #expect(desk.first?.request == "req-0")
    let web = events.filter { $0.subject == "tokens/\(tokens[1].id)" }
    #expect(web.count == 1 && web.first?.request == "req-7")
    #expect(try details(web).first?["address"] as? String == "192.0.2.7")
    let others = events.filter { $0.actor == "anonymous" }
    #expect(others.count == 34)
    #expect(try details(others).reduce(0) { $0 + ($1["count"] as? Int ?? 0) } == 200)
  }
}
