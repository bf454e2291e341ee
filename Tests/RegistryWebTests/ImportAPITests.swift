import Foundation
import LicenceRegistry
import Licensing
import Testing

/// Files imported over HTTP, and imports taken back.
@Suite("Imports over HTTP")
struct ImportAPITests {
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
      let undone = try await ChangeAPITests.send(client, "POST", "\(location)/undo")
      #expect(undone.status == 201)
      #expect(try await client.get("/v1/contracts/GA-2").status == 404)
      #expect(try await ChangeAPITests.send(client, "POST", "/v1/imports/nothing/undo").status == 404)
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: test.folderPath)
    #expect(!left.contains { $0.contains("upload") })
  }

  /// Files with a code that the registry does not have in a place where none belongs.
  static let misplaced = [
    "code;contract;product;release;seats\r\nAAAA-BBBB-CCCC-DDD1;GA-1;advance-design;2025;3;WXYZ-1234-EFGH-5678\r\n",
    "code;contract;product;release;seats\r\n;GA-1;WXYZ-1234-EFGH-5678;2025;3\r\n",
    "code;contract;product;release;seats\r\nAAAA-BBBB-CCCC-DDD1;WXYZ-1234-EFGH-5678;advance-design;2025;3\r\n",
    "code;contract;product;release;seats\r\nAAAA-BBBB-CCCC-DDD1;GA-1;advance-design;WXYZ-1234-EFGH-5678;3\r\n",
    "code;contract;product;release;seats\r\nAAAA-BBBB-CCCC-DDD1;GA-1;advance-design;2025;WXYZ-1234-EFGH-5678\r\n",
    "code;contract;product;release;seats\r\n\"WXYZ-1234-EFGH-5678\"x;GA-1;advance-design;2025;3\r\n",
    "code;contract;product;release;seats\r\nx;GA-1;advance-design;2025;\"WXYZ-1234-EFGH-5678\r\n",
    "WXYZ-1234-EFGH-5678;GA-1;advance-design;2025;3\r\n",
    "WXYZ-1234-EFGH-5678;contract\r\nAAAA-BBBB-CCCC-DDD1;GA-1\r\n",
    #"{licences:[{code:["WXYZ-1234-EFGH-5678"],contract:"GA-1",product:"advance-design",release:"2025"}]}"#,
    #"{licences:[{code:{x:"WXYZ-1234-EFGH-5678"},contract:"GA-1",product:"advance-design",release:"2025"}]}"#,
    #"{licences:["WXYZ-1234-EFGH-5678"]}"#, #"{licences:"WXYZ-1234-EFGH-5678"}"#,
    #"{licences:[{kode:"WXYZ-1234-EFGH-5678",contract:"GA-1",product:"advance-design",release:"2025"}]}"#,
    #"{licences:[{code:"AAAA-BBBB-CCCC-DDD1",contract:"GA-1",product:"advance-design",release:["WXYZ-1234-EFGH-5678"]}]}"#,
    #"{licences:[{code:"WXYZ-1234-EFGH-5678" x}]}"#, #"{licences:[{code:WXYZ1234EFGH5678}]}"#,
    #"{"WXYZ-1234-EFGH-5678":1}"#,
    #"{licences:[{"WXYZ-1234-EFGH-5678":1}]}"#, #"{licences:[{"WXYZ 1234 EFGH 5678":1}]}"#,
    "code;contract;product;release;WXYZ-1234-EFGH-5678 \r\nAAAA-BBBB-CCCC-DDD1;GA-1;none;2025;\r\n",
    "code;contract;product;release\r\nAAAA-BBBB-CCCC-DDD1;WXYZ-ABCD-EFGH-JKLM;advance-design;2025\r\n",
    "code;contract;product;release\r\nAAAA-BBBB-CCCC-DDD1;WXYZ-EFGH-7F3K-99QX-A1;advance-design;2025\r\n",
  ]

  @Test("a code in the wrong place is shown to nobody", arguments: misplaced, Language.allCases)
  func misplacedCodes(_ file: String, language: Language) async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      for mode in ["plan", "apply"] {
        let fields = [
          "content-type": file.hasPrefix("{") ? "application/json5" : "text/csv", "accept-language": language.rawValue,
        ]
        let target = "/v1/imports?mode=\(mode)&name=a.\(file.hasPrefix("{") ? "json5" : "csv")"
        let reply = try await client.send(
          Transport.Request(method: "POST", target: target, fields: fields, body: Array(file.utf8)))
        #expect(reply.status == (mode == "plan" ? 200 : 422))
        let text = String(decoding: reply.body, as: UTF8.self)
        #expect(!text.contains("WXYZ") && !text.contains("EFGH") && text.contains(#""line":"#), "\(text)")
      }
    }
  }

  @Test("a code in the wrong field of one licence is shown to nobody")
  func misplacedCodeOfOne() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      for body in [
        #"{"code":"AA-BB","contract":"WXYZ-1234-EFGH-5678","product":"advance-design","release":"2025"}"#,
        #"{"contract":"WXYZ-1234-EFGH-5678","product":"advance-design","release":"2025"}"#,
      ] {
        let reply = try await client.post("/v1/licences", body)
        #expect(reply.status == 422 && !String(decoding: reply.body, as: UTF8.self).contains("WXYZ"))
      }
    }
  }

  @Test(
    "what is no code is told as it stands",
    arguments: [
      "Advance Desing 2025", "GA-2024-0118", "GA20240118A", "2026-02-31", "2025-01-15 14:30", "Advance Design 2025 SP1",
    ])
  func otherWords(_ word: String) async throws {
    let test = try TestRegistry()
    let file = "code;contract;product;release\r\nAAAA-BBBB-CCCC-DDD1;\(word);\(word);2025\r\n"
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      let reply = try await client.send(
        Transport.Request(
          method: "POST", target: "/v1/imports?mode=plan&name=a.csv", fields: ["content-type": "text/csv"],
          body: Array(file.utf8)))
      #expect(String(decoding: reply.body, as: UTF8.self).contains(#""value":"\#(word)""#))
    }
  }

  @Test("titles and fields that are unknown are told as they stand", arguments: ["Commentaire", "Numéro de contrat"])
  func otherTitles(_ title: String) async throws {
    let test = try TestRegistry()
    let csv = "code;contract;product;release;\(title)\r\nAAAA-BBBB-CCCC-DDD1;GA-1;none;2025;x\r\n"
    let json = "{licences:[{code:'AAAA-BBBB-CCCC-DDD1','\(title)':'Paris, rue du Bac'}]}"
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      for (file, type, shown) in [(csv, "csv", title), (json, "json5", "Paris, rue du Bac")] {
        let reply = try await client.send(
          Transport.Request(
            method: "POST", target: "/v1/imports?mode=plan&name=a.\(type)",
            fields: ["content-type": type == "csv" ? "text/csv" : "application/json5"], body: Array(file.utf8)))
        let text = String(decoding: reply.body, as: UTF8.self)
        #expect(text.contains(title) && text.contains(shown), "\(text)")
      }
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
    try test.registry.record([], now: TestRegistry.now)
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
    try test.registry.record([], now: TestRegistry.now)
    let denials = try test.registry.makeReader().events().filter { $0.action == "access.denied" }
    #expect(denials.compactMap(\.details).contains { $0.contains(#""count":4"#) })
  }

  @Test("an undo takes no body but an empty one", arguments: Transport.allCases)
  func bodyOfUndo(transport: Transport) async throws {
    let test = try TestRegistry()
    try await transport.run(test.registry, as: .importer) { client in
      let put = try await ChangeAPITests.send(client, "PUT", "/v1/customers/C-9", #"{"name":"Neuf"}"#)
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
}
