import Formats
import Foundation
import Licensing
import Testing

@testable import LicenceRegistry

/// What was done to one record, asked of the audit record and of the history of imports.
@Suite("History of records over HTTP")
struct RecordHistoryAPITests {
  private let test: TestRegistry

  init() throws { test = try TestRegistry() }

  private func send(
    _ client: Transport.Client, _ method: String, _ target: String, _ body: String? = nil
  ) async throws -> Transport.Reply {
    var fields = method == "POST" ? [:] : ["if-match": "*"]
    if body != nil { fields["content-type"] = "application/json" }
    return try await client.send(
      Transport.Request(method: method, target: target, fields: fields, body: body.map { Array($0.utf8) }))
  }

  /// The subjects of a record's events, without the `imports/` before an import's id.
  private func history(_ subject: String, after: Int = 0, limit: Int = 100) throws -> [String] {
    try test.registry.makeReader().events(after: after, subject: subject, limit: limit).map {
      $0.subject.replacing("imports/", with: "")
    }
  }

  private func importIDs() throws -> [String] { try test.registry.makeReader().imports().map(\.id).reversed() }

  @Test("a record's events are those of the imports that changed it or a part of it, and of no other")
  func events() async throws {
    try test.add(
      """
      { customers: [{ id: "C-10", name: "Dix" }, { id: "C-1,", name: "Virgule" }],
        contracts: [{ number: "GA-10", customer: "C-10", programme: "advantage", starts: "2025-03-01",
                      ends: "2026-02-28" }] }
      """)
    var licence = ""
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      licence = try #require(
        (try await client.get("/v1/licences").json()["items"] as? [[String: Any]])?.first?["id"] as? String)
      let put = try await send(
        client, "PUT", "/v1/customers/C-1", #"{"name":"Hiver","contacts":[{"email":"a@ete.example"}]}"#)
      #expect(put.status == 200)
      let id = try #require(put.fields["x-import"])
      // Only a contact: it belongs to its customer.
      let contact = try await send(
        client, "PUT", "/v1/customers/C-1", #"{"name":"Hiver","contacts":[{"email":"b@ete.example"}]}"#)
      #expect(contact.status == 200)
      #expect(try await send(client, "POST", "/v1/imports/\(id)/undo?skip=true").status == 201)
      #expect(try await send(client, "DELETE", "/v1/licences/\(licence)").status == 204)
      #expect(
        try await send(
          client, "PUT", "/v1/contracts/GA-1",
          #"{"customer":"C-1","programme":"advantage","starts":"2025-03-01","ends":"2026-02-28"}"#
        ).status == 200)
    }
    let ids = try importIDs()
    #expect(ids.count == 7)
    #expect(try history("customers/C-1") == [ids[0], ids[2], ids[3], ids[4]])
    #expect(try history("customers/c-1") == history("customers/C-1"))
    #expect(try history("customers/C-10") == [ids[1]] && history("customers/C-1,") == [ids[1]])
    #expect(try history("contracts/GA-1") == [ids[0], ids[6]] && history("contracts/GA-10") == [ids[1]])
    #expect(try history("licences/\(licence)") == [ids[0], ids[5]])
    for subject in ["products/advance-design", "programmes/advantage", "advisories/AD-1"] {
      #expect(try history(subject) == [ids[0]], "\(subject)")
    }
    for subject in [
      "customers/C", "licences/0421-7F3K-99QX-A1B2", "licences/lic_x", "contacts/a@ete.example", "customers/",
    ] {
      #expect(try history(subject) == [], "\(subject)")
    }
    let first = try test.registry.makeReader().events(subject: "customers/C-1")
    #expect(first.map(\.action) == ["import.applied", "import.applied", "import.applied", "import.undone"])
    #expect(try history("customers/C-1", after: first[1].sequence, limit: 1) == [ids[3]])
    #expect(try history("imports/\(ids[2])") == [ids[2]])
  }

  @Test("events on a record itself and those of its imports come in one order, a page at a time")
  func pages() async throws {
    try await Transport.inProcess.run(test.registry, as: .admin) { client in
      let licence = try #require(
        (try await client.get("/v1/licences").json()["items"] as? [[String: Any]])?.first?["id"] as? String)
      #expect(try await client.get("/v1/licences/\(licence)?reveal=true").status == 200)
      #expect(try await send(client, "DELETE", "/v1/licences/\(licence)").status == 204)
      var target: String? = "/v1/events?subject=licences/\(licence)&limit=1"
      var actions: [String] = []
      while let page = target {
        let reply = try await client.get(page)
        actions += try (reply.json()["items"] as? [[String: Any]] ?? []).compactMap { $0["action"] as? String }
        target = reply.fields["link"].map { String($0.dropFirst().prefix { $0 != ">" }) }
      }
      #expect(actions == ["import.applied", "licence.revealed", "import.applied"])
    }
  }

  @Test("an added record is found among thousands")
  func many() throws {
    let rows = (0..<2500).map { #"{ id: "D-\#($0)", name: "Client", contacts: [{ email: "a@d\#($0).example" }] }"# }
    try test.add("{ customers: [\(rows.joined(separator: ","))] }")
    let ids = try importIDs()
    for number in [0, 1, 999, 1000, 1001, 1999, 2000, 2499] {
      #expect(try history("customers/D-\(number)") == [ids[1]], "\(number)")
    }
    #expect(try history("customers/D-2500") == [])
  }

  @Test("an import's changes are told with before and after, whatever came later, codes masked, page by page")
  func changes() async throws {
    try await Transport.inProcess.run(test.registry, as: .importer) { client in
      let licence = try #require(
        (try await client.get("/v1/licences").json()["items"] as? [[String: Any]])?.first?["id"] as? String)
      let put = try await send(
        client, "PUT", "/v1/customers/C-1", #"{"name":"Hiver","contacts":[{"email":"b@ete.example"}]}"#)
      let removed = try await send(client, "DELETE", "/v1/licences/\(licence)")
      #expect(put.status == 200 && removed.status == 204)
      // What comes later changes nothing of what was left, neither a change nor an addition.
      #expect(try await send(client, "PUT", "/v1/customers/C-1", #"{"name":"Printemps"}"#).status == 200)
      #expect(
        try await send(
          client, "POST", "/v1/licences",
          #"{"code":"0421-7F3K-99QX-A1B2","contract":"GA-1","product":"advance-design","release":"2026"}"#
        ).status == 201)
      let ids = try importIDs()
      func items(_ id: String) async throws -> [[String: Any]] {
        var (items, target): ([[String: Any]], String?) = ([], "/v1/imports/\(id)/changes?limit=1")
        while let page = target {
          let reply = try await client.get(page)
          #expect(!String(decoding: reply.body, as: UTF8.self).contains("7F3K"))
          let found = try reply.json()["items"] as? [[String: Any]] ?? []
          #expect(found.count == 1)
          items += found
          target = reply.fields["link"].map { String($0.dropFirst().prefix { $0 != ">" }) }
        }
        let whole = try await client.get("/v1/imports/\(id)/changes").json()["items"] as? [[String: Any]] ?? []
        #expect(whole.count == items.count)
        return items
      }
      let changed = try await items(ids[1])
      #expect(changed.count == 3)
      let customer = try #require(changed.first { $0["kind"] as? String == "customers" })
      #expect(customer["id"] as? String == "C-1" && customer["change"] as? String == "changed")
      #expect((customer["before"] as? [String: Any])?["name"] as? String == "Bureau Été")
      #expect((customer["before"] as? [String: Any])?["domains"] as? [String] == ["ete.example"])
      #expect((customer["after"] as? [String: Any])?["name"] as? String == "Hiver")
      let added = try #require(changed.first { $0["record"] as? String == "b@ete.example" })
      #expect(added["before"] is NSNull && added["id"] is NSNull && added["change"] as? String == "added")
      #expect((added["after"] as? [String: Any])?["customer"] as? String == "C-1")
      let gone = try #require(changed.first { $0["record"] as? String == "a@ete.example" })
      #expect(gone["after"] is NSNull && (gone["before"] as? [String: Any])?["mayReceiveCodes"] as? Bool == true)
      let code = try #require(try await items(ids[2]).first)
      #expect(code["id"] as? String == licence && code["record"] as? String == "••••A1B2")
      #expect(code["change"] as? String == "removed" && code["after"] is NSNull)
      #expect((code["before"] as? [String: Any])?["code"] as? String == "••••A1B2")
      #expect(try await items(ids[0]).count > 8)
      #expect(try await client.get("/v1/imports/\(ids[0])/changes?after=9223372036854775807").status == 200)
      #expect(try await client.get("/v1/imports/nothing/changes").status == 404)
    }
  }

  @Test("the pages of an import are what is listed of it whole")
  func pagesAreTheWhole() throws {
    let rows = (0..<1200).map { #"{ id: "D-\#($0)", name: "Client", contacts: [{ email: "a@d\#($0).example" }] }"# }
    try test.add("{ customers: [\(rows.joined(separator: ","))] }")
    try test.add(#"{ customers: [{ id: "D-7", name: "Autre", contacts: [{ email: "a@d7.example", name: "A" }] }] }"#)
    for id in try importIDs() {
      func text(_ item: RecordChange) -> String {
        var writer = JSONWriter()
        writer.recordChange(RecordChange(change: item.change, id: nil))
        return writer.text
      }
      var whole: Set<String> = []
      try test.registry.forEachChange(ofImport: id) {
        whole.insert(text(RecordChange(change: $0, id: nil)))
        return true
      }
      var (paged, after): (Set<String>, Int) = ([], 0)
      while true {
        let (changes, hasMore) = try test.registry.changes(ofImport: id, after: after, limit: 170)
        for item in changes { paged.insert(text(item)) }
        after += changes.count
        if !hasMore { break }
      }
      #expect(paged == whole && after == whole.count)
    }
  }
}
