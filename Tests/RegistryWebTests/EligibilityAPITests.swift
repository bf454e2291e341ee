import Foundation
import LicenceRegistry
import Licensing
import Testing

/// The eligibility routes, over both transports.
@Suite("Eligibility over HTTP")
struct EligibilityAPITests {
  @Test("GET answers and records nothing", arguments: Transport.allCases)
  func get(transport: Transport) async throws {
    let test = try TestRegistry()
    try await transport.run(test.registry) { client in
      let reply = try await client.get("/v1/eligibility?contract=ga-1&product=AD&version=2025&topic=software-use")
      #expect(reply.status == 200)
      #expect(reply.fields["content-type"] == "application/json")
      #expect(reply.fields["cache-control"] == "no-store")
      let json = try reply.json()
      #expect(json["outcome"] as? String == "eligible")
      #expect(json["id"] is NSNull)
      #expect(json["asOf"] as? String == "2026-02-27")
      let desk = try #require(json["desk"] as? [String: Any])
      #expect(desk["closesAt"] as? String == "2026-02-27T17:00:00Z")
    }
  }

  @Test("POST records the decision, which reads back as it was answered", arguments: Transport.allCases)
  func post(transport: Transport) async throws {
    let test = try TestRegistry()
    try await transport.run(test.registry) { client in
      let reply = try await client.post(
        "/v1/eligibility", #"{"licence":" 0421 7f3k 99qx a1b2\r\n","version":"2025","ticket":"T-1","topic":null}"#)
      #expect(reply.status == 200)
      let id = try #require(try reply.json()["id"] as? String)
      let record = try #require(try test.registry.makeReader().decision(id: id))
      #expect(Data(record.document) == reply.body)
      #expect(!String(decoding: record.question, as: UTF8.self).contains("7f3k"))
      let read = try await client.get("/v1/decisions/\(id)")
      #expect(read.status == 200)
      #expect(read.body == reply.body)
    }
  }

  @Test(
    "the answer speaks the language that is asked for",
    arguments: [
      ("fr", "couvert"), ("fr-FR, en;q=0.5", "couvert"), ("en;q=0.9, fr;q=0.1", "covered"), ("de", "covered"),
    ])
  func language(accepted: String, word: String) async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      let reply = try await client.get(
        "/v1/eligibility?contract=GA-1&product=AD&version=2026", ["accept-language": accepted])
      #expect(try #require(try reply.json()["summary"] as? String).contains(word))
    }
  }

  /// Requests that are refused, and what with.
  static let refusals: [(body: String, status: Int, code: String)] = [
    ("{", 400, "json.unexpected_end"),
    ("", 400, "json.empty"),
    ("[]", 400, "request.not_an_object"),
    (#"{"licence":"a","licence":"b"}"#, 400, "json.duplicate_key"),
    (#"{"licence":"a",}"#, 400, "json.trailing_comma"),
    (#"{"licnce":"a"}"#, 400, "request.unknown_field"),
    (#"{"licence":12}"#, 400, "request.wrong_type"),
    (#"{"licence":["a"]}"#, 400, "request.wrong_type"),
    (#"{"at":"2026-02-30"}"#, 400, "at.nonexistent"),
    (#"{"at":"yesterday"}"#, 400, "at.malformed"),
    (#"{"at":"2026-02-27T17:59:00"}"#, 400, "at.offset_missing"),
  ]

  @Test("malformed bodies are refused with their fault", arguments: refusals)
  func refused(body: String, status: Int, code: String) async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      let reply = try await client.post("/v1/eligibility", body)
      #expect(reply.status == status)
      #expect(reply.fields["content-type"] == "application/problem+json")
      #expect(try reply.json()["code"] as? String == code)
    }
  }

  @Test("long texts and deep bodies are refused with their fault")
  func refusedForTheirSize() async throws {
    let test = try TestRegistry()
    let long = "{\"version\":\"" + String(repeating: "2", count: 513) + "\"}"
    let deep = String(repeating: "[", count: 60_000)
    try await Transport.inProcess.run(test.registry) { client in
      for (body, code) in [(long, "request.too_long"), (deep, "json.too_deep")] {
        let reply = try await client.post("/v1/eligibility", body)
        #expect(reply.status == 400)
        #expect(try reply.json()["code"] as? String == code)
      }
    }
  }

  @Test("a megabyte of brackets is refused before it is read", arguments: Transport.allCases)
  func brackets(transport: Transport) async throws {
    let test = try TestRegistry()
    try await transport.run(test.registry) { client in
      let reply = try await client.post("/v1/eligibility", String(repeating: "[", count: 1_000_000))
      #expect(reply.status == 413)
      #expect(try reply.json()["code"] as? String == "http.body_too_large")
      #expect(try await client.get("/healthz").status == 200)
    }
  }

  @Test("every fault of a body is told at once, each with its pointer")
  func allFaults() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      let reply = try await client.post("/v1/eligibility", #"{"a/b":1,"licence":2,"at":"x"}"#)
      let errors = try #require(try reply.json()["errors"] as? [[String: Any]])
      #expect(errors.map { $0["pointer"] as? String } == ["/a~1b", "/licence", "/at"])
    }
  }

  @Test(
    "a query is read as strictly as a body",
    arguments: [
      ("?x=1", "request.unknown_field"), ("?email=a&email=b", "request.repeated"),
      ("?at=2026-02-27T17:59:00+01:00", "at.plus_became_space"),
    ])
  func query(query: String, code: String) async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      let reply = try await client.get("/v1/eligibility\(query)")
      #expect(reply.status == 400)
      #expect(try reply.json()["code"] as? String == code)
    }
  }

  @Test("other media types, methods and paths", arguments: Transport.allCases)
  func others(transport: Transport) async throws {
    let test = try TestRegistry()
    try await transport.run(test.registry) { client in
      for type in ["application/x-www-form-urlencoded", "application/json; charset=latin1"] {
        #expect(try await client.post("/v1/eligibility", "{}", type: type).status == 415)
      }
      #expect(try await client.post("/v1/eligibility", "{}", type: "application/json; charset=\"UTF-8\"").status == 200)
      let deleted = try await client.send(Transport.Request(method: "DELETE", target: "/v1/eligibility"))
      #expect(deleted.status == 405)
      #expect(deleted.fields["allow"]?.contains("POST") == true)
      #expect(try await client.get("/v1/nothing").status == 404)
      #expect(try await client.get("/readyz").status == 200)
    }
  }

  @Test("many recorded decisions at once are all durable")
  func manyAtOnce() async throws {
    let test = try TestRegistry()
    try await Transport.socket.run(test.registry) { client in
      let ids = try await withThrowingTaskGroup(of: String.self) { group in
        for number in 0..<40 {
          let body = #"{"contract":"GA-1","product":"AD","ticket":"T-\#(number)"}"#
          group.addTask {
            let request = Transport.Request(
              method: "POST", target: "/v1/eligibility", fields: ["content-type": "application/json"],
              body: Array(body.utf8))
            return try #require(try await client.send(request).json()["id"] as? String)
          }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(ids.count == 40)
      let reader = try test.registry.makeReader()
      #expect(try ids.allSatisfy { try reader.decision(id: $0) != nil })
    }
  }
}
