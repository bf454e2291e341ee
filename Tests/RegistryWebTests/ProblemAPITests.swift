import Foundation
import HTTPCore
import LicenceRegistry
import Licensing
import RegistryWeb
import Testing

/// What problems tell, and what they keep to themselves.
@Suite("Problems over HTTP")
struct ProblemAPITests {
  private static func put(
    _ client: Transport.Client, _ target: String, _ body: String, _ fields: [String: String] = ["if-none-match": "*"]
  ) async throws -> Transport.Reply {
    let fields = fields.merging(["content-type": "application/json"]) { own, _ in own }
    return try await client.send(
      Transport.Request(method: "PUT", target: target, fields: fields, body: Array(body.utf8)))
  }

  private static func pointers(_ reply: Transport.Reply) throws -> [String] {
    let errors = try #require(try reply.json()["errors"] as? [[String: Any]])
    return errors.filter { $0["code"] as? String == "field.missing" }.compactMap { $0["pointer"] as? String }
  }

  @Test("a member that is missing is pointed at where it should stand")
  func missing() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      let contract = try await Self.put(
        client, "/v1/contracts/GA-9",
        #"{"customer":"C-1","programme":"advantage","ends":"2026-01-01","entitlements":[{"releases":"latest"}]}"#)
      #expect(contract.status == 422)
      let contractPointers = Set(try Self.pointers(contract))
      #expect(contractPointers == ["/starts", "/entitlements/0/product"])
      let customer = try await Self.put(client, "/v1/customers/C-9", #"{"contacts":[{"name":"A"}]}"#)
      let customerPointers = Set(try Self.pointers(customer))
      #expect(customerPointers == ["/name", "/contacts/0/email"])
      let advisory = try await Self.put(
        client, "/v1/advisories/AD-9", #"{"product":"advance-design","fixedIn":"2026"}"#)
      let advisoryPointers = Set(try Self.pointers(advisory))
      #expect(advisoryPointers.isSuperset(of: ["/affects"]))
    }
  }

  @Test(
    "what is no tag is refused as such, not as a state that is gone",
    arguments: ["x", "\"x", "x\"", "W/x", "\"a\" \"b\"", "*, \"a\"", "\"a b\"", ",", ""])
  func malformedTags(value: String) async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      let licence = try test.registry.makeReader().licenceID(ofCode: "0421-7F3K-99QX-A1B2")
      for name in ["if-match", "if-none-match"] {
        for reply in [
          try await client.get("/v1/customers/C-1", [name: value]),
          try await client.get("/v1/licences/\(licence)?reveal=true", [name: value]),
          try await Self.put(client, "/v1/customers/C-1", #"{"name":"X"}"#, [name: value]),
          try await client.send(
            Transport.Request(method: "DELETE", target: "/v1/customers/C-1", fields: [name: value])),
        ] {
          #expect(reply.status == 400, "\(name)")
          #expect(try reply.json()["code"] as? String == "request.malformed_etag")
        }
      }
      let plan = try await client.send(
        Transport.Request(
          method: "POST", target: "/v1/imports?mode=apply", fields: ["if-match": value], body: Array("{}".utf8)))
      #expect(plan.status == 400)
    }
  }

  @Test("tags in a list, weak or with commas inside, are tags", arguments: ["\"a,b\", W/\"c\"", " \"a\",,", "W/\"\""])
  func wellFormedTags(value: String) async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      let wanted = try await client.get("/v1/customers/C-1", ["if-match": value])
      let known = try await client.get("/v1/customers/C-1", ["if-none-match": value])
      #expect(wanted.status == 412 && known.status == 200)
    }
  }

  @Test("codes of refused records and in names of files are hidden, those of the registry and those in the file")
  func codes() async throws {
    let test = try TestRegistry()
    let text = """
      code;contract;product;release;seats
      0421.7F3K.99QX.A1B2;GA-1;advance-design;2025;1
      0777-AAAA-BBBB-CCCC;GA-1;advance-design;1999;1
      0777-AAAA-BBBB-DDDD;0421-7F3K-99QX-A1B2;advance-design;2025;1
      0777-AAAA-BBBB-EEEE;GA-1;advance-design;2025;x
      """
    let secret = ["7F3K", "AAAA"]
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      for mode in ["plan", "apply"] {
        let reply = try await client.post(
          "/v1/imports?mode=\(mode)&name=0421-7f3k-99qx-a1b2.csv", text, type: "text/csv")
        let answer = String(decoding: reply.body, as: UTF8.self)
        #expect(reply.status == (mode == "plan" ? 200 : 422))
        let isTold = secret.contains { answer.uppercased().contains($0) }
        #expect(!isTold, "\(answer)")
        #expect(answer.contains("••••DDDD") && answer.contains("••••EEEE"))
      }
      for (target, body) in [
        ("/v1/contracts/GA-9", #"{"customer":"0421-7F3K-99QX-A1B2","0421-7F3K-99QX-A1B2":1}"#),
        ("/v1/contracts/GA-9", #"{"number":"0421-7F3K-99QX-A1B2"}"#),
      ] {
        let reply = try await Self.put(client, target, body)
        #expect(reply.status == 422)
        #expect(!String(decoding: reply.body, as: UTF8.self).contains("7F3K"))
      }
      let added = try await client.post(
        "/v1/licences", #"{"code":"0777-AAAA-BBBB-FFFF","contract":"none","product":"advance-design","release":"2025"}"#
      )
      #expect(added.status == 422)
      #expect(!String(decoding: added.body, as: UTF8.self).contains("AAAA"))
    }
  }

  @Test("what a spreadsheet made of a code is told as it stands")
  func damagedCodes() async throws {
    let test = try TestRegistry()
    let text = "code;contract;product;release\r\n1,23457E+11;GA-1;advance-design;2025\r\n"
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      let reply = try await client.post("/v1/imports?mode=plan", text, type: "text/csv")
      #expect(String(decoding: reply.body, as: UTF8.self).contains("1,23457E+11"))
    }
  }

  @Test("the encoding of a file can be stated, and hints speak of the API's parameters")
  func encodings() async throws {
    let test = try TestRegistry()
    let bytes = Array("id;name\r\nC-7;Soci".utf8) + [0x82] + Array("t".utf8) + [0x82, 0x0D, 0x0A]
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      func post(_ query: String, _ body: [UInt8], match: String? = nil) async throws -> Transport.Reply {
        var fields = ["content-type": "text/csv"]
        fields["if-match"] = match
        return try await client.send(
          Transport.Request(method: "POST", target: "/v1/imports?\(query)", fields: fields, body: body))
      }
      let refused = try await post("mode=apply", bytes)
      let told = String(decoding: refused.body, as: UTF8.self)
      #expect(refused.status == 422 && told.contains("encoding=cp850"))
      #expect(!told.contains("--") && !told.contains("mapping"))
      let titles = try await post("mode=plan", Array("id;name;Xyz\r\nC-7;A;B\r\n".utf8))
      #expect(!String(decoding: titles.body, as: UTF8.self).contains("--map"))
      let plan = try await post("mode=plan&encoding=cp850", bytes)
      #expect(plan.status == 200 && String(decoding: plan.body, as: UTF8.self).contains("Sociét"))
      let tag = try #require(plan.fields["etag"])
      #expect(try await post("mode=apply&encoding=macroman", bytes, match: tag).status == 412)
      #expect(try await post("mode=apply&encoding=cp850", bytes, match: tag).status == 201)
      for (query, body, status) in [("encoding=latin1", bytes, 400), ("encoding=cp850", Array("{}".utf8), 422)] {
        let wrong = try await post("mode=plan&\(query)", body)
        #expect(wrong.status == status)
        let errors = try wrong.json()["errors"] as? [[String: Any]]
        #expect(errors?.first?["parameter"] as? String == "encoding")
      }
      let useless = try await post("mode=plan&pruneMoreThan=5", Array("id;name\r\n".utf8))
      #expect(useless.status == 422 && String(decoding: useless.body, as: UTF8.self).contains("prune=true"))
    }
  }

  @Test("faults before a request is whole speak the client's language where it was read, and name theirs")
  func languages() throws {
    let test = try TestRegistry()
    let api = try RegistryAPI(test.registry, clock: { TestRegistry.now })
    let fault = HTTPFault(.contentTooLarge, .bodyTooLarge, "The body is longer than 10 bytes.")
    let head = RequestHead(
      method: .post, target: try RequestTarget("/v1/eligibility"), fields: ["accept-language": "fr"], framing: .none)
    for (head, language, word) in [(nil, "en", "longer"), (head, "fr", "trop long")] {
      let answer = api.faultResponse(fault, to: head)
      #expect(answer.fields["content-language"] == language)
      #expect(String(decoding: answer.body, as: UTF8.self).contains(word))
    }
    let unknown = api.faultResponse(HTTPFault(.badRequest, HTTPFault.Kind("new"), "New."), to: head)
    #expect(unknown.fields["content-language"] == "en")
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

  @Test("an access token is in no answer", arguments: [false, true])
  func tokens(isUpper: Bool) async throws {
    let test = try TestRegistry()
    let secret = "lr_" + String(repeating: "0123456789abcdefghjkmnpqrs", count: 2)
    let token = isUpper ? secret.uppercased() : secret
    try await Transport.inProcess.run(test.registry, as: .admin) { client in
      let replies = [
        try await client.get("/v1/products?\(token)=1"), try await client.get("/v1/eligibility?contract=x&at=\(token)"),
        try await client.get("/v1/eligibility?contract=GA-1&product=AD&version=\(token)"),
        try await client.post("/v1/eligibility", #"{"\#(token)":1}"#),
        try await client.post("/v1/eligibility", #"{"contract":"\#(token)","ticket":"x\#(token).","version":"1"}"#),
        try await client.get("/v1/customers/\(token)"),
      ]
      for reply in replies {
        let text = String(decoding: reply.body, as: UTF8.self).lowercased()
        #expect(!text.contains("lr_0123") && (text.contains("lr_••••") || reply.status == 404), "\(text)")
      }
    }
  }
}
