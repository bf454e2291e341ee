import Foundation
import LicenceRegistry
import Licensing
import Testing

/// Single records put, added and removed over HTTP.
@Suite("Changes over HTTP")
struct ChangeAPITests {
  private static func send(
    _ client: Transport.Client, _ method: String, _ target: String, _ body: String? = nil, match: String? = nil,
    noneMatch: String? = nil, _ more: [String: String] = [:]
  ) async throws -> Transport.Reply {
    var fields = more
    if body != nil { fields["content-type"] = "application/json" }
    fields["if-match"] = match
    fields["if-none-match"] = noneMatch
    return try await client.send(
      Transport.Request(method: method, target: target, fields: fields, body: body.map { Array($0.utf8) }))
  }

  static let records = [
    "products/advance-design", "customers/C-1", "contracts/GA-1", "programmes/advantage", "advisories/AD-1",
  ]

  @Test("what is read can be put back, and changes nothing", arguments: Transport.allCases)
  func roundTrip(transport: Transport) async throws {
    let test = try TestRegistry()
    try await transport.run(test.registry, as: .importer) { client in
      let imports = try test.registry.makeReader().imports().count
      let licence = try #require(
        (try await client.get("/v1/licences").json()["items"] as? [[String: Any]])?.first?["id"] as? String)
      for record in Self.records + ["licences/\(licence)"] {
        let read = try await client.get("/v1/\(record)")
        let body = String(decoding: read.body, as: UTF8.self)
        let put = try await Self.send(client, "PUT", "/v1/\(record)", body, match: read.fields["etag"])
        #expect(put.status == 200, "\(record): \(String(decoding: put.body, as: UTF8.self))")
        #expect(put.body == read.body && put.fields["etag"] == read.fields["etag"], "\(record)")
      }
      #expect(try test.registry.makeReader().imports().count == imports)
    }
  }

  @Test("a put replaces the record whole, is kept as an import, and can be taken back")
  func replaces() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      let tag = try await client.get("/v1/customers/C-1").fields["etag"]
      let put = try await Self.send(
        client, "PUT", "/v1/customers/C-1", #"{"name":"Bureau Hiver","contacts":[{"email":"b@ete.example"}]}"#,
        match: tag)
      #expect(put.status == 200)
      let json = try put.json()
      #expect(json["name"] as? String == "Bureau Hiver" && json["domains"] as? [String] == [])
      #expect((json["contacts"] as? [[String: Any]])?.compactMap { $0["email"] as? String } == ["b@ete.example"])
      #expect(put.fields["etag"] != tag)
      let id = try #require(put.fields["x-import"])
      #expect(try await client.get("/v1/imports/\(id)").status == 200)
      let undone = try await Self.send(client, "POST", "/v1/imports/\(id)/undo")
      #expect(undone.status == 201)
      #expect(try await client.get("/v1/customers/C-1").fields["etag"] == tag)
      let events = try test.registry.makeReader().events().map(\.action)
      #expect(events.suffix(2) == ["import.applied", "import.undone"])
    }
  }

  @Test("a record is added, and removed with its parts")
  func addsAndRemoves() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      let body = #"{"id":"c-9","name":"Neuf","contacts":[{"email":"n@neuf.example"}]}"#
      let added = try await Self.send(client, "PUT", "/v1/customers/C-9", body, noneMatch: "*")
      #expect(added.status == 201 && added.fields["location"] == "/v1/customers/c-9")
      let again = try await Self.send(client, "PUT", "/v1/customers/C-9", body, noneMatch: "*")
      #expect(again.status == 412)
      let unsafe = try await Self.send(client, "DELETE", "/v1/customers/C-9")
      #expect(unsafe.status == 428)
      let wrong = try await Self.send(client, "DELETE", "/v1/customers/C-9", match: "\"x\"")
      #expect(wrong.status == 412)
      let removed = try await Self.send(client, "DELETE", "/v1/customers/C-9", match: added.fields["etag"])
      #expect(removed.status == 204)
      #expect(try await client.get("/v1/customers/C-9").status == 404)
      #expect(try await Self.send(client, "DELETE", "/v1/customers/C-9", match: "*").status == 404)
    }
  }

  @Test("a licence is added by its code, changed under its id with its code masked, and removed")
  func licences() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      let body = #"{"code":"9999-0000-aaaa","contract":"GA-1","product":"advance-design","release":"2025"}"#
      let added = try await client.post("/v1/licences", body, type: "application/json", ["idempotency-key": "l"])
      #expect(added.status == 201)
      let location = try #require(added.fields["location"])
      #expect(!location.contains("9999"))
      #expect(try added.json()["code"] as? String == "••••AAAA")
      #expect(try await client.post("/v1/licences", body).status == 409)
      let repeated = try await client.post("/v1/licences", body, type: "application/json", ["idempotency-key": "l"])
      #expect(repeated.status == 201 && repeated.fields["location"] == location)
      let changed = try await Self.send(
        client, "PUT", location,
        #"{"code":"••••AAAA","contract":"GA-1","product":"advance-design","release":"2026","state":"revoked"}"#,
        match: added.fields["etag"])
      #expect(changed.status == 200)
      #expect(try changed.json()["state"] as? String == "revoked")
      let other = try await Self.send(
        client, "PUT", location, #"{"code":"1111","contract":"GA-1","product":"advance-design","release":"2026"}"#,
        match: changed.fields["etag"])
      #expect(other.status == 422)
      #expect(try await Self.send(client, "DELETE", location, match: changed.fields["etag"]).status == 204)
    }
  }

  /// Bodies that are refused, and the pointers that say where.
  static let refusals: [(target: String, body: String, pointers: [String])] = [
    (
      "customers/C-1", #"{"nme":"x","name":5,"contacts":[{"email":"a@b.example"},{"email":"no"}]}"#,
      ["/nme", "/name", "/contacts/1/email"]
    ),
    ("customers/C-1", #"{"id":"C-2","name":"x"}"#, ["/id"]),
    (
      "contracts/GA-1", #"{"customer":"C-9","programme":"advantage","starts":"2025-02-28","ends":"2026-02-30"}"#,
      ["/ends"]
    ),
    (
      "products/advance-design",
      #"{"vendor":"graitec","name":"x","releases":[{"name":"1"},{"name":"2","released":"x"}]}"#,
      ["/releases/1/released"]
    ),
    (
      "contracts/GA-1",
      #"{"customer":"C-1","programme":"advantage","starts":"2025-03-01","ends":"2026-02-28","status":"terminated"}"#,
      ["/terminatedOn"]
    ),
    ("advisories/AD-1", #"{"product":"nothing","affects":["2025"]}"#, ["/product"]),
    (
      "programmes/advantage", #"{"name":"x","desk":{"opens":"9","closes":"18:00","timeZone":"Europe/Paris"}}"#,
      ["/desk/opens"]
    ),
  ]

  @Test("an unsound record is refused with every fault at its place")
  func refused() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      for (target, body, pointers) in Self.refusals {
        let reply = try await Self.send(client, "PUT", "/v1/\(target)", body, match: "*")
        #expect(reply.status == 422, "\(target)")
        let errors = try reply.json()["errors"] as? [[String: Any]] ?? []
        let found = errors.compactMap { $0["pointer"] as? String }
        #expect(pointers.allSatisfy(found.contains), "\(target): \(found)")
      }
      for (body, status) in [("{", 400), ("[]", 400), (#"{"name":"a","name":"b"}"#, 400)] {
        #expect(try await Self.send(client, "PUT", "/v1/customers/C-1", body, match: "*").status == status)
      }
      let named = try await Self.send(client, "DELETE", "/v1/customers/C-1", match: "*")
      #expect(named.status == 409)
      #expect(try named.json()["code"] as? String == "import.still_named")
    }
  }

  @Test(
    "a code that a spreadsheet has spoilt, or that was pasted as it is shown, is none", arguments: Language.allCases)
  func spoiltCodes(language: Language) async throws {
    let test = try TestRegistry()
    let spoilt = [
      ("1,23457E+11", "cell.scientific_notation", "tableur"), ("#REF!", "cell.error_value", "formule"),
      ("####", "cell.too_narrow", "colonne"), ("••••K3H6", "field.masked_code", "masqué"),
    ]
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      for (code, problem, word) in spoilt {
        let body = #"{"code":"\#(code)","contract":"GA-1","product":"advance-design","release":"2026"}"#
        let reply = try await client.post("/v1/licences", body, ["accept-language": language.rawValue])
        #expect(reply.status == 422, "\(code)")
        let error = try #require((try reply.json()["errors"] as? [[String: Any]])?.first)
        #expect(error["code"] as? String == problem && error["pointer"] as? String == "/code")
        let detail = try #require(error["detail"] as? String)
        #expect(detail.contains(code) && detail.contains(word) == (language == .french), "\(detail)")
        let csv = "code;contract;product;release\r\n\(code);GA-1;advance-design;2026\r\n"
        let file = try await client.post("/v1/imports?mode=apply&name=a.csv", csv, type: "text/csv")
        #expect(file.status == 422)
        #expect(try file.json()["code"] as? String == problem, "\(code)")
      }
      let licence = try #require(
        (try await client.get("/v1/licences").json()["items"] as? [[String: Any]])?.first?["id"] as? String)
      for (code, _, _) in spoilt {
        let body = #"{"code":"\#(code)","contract":"GA-1","product":"advance-design","release":"2026"}"#
        #expect(try await Self.send(client, "PUT", "/v1/licences/\(licence)", body, match: "*").status == 422)
      }
    }
  }

  @Test("an undo takes no body but an empty one", arguments: Transport.allCases)
  func bodyOfUndo(transport: Transport) async throws {
    let test = try TestRegistry()
    try await transport.run(test.registry, as: .importer) { client in
      let put = try await Self.send(client, "PUT", "/v1/customers/C-9", #"{"name":"Neuf"}"#)
      let target = "/v1/imports/\(try #require(put.fields["x-import"]))/undo"
      for (body, code) in [
        (#"{"a":1,"a":2"#, "json.duplicate_key"), ("[]", "request.not_an_object"),
        (#"{"a":1}"#, "request.unknown_field"),
      ] {
        let reply = try await client.post(target, body)
        #expect(reply.status == 400, "\(body)")
        #expect(try reply.json()["code"] as? String == code)
      }
      #expect(try await client.post(target, "{}", type: "text/plain").status == 415)
      #expect(try await client.post(target, "{}").status == 201)
    }
  }

  @Test("two who write at once lose nothing: one of two changes of a state is refused", .timeLimit(.minutes(1)))
  func writersAtOnce() async throws {
    let test = try TestRegistry()
    try await Transport.socket.run(test.registry, as: .importer) { client in
      for round in 0..<4 {
        let tag = try await client.get("/v1/customers/C-1").fields["etag"]
        let replies = try await withThrowingTaskGroup(of: (Int, String).self) { group in
          for writer in 0..<4 {
            let name = "Round \(round) writer \(writer)"
            group.addTask {
              let reply = try await Self.send(client, "PUT", "/v1/customers/C-1", #"{"name":"\#(name)"}"#, match: tag)
              return (reply.status, name)
            }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        let winners = replies.filter { $0.0 == 200 }
        #expect(winners.count == 1 && replies.allSatisfy { [200, 412].contains($0.0) }, "\(replies.map(\.0))")
        #expect(try await client.get("/v1/customers/C-1").json()["name"] as? String == winners.first?.1)
      }
      let events = try test.registry.makeReader().events(limit: 1000)
      #expect(events.map(\.sequence) == Array(1...events.count))
    }
  }

  @Test("a file is planned, applied once for a key, listed, and taken back", arguments: Transport.allCases)
  func imports(transport: Transport) async throws {
    let test = try TestRegistry()
    let csv = "number;customer;programme;starts;ends\r\nGA-2;C-1;advantage;01/03/2026;28/02/2027\r\n"
    func post(_ client: Transport.Client, _ query: String, _ body: String, key: String? = nil) async throws
      -> Transport.Reply
    {
      var fields = ["content-type": "text/csv"]
      fields["idempotency-key"] = key
      return try await client.send(
        Transport.Request(method: "POST", target: "/v1/imports?\(query)", fields: fields, body: Array(body.utf8)))
    }
    try await transport.run(test.registry, as: .importer) { client in
      #expect(try await post(client, "name=a.csv", csv).status == 400)
      #expect(try await post(client, "mode=do", csv).status == 400)
      let plan = try await post(client, "mode=plan&name=a.csv", csv)
      #expect(plan.status == 200)
      #expect(try plan.json()["applied"] as? Bool == false)
      #expect(try await client.get("/v1/contracts/GA-2").status == 404)
      let applied = try await post(client, "mode=apply&name=a.csv", csv, key: "k")
      #expect(applied.status == 201)
      let location = try #require(applied.fields["location"])
      #expect(try await post(client, "mode=apply&name=a.csv", csv, key: "k").body == applied.body)
      #expect(try await post(client, "mode=apply&name=a.csv", csv + "\r\n", key: "k").status == 422)
      #expect(try await post(client, "mode=apply", csv).status == 200)
      #expect(try await client.get(location).json()["id"] as? String == applied.json()["id"] as? String)
      let refused = try await post(client, "mode=apply&name=a.csv", csv.replacing("01/03", with: "31/02"))
      #expect(refused.status == 422)
      #expect(String(decoding: refused.body, as: UTF8.self).contains("a.csv:2:20: contracts.starts"))
      // What is refused is told as a plan tells it, member by member.
      let planned = try await post(client, "mode=plan&name=a.csv", csv.replacing("01/03", with: "31/02")).json()
      let problem = try #require((planned["problems"] as? [[String: Any]])?.first)
      var error = try #require((try refused.json()["errors"] as? [[String: Any]])?.first)
      #expect(error.removeValue(forKey: "detail") is String)
      #expect(error["line"] as? Int == 2 && error["column"] as? Int == 20 && error["value"] as? String == "31/02/2026")
      #expect(NSDictionary(dictionary: error) == NSDictionary(dictionary: problem))
      let undone = try await Self.send(client, "POST", "\(location)/undo")
      #expect(undone.status == 201)
      #expect(try await client.get("/v1/contracts/GA-2").status == 404)
      #expect(try await Self.send(client, "POST", "/v1/imports/nothing/undo").status == 404)
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: test.folderPath)
    #expect(!left.contains { $0.contains("upload") })
  }

  @Test(
    "a problem names its language and is kept by nobody; If-Match holds for reading too", arguments: Transport.allCases)
  func problems(transport: Transport) async throws {
    let test = try TestRegistry()
    try await transport.run(test.registry, as: .reader) { client in
      func get(_ target: String, _ fields: [String: String]) async throws -> Transport.Reply {
        try await client.send(Transport.Request(target: target, fields: fields))
      }
      let refused = [("authorization", ""), ("x-none", "")]
      for target in [
        "/v1/customers/nobody", "/nowhere", "/v1/customers?x=1", "/v1/licences/lic_x?reveal=true", "/v1/events",
      ] {
        for (name, value) in refused {
          let reply = try await get(target, [name: value, "accept-language": "fr"])
          #expect(reply.status >= 400)
          #expect(reply.fields["content-language"] == "fr", "\(target) \(reply.status)")
          #expect(reply.fields["cache-control"] == "no-store")
        }
      }
      let tag = try #require(try await client.get("/v1/customers/C-1").fields["etag"])
      #expect(try await get("/v1/customers/C-1", ["if-match": "\"x\""]).status == 412)
      #expect(try await get("/v1/customers/C-1", ["if-match": tag]).status == 200)
    }
  }

  @Test("a plan is applied only to the state, with the file and as it was planned")
  func plannedImports() async throws {
    let test = try TestRegistry()
    func post(_ client: Transport.Client, _ query: String, _ name: String, match: String? = nil) async throws
      -> Transport.Reply
    {
      var fields = ["content-type": "text/csv"]
      fields["if-match"] = match
      let body = "id;name\r\nC-77;\(name)\r\n"
      return try await client.send(
        Transport.Request(method: "POST", target: "/v1/imports?\(query)", fields: fields, body: Array(body.utf8)))
    }
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      let plan = try await post(client, "mode=plan", "Neuf")
      let tag = try #require(plan.fields["etag"])
      #expect(try await post(client, "mode=plan", "Neuf").fields["etag"] == tag)
      #expect(((try plan.json()["readings"] as? [[String: Any]])?.first?["kind"] as? String) == "customers")
      #expect(try await post(client, "mode=apply", "Autre", match: tag).status == 412)
      #expect(try await post(client, "mode=apply&prune=true", "Neuf", match: tag).status == 412)
      #expect(try await post(client, "mode=apply", "Neuf", match: "\"x\", \(tag)").status == 201)
      #expect(try await post(client, "mode=apply", "Neuf", match: tag).status == 412)
      #expect(try await post(client, "mode=apply", "Neuf", match: "*").status == 200)
    }
  }

  @Test("strangers' files are not even taken", arguments: Transport.allCases)
  func strangers(transport: Transport) async throws {
    let test = try TestRegistry()
    try await transport.run(test.registry, as: .support) { client in
      let body = Array(repeating: UInt8(ascii: "x"), count: 200_000)
      for (target, status) in [("/v1/imports?mode=apply", 403), ("/v1/eligibility", 413)] {
        let reply = try await client.send(Transport.Request(method: "POST", target: target, body: body))
        #expect(reply.status == status, "\(target)")
      }
    }
    try test.registry.record([])
    let denials = try test.registry.makeReader().events().filter { $0.action == "access.denied" }
    #expect(denials.count == 1 && denials.first?.request?.isEmpty == false)
    let details = try #require(denials.first?.details)
    #expect(details.contains(#""route":"POST /v1/imports","address":""#))
  }

  @Test("wrong tokens that come with files are slowed down as all others are")
  func guesses() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      var statuses: [Int] = []
      for number in 0..<5 {
        // A short body leaves time to answer late; a long one is not waited for.
        let length = number == 3 ? 100 : 100_000
        let reply = try await client.send(
          Transport.Request(
            method: "POST", target: "/v1/imports?mode=plan",
            fields: ["authorization": "Bearer \(TokenSecret().text)"],
            body: Array(repeating: 0x20, count: length)))
        statuses.append(reply.status)
        if reply.status == 429 { #expect(reply.fields["retry-after"] == "1") }
      }
      #expect(statuses == [401, 401, 401, 401, 429])
      #expect(try await client.post("/v1/imports?mode=plan", "{}").status == 200)
    }
    test.registry.access.flush()
    try test.registry.record([])
    let denials = try test.registry.makeReader().events().filter { $0.action == "access.denied" }
    #expect(denials.compactMap(\.details).contains { $0.contains(#""count":4"#) })
  }
}
