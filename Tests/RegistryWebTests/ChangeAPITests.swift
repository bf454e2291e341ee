import Foundation
import LicenceRegistry
import Licensing
import Testing

/// Single records put, added and removed over HTTP.
@Suite("Changes over HTTP")
struct ChangeAPITests {
  /// Sends what changes a record, with the state that it is to have.
  static func send(
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
}
