import Formats
import Foundation
import HTTPCore
import LicenceRegistry
import Licensing
import Testing

@testable import RegistryWeb

/// The description of the API, against what the API does.
@Suite("OpenAPI document")
struct OpenAPITests {
  private static func document() throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(OpenAPIDocument.json)) as? [String: Any])
  }

  @Test("it has every operation of the router, and no other")
  func operations() throws {
    let paths = try #require(try Self.document()["paths"] as? [String: [String: Any]])
    var found: Set<String> = []
    for (path, methods) in paths { for method in methods.keys { found.insert("\(method.uppercased()) \(path)") } }
    #expect(found == Set(RegistryWeb.Operation.all.map { "\($0.method.rawValue) \($0.path)" }))
    let names = RegistryWeb.Operation.all.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test("every route of the design is there")
  func designed() {
    let paths = Set(RegistryWeb.Operation.all.map { "\($0.method.rawValue) \($0.path)" })
    var wanted = [
      "GET /healthz", "GET /readyz", "GET /metrics", "POST /v1/eligibility", "GET /v1/eligibility",
      "GET /v1/decisions/{id}", "GET /v1/decisions", "GET /v1/search", "POST /v1/imports", "GET /v1/imports",
      "GET /v1/imports/{id}", "GET /v1/imports/{id}/changes", "POST /v1/imports/{id}/undo", "GET /v1/events",
      "GET /openapi.json", "GET /docs",
    ]
    for kind in ["products", "customers", "contracts", "licences", "programmes", "advisories"] {
      wanted += ["GET /v1/\(kind)", "GET /v1/\(kind)/{id}", "PUT /v1/\(kind)/{id}", "DELETE /v1/\(kind)/{id}"]
    }
    #expect(wanted.filter { !paths.contains($0) } == [])
  }

  @Test("every reference leads to a form, and every form is used")
  func references() throws {
    let text = String(decoding: OpenAPIDocument.json, as: UTF8.self)
    let named = Set(text.split(separator: "#/components/schemas/").dropFirst().map { String($0.prefix { $0 != "\"" }) })
    #expect(named == Set(Schema.components.map(\.name)))
  }

  @Test("each operation tells every answer that it may give, once, and each has the request's id")
  func answers() throws {
    let text = String(decoding: OpenAPIDocument.json, as: UTF8.self)
    let document = try Self.document()
    let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
    let components = try #require(document["components"] as? [String: [String: Any]])
    let shared = try #require(components["responses"] as? [String: [String: Any]])
    for operation in RegistryWeb.Operation.all {
      let told = paths[operation.path]?[operation.method.rawValue.lowercased()]
      let responses = try #require(told?["responses"] as? [String: [String: Any]])
      var wanted: Set = ["400", "405", "408", "413", "414", "417", "431", "500", "501", "503", "505"]
      if operation.right != nil { wanted.formUnion(["401", "403", "429"]) }
      if operation.body != nil { wanted.insert("415") }
      if operation.body?.isRequired == true, operation.body?.types == ["application/json"] { wanted.insert("411") }
      #expect(wanted.isSubset(of: responses.keys), "\(operation.name)")
      for (status, response) in responses {
        let name = (response["$ref"] as? String)?.split(separator: "/").last.map(String.init)
        let form = try #require(name.map { shared[$0] } ?? response, "\(operation.name) \(status)")
        #expect((form["headers"] as? [String: Any])?["X-Request-Id"] != nil, "\(operation.name) \(status)")
      }
    }
    // A key that stands twice hides what stood there first.
    let limited = try #require(paths["/v1/resends"]?["post"]?["responses"] as? [String: [String: Any]])["429"]
    let description = try #require(limited?["description"] as? String)
    #expect(description.contains("resend.limit_agent") && description.contains("access.too_many_attempts"))
    #expect(throws: Never.self) { try StrictJSON.parse(Array(text.utf8)) }
  }

  @Test("it tells the right of each operation, and the roles that have it")
  func rights() throws {
    let document = try Self.document()
    let roles = try #require(document["x-roles"] as? [String: [String: Any]])
    for role in Role.allCases {
      #expect(Set(roles[role.rawValue]?["rights"] as? [String] ?? []) == Set(role.rights.map(\.rawValue)))
    }
    let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
    for operation in RegistryWeb.Operation.all {
      let told = paths[operation.path]?[operation.method.rawValue.lowercased()]
      #expect(told?["x-right"] as? String == operation.right?.rawValue)
    }
  }

  @Test("it is served, tagged, to whoever may read it, as is the page", arguments: Transport.allCases)
  func served(transport: Transport) async throws {
    let test = try TestRegistry()
    try await transport.run(test.registry, as: .reader) { client in
      let reply = try await client.get("/openapi.json")
      #expect(reply.status == 200 && reply.body == Data(OpenAPIDocument.json))
      let tag = try #require(reply.fields["etag"])
      #expect(try await client.get("/openapi.json", ["if-none-match": tag]).status == 304)
      let page = try await client.get("/docs")
      #expect(page.fields["content-type"] == "text/html; charset=utf-8")
      let html = String(decoding: page.body, as: UTF8.self)
      #expect(!html.contains("<script") && !html.contains("src=") && !html.contains("http-equiv"))
      #expect(RegistryWeb.Operation.all.allSatisfy { html.contains("id=\"\($0.name)\"") })
    }
  }
}
