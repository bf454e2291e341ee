import HTTPCore
import LicenceRegistry
import Licensing
import RegistryWeb
import Synchronization
import Testing

/// Requests that were received together are answered from one state, and recorded together.
@Suite("Rounds of requests")
struct RoundTests {
  private let test: TestRegistry
  private let api: RegistryAPI
  private let authorization: String

  init() throws {
    test = try TestRegistry()
    api = try RegistryAPI(test.registry, clock: { TestRegistry.now })
    let token = try test.registry.createToken(
      name: "test", role: .admin, expires: nil, actor: "test", now: TestRegistry.now)
    authorization = "Bearer \(token.secret.text)"
  }

  private func request(
    _ target: String, _ method: HTTPMethod = .get, body: String = "", as authorization: String? = nil
  ) throws -> HTTPRequest {
    var fields: HTTPFields = ["content-type": "application/json"]
    fields.set("authorization", authorization ?? self.authorization)
    let framing: BodyFraming = body.isEmpty ? .none : .length(body.utf8.count)
    return HTTPRequest(
      head: RequestHead(method: method, target: try RequestTarget(target), fields: fields, framing: framing),
      body: Array(body.utf8), origin: RequestOrigin(address: "192.0.2.1"))
  }

  /// What the API answers at once.
  private func status(_ target: String, as authorization: String? = nil) throws -> HTTPStatus? {
    try api.respond(to: request(target, as: authorization), ResponseSink { _ in })?.status
  }

  @Test("a round has one state, and the next one has the newest")
  func state() throws {
    var seen: [Result<HTTPStatus?, any Error>] = []
    api.serveRound {
      seen.append(Result { try status("/v1/customers/C-1") })
      seen.append(Result { try test.add(#"{ customers: [{ id: "C-9", name: "Nine" }] }"#) }.map { .ok })
      seen.append(Result { try status("/v1/customers/C-9") })
      // What is refused ends the state, so that what comes after it is judged on the newest.
      seen.append(Result { try status("/v1/customers/C-9") })
    }
    let statuses = try seen.map { try $0.get() }
    #expect(statuses == [.ok, .ok, .notFound, .ok])
    api.serveRound { seen = [Result { try status("/v1/customers/C-9") }] }
    #expect(try seen[0].get() == .ok)
    #expect(try status("/v1/customers/C-9") == .ok)
  }

  @Test("decisions of a round are recorded together, and each is answered")
  func records() async throws {
    let count = 20
    let ids = Mutex<[String]>([])
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      api.serveRound {
        for number in 0..<count {
          let sink = ResponseSink { response in
            let id = String(decoding: response.body.prefix(37).dropFirst(7), as: UTF8.self)
            let known = ids.withLock { ids in
              ids.append(response.status == .ok ? id : "\(response.status)")
              return ids.count
            }
            if known == count { done.resume() }
          }
          let body = #"{"contract":"GA-1","ticket":"T-\#(number)"}"#
          do {
            #expect(try api.respond(to: request("/v1/eligibility", .post, body: body), sink) == nil)
          } catch {
            Issue.record(error)
          }
        }
        #expect(ids.withLock { $0.isEmpty })
      }
    }
    let reader = try test.registry.makeReader()
    for (number, id) in ids.withLock({ $0 }).enumerated() {
      #expect(try reader.decision(id: id)?.ticket == "t-\(number)")
    }
  }
}
