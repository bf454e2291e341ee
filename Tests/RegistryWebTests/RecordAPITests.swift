import Foundation
import LicenceRegistry
import Licensing
import Testing

/// Pages of records, single records, tags and codes.
@Suite("Records over HTTP")
struct RecordAPITests {
  private static func ids(_ reply: Transport.Reply, _ key: String = "id") throws -> [String] {
    let items = try #require(try reply.json()["items"] as? [[String: Any]])
    return items.compactMap { $0[key] as? String }
  }

  @Test("every kind has pages and single records", arguments: Transport.allCases)
  func kinds(transport: Transport) async throws {
    let test = try TestRegistry()
    try await transport.run(test.registry, as: .reader) { client in
      for (kind, key) in [
        ("products", "id"), ("customers", "id"), ("contracts", "number"), ("licences", "id"), ("programmes", "id"),
        ("advisories", "id"),
      ] {
        let page = try await client.get("/v1/\(kind)")
        #expect(page.status == 200)
        let id = try #require(try Self.ids(page, key).first, "\(kind)")
        let one = try await client.get("/v1/\(kind)/\(id)")
        #expect(one.status == 200)
        let items = try #require(try page.json()["items"] as? [NSDictionary])
        #expect(try one.json() as NSDictionary == items.first)
        let missing = try await client.get("/v1/\(kind)/nothing")
        #expect(missing.status == 404)
      }
    }
  }

  @Test("pages follow each other to the end, each record once", arguments: [1, 2, 3, 7, 1000])
  func pages(limit: Int) async throws {
    let test = try TestRegistry()
    let contracts = (0..<7).map {
      #"{ number: "GA-\#($0)/x", customer: "C-1", programme: "advantage", starts: "2025-03-01", ends: "2026-02-28" }"#
    }
    try test.add("{ contracts: [\(contracts.joined(separator: ","))] }")
    try await Transport.inProcess.run(test.registry) { client in
      var (found, target): ([String], String?) = ([], "/v1/contracts?limit=\(limit)&customer=c-1")
      while let next = target {
        let page = try await client.get(next)
        let ids = try Self.ids(page, "number")
        #expect(!ids.isEmpty && ids.count <= limit)
        found += ids
        target = page.fields["link"].flatMap { link in
          #expect(link.hasSuffix(">; rel=\"next\""))
          return link.split(separator: ">").first.map { String($0.dropFirst()) }
        }
      }
      #expect(found == ["GA-0/x", "GA-1", "GA-1/x", "GA-2/x", "GA-3/x", "GA-4/x", "GA-5/x", "GA-6/x"])
    }
  }

  /// Filters, and how many records they leave.
  static let filters: [(target: String, count: Int)] = [
    ("/v1/licences?contract=ga-1", 1), ("/v1/licences?customer=C-1", 1), ("/v1/licences?customer=C-9", 0),
    ("/v1/licences?product=advance-design", 1), ("/v1/licences?product=advance-design&release=2025", 1),
    ("/v1/licences?product=advance-design&release=2026", 0), ("/v1/licences?state=active", 1),
    ("/v1/licences?state=revoked", 0), ("/v1/contracts?customer=c-1", 1), ("/v1/contracts?product=advance-design", 1),
    ("/v1/contracts?product=other", 0), ("/v1/contracts?product=advance-design&customer=C-1&status=active", 1),
    ("/v1/contracts?product=advance-design&status=suspended", 0), ("/v1/contracts?status=active", 1),
    ("/v1/contracts?programme=advantage", 1), ("/v1/customers?domain=ETE.example", 1),
    ("/v1/customers?email=A@ete.example", 1), ("/v1/customers?email=b@ete.example", 0),
    ("/v1/products?vendor=graitec", 1),
    ("/v1/products?vendor=x", 0), ("/v1/advisories?product=advance-design", 1), ("/v1/advisories?product=x", 0),
  ]

  @Test("filters leave what they say")
  func filtered() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry, as: .reader) { client in
      for (target, count) in Self.filters {
        let items = try await client.get(target).json()["items"] as? [Any]
        #expect(items?.count == count, "\(target)")
      }
    }
  }

  @Test(
    "what is no filter is refused",
    arguments: [
      "/v1/licences?state=gone", "/v1/licences?code=x", "/v1/contracts?limit=0", "/v1/contracts?limit=1001",
      "/v1/contracts?limit=+5", "/v1/contracts?limit=05", "/v1/contracts?limit=", "/v1/contracts?customer=",
      "/v1/contracts?customer=a&customer=b", "/v1/contracts/GA-1?x=1", "/v1/search", "/v1/search?q=",
      "/v1/licences/x?reveal=yes", "/v1/events?after=-1", "/v1/events?after=1.5",
      "/v1/resends?after=x", "/v1/resends?after=dec_01m8301revz00r833ya578mpt3",
      "/v1/resends?after=rsd_01M8301REVZ00R833YA578MPT3", "/v1/decisions?before=dec_", "/v1/imports?before=imp_1",
    ])
  func refused(target: String) async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      let reply = try await client.get(target)
      #expect(reply.status == 400)
      let errors = try reply.json()["errors"] as? [[String: Any]]
      #expect(errors?.first?["parameter"] is String)
    }
  }

  @Test("a record that the client has is not sent again", arguments: Transport.allCases)
  func tags(transport: Transport) async throws {
    let test = try TestRegistry()
    try await transport.run(test.registry, as: .reader) { client in
      let first = try await client.get("/v1/customers/C-1")
      let tag = try #require(first.fields["etag"])
      #expect(tag.hasPrefix("\"") && tag.hasSuffix("\""))
      for field in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
        let again = try await client.get("/v1/customers/c-1", ["if-none-match": field])
        #expect(again.status == 304 && again.body.isEmpty)
        #expect(again.fields["etag"] == tag)
      }
      #expect(try await client.get("/v1/customers/C-1", ["if-none-match": "\"x\""]).status == 200)
      try test.add(#"{ customers: [{ id: "C-1", name: "Bureau Hiver" }] }"#)
      let changed = try await client.get("/v1/customers/C-1", ["if-none-match": tag])
      #expect(changed.status == 200)
      #expect(changed.fields["etag"] != tag)
    }
  }

  @Test("a code is masked, unless who may see it asks; each time is an event, and none stands in an address")
  func codes() async throws {
    let test = try TestRegistry()
    var id = ""
    try await Transport.inProcess.run(test.registry, as: .support) { client in
      let page = try await client.get("/v1/licences")
      #expect(try Self.ids(page, "code") == ["••••A1B2"])
      id = try #require(try Self.ids(page).first)
      #expect(try await client.get("/v1/licences/\(id)?reveal=true").status == 403)
      #expect(try await client.get("/v1/licences/\(id)?reveal=false").status == 200)
      #expect(try await client.get("/v1/licences/0421-7F3K-99QX-A1B2").status == 404)
      #expect(try await client.get("/v1/licences?after=04217F3K99QXA1B2").status == 404)
    }
    try await Transport.inProcess.run(test.registry, as: .approver) { client in
      let reply = try await client.get("/v1/licences/\(id)?reveal=true")
      #expect(try reply.json()["code"] as? String == "0421-7F3K-99QX-A1B2")
      #expect(reply.fields["etag"] == nil && reply.fields["cache-control"] == "no-store")
      let events = try test.registry.makeReader().events().filter { $0.action == "licence.revealed" }
      #expect(events.map(\.subject) == ["licences/\(id)"])
      #expect(events.first?.actor.hasPrefix("token:test/") == true)
      #expect(events.first?.request == "own" && events.first?.details == #"{"address":"192.0.2.1"}"#)
    }
  }

  @Test("search answers with what was found", arguments: Transport.allCases)
  func search(transport: Transport) async throws {
    let test = try TestRegistry()
    try await transport.run(test.registry, as: .reader) { client in
      let reply = try await client.get("/v1/search?q=bureu%20ete")
      let items = try #require(try reply.json()["items"] as? [[String: Any]])
      #expect(items.first?["id"] as? String == "C-1")
      #expect(items.first?["match"] as? String == "similar")
      let code = try await client.get("/v1/search?q=0421%207f3k%2099qx%20a1b2")
      #expect(String(decoding: code.body, as: UTF8.self).contains("A1B2"))
      #expect(!String(decoding: code.body, as: UTF8.self).contains("7F3K"))
    }
  }

  @Test("the feed of events goes on where it stopped, and misses none")
  func events() async throws {
    let test = try TestRegistry()
    try await Transport.inProcess.run(test.registry) { client in
      for number in 0..<5 {
        _ = try test.registry.createToken(
          name: "t\(number)", role: .reader, expires: nil, actor: "test", now: TestRegistry.now)
      }
      var (after, seen): (Int, [Int]) = (0, [])
      while true {
        let page = try await client.get("/v1/events?after=\(after)&limit=2")
        let items = try #require(try page.json()["items"] as? [[String: Any]])
        let numbers = items.compactMap { $0["sequence"] as? Int }
        guard let last = numbers.last else { break }
        seen += numbers
        after = last
      }
      #expect(seen == Array(1...seen.count) && seen.count >= 6)
      for subject in ["", "&subject=registry"] {
        let beyond = try await client.get("/v1/events?after=\(after + 1)\(subject)")
        #expect(beyond.status == 409)
        #expect(try beyond.json()["code"] as? String == "events.beyond_last")
      }
    }
    try await Transport.inProcess.run(test.registry, as: .support) { client in
      let reply = try await client.get("/v1/events")
      #expect(reply.status == 403)
    }
  }
}
