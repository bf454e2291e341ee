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
      let errors = try #require(try reply.json()["errors"] as? [[String: Any]])
      #expect(errors.allSatisfy { $0["pointer"] is String } && errors.first?["code"] as? String == code)
    }
  }

  @Test("a key that is given twice is pointed at")
  func duplicateKey() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      for (body, pointer) in [
        (#"{"licence":"a","licence":"b"}"#, "/licence"), (#"{"x":[0,{"a/b~":1,"a/b~":2}]}"#, "/x/1/a~1b~0"), ("{", ""),
      ] {
        let errors = try await client.post("/v1/eligibility", body).json()["errors"] as? [[String: Any]]
        #expect(errors?.first?["pointer"] as? String == pointer)
      }
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

  @Test(
    "control characters are refused where they stand; white space comes with what is pasted",
    arguments: ["\\u0000", "\\u0007", "\\u001b[31m", "\\u007f", "\\u0090"])
  func controls(escape: String) async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      for field in ["licence", "contract", "customer", "email", "product", "version", "topic", "incident", "ticket"] {
        let reply = try await client.post("/v1/eligibility", #"{"\#(field)":"a\#(escape)b"}"#)
        #expect(reply.status == 400)
        let errors = try #require(try reply.json()["errors"] as? [[String: Any]])
        #expect(errors.map { $0["pointer"] as? String } == ["/\(field)"])
        #expect(errors.first?["code"] as? String == "request.invalid_value")
        #expect(try await client.post("/v1/eligibility", #"{"\#(field)":"\r\n a\tb\u0085\n"}"#).status == 200)
      }
      #expect(try await client.get("/v1/eligibility?version=2025%07").status == 400)
    }
  }

  @Test("a body that is packed is refused, one that says it is not is taken")
  func encodings() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      for (encoding, status) in [("gzip", 415), ("identity, br", 415), ("identity", 200), ("Identity", 200)] {
        let fields = ["content-encoding": encoding]
        let reply = try await client.post("/v1/eligibility", "{}", type: "application/json", fields)
        #expect(reply.status == status)
        let file = try await client.post("/v1/imports?mode=plan", "{}", type: "text/csv", fields)
        #expect(file.status == status)
        if status == 415 {
          #expect(try reply.json()["code"] as? String == "request.content_encoding")
          #expect(try file.json()["code"] as? String == "request.content_encoding")
        }
      }
    }
  }

  @Test("an id that a client gives its request is taken unless a code is in it", arguments: Transport.allCases)
  func requestIDs(transport: Transport) async throws {
    let test = try TestRegistry()
    try await transport.run(test.registry, as: .reader) { client in
      for (id, isTaken) in [("order-2026.7", true), ("0421-7F3K-99QX-A1B2", false), ("x/04217f3k99qxa1b2", false)] {
        #expect(try await client.post("/v1/eligibility", "{}", ["x-request-id": id]).status == 403)
        try test.registry.record([], now: TestRegistry.now)
        let denials = try test.registry.makeReader().events().filter { $0.action == "access.denied" }
        #expect(denials.contains { $0.request == id } == isTaken)
        test.registry.access.flush()
        try test.registry.record([], now: TestRegistry.now)
      }
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

/// Licence codes that are typed where they do not belong, over HTTP.
@Suite("Codes in other fields")
struct TypedCodeAPITests {
  @Test(
    "no answer has them, be it of GET, of POST or a problem",
    arguments: ["contract", "customer", "email", "product", "version", "topic", "incident", "ticket", "at", "x"])
  func eligibility(field: String) async throws {
    let test = try TestRegistry()
    let code = "0421 7F3K 99QX A1B2"
    try await Transport.inProcess.run(test.registry) { client in
      let name = field == "x" ? code : field
      let escaped = name.replacing(" ", with: "%20")
      let replies = [
        try await client.get("/v1/eligibility?\(escaped)=\(code.replacing(" ", with: "%20"))"),
        try await client.post("/v1/eligibility", #"{"\#(name)":"\#(code)"}"#),
      ]
      for reply in replies {
        #expect(reply.status == (["at", "x"].contains(field) ? 400 : 200))
        let text = String(decoding: reply.body, as: UTF8.self)
        #expect(!text.contains("7F3K 99QX"), "\(text)")
      }
      #expect(String(decoding: replies[1].body, as: UTF8.self).contains("••••A1B2"))
    }
    let records = try test.registry.makeReader().decisions()
    #expect(records.allSatisfy { !String(decoding: $0.document, as: UTF8.self).contains("7F3K 99QX") })
  }
}
