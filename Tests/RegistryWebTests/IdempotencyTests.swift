import Foundation
import LicenceRegistry
import Licensing
import Testing

/// Requests that are sent again with their `Idempotency-Key`.
@Suite("Idempotency keys")
struct IdempotencyTests {
  private static let question = #"{"contract":"GA-1","product":"AD","ticket":"T-7"}"#

  private static func post(
    _ client: Transport.Client, _ key: String, _ body: String = question, target: String = "/v1/eligibility"
  ) async throws -> Transport.Reply {
    try await client.post(target, body, type: "application/json", ["idempotency-key": key])
  }

  @Test("the same request again is answered as before, also after a restart", arguments: Transport.allCases)
  func again(transport: Transport) async throws {
    let test = try TestRegistry()
    var first: Transport.Reply?
    var authorization = ""
    try await transport.run(test.registry) { client in
      authorization = client.authorization
      first = try await Self.post(client, "k-1")
      #expect(try await Self.post(client, "k-1").body == first?.body)
      #expect(try await Self.post(client, "k-2").body != first?.body)
    }
    let reopened = try Registry(path: test.path)
    try await transport.run(reopened) { client in
      let again = try await client.post(
        "/v1/eligibility", Self.question, type: "application/json",
        ["idempotency-key": "k-1", "authorization": authorization])
      #expect(again.body == first?.body)
      #expect(again.fields["content-language"] == "en")
      // Another client's key is another key.
      #expect(try await Self.post(client, "k-1").body != first?.body)
    }
    #expect(try reopened.makeReader().decisions(ticket: "T-7").count == 3)
  }

  @Test("a record that was added is told as it was added, whatever became of it", arguments: Transport.allCases)
  func addedRecord(transport: Transport) async throws {
    let test = try TestRegistry()
    try await transport.run(test.registry) { client in
      let licence = #"{"code":"NEW-CODE-0001","contract":"GA-1","product":"advance-design","release":"2026"}"#
      let first = try await Self.post(client, "k", licence, target: "/v1/licences")
      #expect(first.status == 201 && !first.body.isEmpty)
      let place = try #require(first.fields["location"])
      let tag = try #require(first.fields["etag"])
      #expect(try await client.get(place).fields["etag"] == tag)
      let removed = try await client.send(
        Transport.Request(method: "DELETE", target: place, fields: ["if-match": tag]))
      #expect(removed.status == 204)
      let again = try await Self.post(client, "k", licence, target: "/v1/licences")
      #expect(again.status == 201 && again.body == first.body)
      for name in ["location", "etag", "x-import", "content-type"] { #expect(again.fields[name] == first.fields[name]) }
    }
  }

  @Test("the same key with another body is refused")
  func otherBody() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      #expect(try await Self.post(client, "k").status == 200)
      let other = try await Self.post(client, "k", #"{"contract":"GA-2"}"#)
      #expect(other.status == 422)
      #expect(try other.json()["code"] as? String == "request.idempotency_key_reused")
      // A request that was never carried out left nothing under its key.
      #expect(try await Self.post(client, "j", #"{"contrat":"GA-2"}"#).status == 400)
      #expect(try await Self.post(client, "j").status == 200)
    }
  }

  @Test("an answer is kept for as long as the server is set to", arguments: [1, 24, 72])
  func period(hours: Int) async throws {
    let test = try TestRegistry()
    // Each run has a token of its own, and each token its own keys: one client goes through all the times.
    var authorization = ""
    var bodies: [Data] = []
    for late in [0, -1, 0] {
      let now = UTCInstant(
        milliseconds: TestRegistry.now.milliseconds + (bodies.isEmpty ? 0 : Int64(hours) * 3_600_000 + Int64(late)))
      try await Transport.inProcess.run(test.registry, at: now, keyHours: hours) { client in
        if authorization.isEmpty { authorization = client.authorization }
        let reply = try await client.post(
          "/v1/eligibility", Self.question, type: "application/json",
          ["idempotency-key": "k", "authorization": authorization])
        bodies.append(reply.body)
      }
    }
    #expect(bodies[1] == bodies[0], "a millisecond before the end")
    #expect(bodies[2] != bodies[0], "at the end")
  }

  @Test("sent many times at once it is done once")
  func atOnce() async throws {
    let test = try TestRegistry()
    try await Transport.socket.run(test.registry) { client in
      let bodies = try await withThrowingTaskGroup(of: Data.self) { group in
        for _ in 0..<16 { group.addTask { try await Self.post(client, "k").body } }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(bodies.count == 1)
    }
    #expect(try test.registry.makeReader().decisions(ticket: "T-7").count == 1)
  }

  @Test("changes that are sent many times at once are all answered as the one that is done", .timeLimit(.minutes(1)))
  func changesAtOnce() async throws {
    let test = try TestRegistry()
    func all(_ client: Transport.Client, _ target: String, _ body: String, type: String) async throws -> Transport.Reply
    {
      let replies = try await withThrowingTaskGroup(of: Transport.Reply.self) { group in
        for _ in 0..<6 {
          group.addTask { try await client.post(target, body, type: type, ["idempotency-key": target]) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(replies.allSatisfy { $0.status == 201 }, "\(target): \(replies.map(\.status))")
      #expect(Set(replies.map(\.body)).count == 1, "\(target)")
      return try #require(replies.first)
    }
    try await Transport.socket.run(test.registry) { client in
      let licence = #"{"code":"NEW-CODE-0002","contract":"GA-1","product":"advance-design","release":"2026"}"#
      _ = try await all(client, "/v1/licences", licence, type: "application/json")
      let applied = try await all(
        client, "/v1/imports?mode=apply&name=a.csv", "id;name\r\nC-88;Neuf\r\n", type: "text/csv")
      let place = try #require(applied.fields["location"])
      _ = try await all(client, "\(place)/undo", "{}", type: "application/json")
    }
    #expect(try test.registry.makeReader().imports().count == 4)
  }

  @Test("keys that are none are refused", arguments: ["é", String(repeating: "k", count: 256)])
  func malformed(key: String) async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      let reply = try await Self.post(client, key)
      #expect(reply.status == 400)
    }
  }
}
