import Catalogue
import Formats
import Testing

/// What has the wrong shape in a JSON5 file: unknown fields, wrong types, missing values.
@Suite struct JSONShapeTests {
  private func expect(_ marked: String, _ texts: [String], _ location: SourceLocation = #_sourceLocation) throws {
    let text = MarkedText(marked)
    #expect(try Reading(json5: text.text).lines == text.lines(texts), sourceLocation: location)
  }

  @Test(arguments: [
    ("{ ▸product: [] }", "product", "products"), ("{ ▸licenses: [] }", "licenses", "licences"),
    ("{ ▸version: 1 }", "version", nil), ("{ ▸\"publicMailDomain\": [] }", "publicMailDomain", "publicMailDomains"),
  ])
  func `An unknown array at the top`(_ marked: String, _ name: String, _ meant: String?) throws {
    let text = MarkedText(marked)
    let reading = try Reading(json5: text.text)
    #expect(reading.lines == text.lines(["file.\(name): unknown field"]))
    #expect(reading.problems.first?.hint?.en == meant.map { "did you mean '\($0)'?" })
  }

  @Test(arguments: [
    (#"{ customers: [{ id: "C", name: "N", ▸domain: ["a.example"] }] }"#, "customers.domain", "domains"),
    (
      #"{ customers: [{ id: "C", name: "N", contacts: [{ email: "a@b.example", ▸mayRecieveCodes: true }] }] }"#,
      "contacts.mayRecieveCodes", "mayReceiveCodes"
    ),
    (
      #"{ contracts: [{ number: "G", customer: "C", programme: "p", starts: "2025-01-01", ends: "2025-01-01", ▸terminated: 1 }] }"#,
      "contracts.terminated", "terminatedOn"
    ),
    (
      #"{ products: [{ id: "d", vendor: "v", name: "D", releases: [{ name: "1", ▸release: "2025-01-01" }] }] }"#,
      "releases.release", "released"
    ),
    (
      // The order of the list is the order, or else a sequence.
      #"{ products: [{ id: "d", vendor: "v", name: "D", releases: [{ name: "1", ▸ordinal: 3 }] }] }"#,
      "releases.ordinal", nil
    ),
    (
      #"{ products: [{ id: "d", vendor: "v", name: "D", releases: [{ name: "1", updates: [{ name: "1.1", ▸build: [] }] }] }] }"#,
      "updates.build", "builds"
    ),
    (
      #"{ vendors: [{ id: "v", name: "V", escalation: { ▸teams: "T", team: "T" } }] }"#, "vendors.escalation.teams",
      "team"
    ),
  ])
  func `An unknown field says which may have been meant`(_ marked: String, _ field: String, _ meant: String?) throws {
    let text = MarkedText(marked)
    let reading = try Reading(json5: text.text)
    #expect(reading.lines == text.lines(["\(field): unknown field"]))
    #expect(reading.problems.first?.hint?.en == meant.map { "did you mean '\($0)'?" })
    #expect(reading.problems.first?.hint?.fr == meant.map { "vouliez-vous dire « \($0) » ?" })
  }

  @Test(arguments: [
    ("▸[]", "file: an object { … } is expected, not an array"),
    ("▸3", "file: an object { … } is expected, not a number"),
    ("{ products: ▸{} }", "file.products: a list [ … ] is expected, not an object"),
    ("{ products: [▸3] }", "products: an object { … } is expected, not a number"),
    (#"{ products: [▸"d"] }"#, "products: an object { … } is expected, not a string"),
    ("{ licences: [▸null] }", "licences: an object { … } is expected, not null"),
    ("{ publicMailDomains: [▸3] }", "publicMailDomains: a domain in quotes is expected"),
    (#"{ publicMailDomains: [▸" "] }"#, "publicMailDomains: a domain in quotes is expected"),
    (
      #"{ products: [{ id: "d", vendor: "v", name: "D", releases: ▸{} }] }"#,
      "products.releases: a list [ … ] is expected, not an object"
    ),
    (
      #"{ products: [{ id: "d", vendor: "v", name: "D", releases: [{ name: "1", updates: ▸"1.1" }] }] }"#,
      "releases.updates: a list [ … ] is expected, not a string"
    ),
    (
      #"{ products: [{ id: "d", vendor: "v", name: "D", releases: [{ name: "1", preview: ▸1 }] }] }"#,
      "releases.preview: true or false is expected, not a number"
    ),
    (
      #"{ products: [{ id: "d", vendor: "v", name: "D", aliases: ["a", ▸1] }] }"#,
      "products.aliases: a text in quotes is expected, not a number"
    ),
    (
      #"{ products: [{ id: ▸"a|b", vendor: "v", name: "D" }] }"#,
      "products.id: '|' separates the names of a list and can't be in one"
    ),
    (
      #"{ customers: [{ id: "C", name: "N", contacts: ▸"a@b.example" }] }"#,
      "customers.contacts: a list [ … ] is expected, not a string"
    ),
    (
      #"{ customers: [{ id: "C", name: "N", domains: ▸"martin" }] }"#, "customers.domains: 'martin' is not a domain"
    ),
    (
      #"{ customers: [{ id: "C", name: "N", contacts: [{ email: ▸"a.example" }] }] }"#,
      "contacts.email: 'a.example' is not an e-mail address"
    ),
    (
      #"{ customers: [{ id: "C", name: "N", contacts: [{ email: ▸"@a.example" }] }] }"#,
      "contacts.email: '@a.example' is not an e-mail address"
    ),
    (
      #"{ customers: [{ id: "C", name: "N", contacts: [{ email: ▸"a b@c.example" }] }] }"#,
      "contacts.email: 'a b@c.example' is not an e-mail address"
    ),
    (#"{ vendors: [▸{ id: "v", name: "V" }] }"#, "vendors.escalation: missing: who takes an escalation is required"),
    (
      #"{ vendors: [{ id: "v", name: "V", escalation: ▸{} }] }"#,
      "vendors.escalation.team: missing: a value is required"
    ),
    (
      #"{ vendors: [{ id: "v", name: "V", escalation: ▸[] }] }"#,
      "vendors.escalation: an object { … } is expected, not an array"
    ),
  ])
  func `A wrong shape is one problem, at its place`(_ marked: String, _ problem: String) throws {
    try expect(marked, [problem])
  }

  @Test(arguments: [
    ("{ ▸vendors [] }", 1), ("{ vendors: [ }", 0), ("", 0), ("{ a: 1, ▸a: 2 }", 1),
    ("{ licences: [{ code: ▸0421 }] }", 0),
  ])
  func `A text that is no JSON5 is one problem with its place`(_ marked: String, _ marks: Int) throws {
    let reading = try Reading(json5: MarkedText(marked).text)
    #expect(reading.lines.count == 1)
    #expect(reading.records.isEmpty)
    #expect(reading.problems.first?.position != nil)
  }

  @Test func `Every problem is told, not only the first`() throws {
    try expect(
      """
      {
        ▸vendor: [],
        products: [
          {
            id: "d", vendor: ▸5, name: ▸" ", ▸alias: [],
            releases: [
              { name: "2026", released: ▸"2026-02-30", preview: ▸"no", ▸build: "x" },
              ▸{ aliases: ["25"], updates: [{ name: "not read: of which release?" }] },
              { name: "2024", updates: [▸{ released: ▸"soon" }, { name: "2024.1", aliases: [▸1, ▸2] }] },
            ],
          },
        ],
        licences: [▸{ product: "d", code: ▸"", contract: ▸7, seats: ▸-1, kind: ▸"x", state: ▸"y", issued: ▸"z" }],
      }
      """,
      [
        "file.vendor: unknown field", "products.vendor: a text in quotes is expected, not a number",
        "products.name: missing: a value is required", "products.alias: unknown field",
        "releases.released: '2026-02-30' is not a date", "releases.preview: true or false is expected, not a string",
        "releases.build: unknown field", "releases.name: missing: a value is required",
        "updates.name: missing: a value is required", "updates.released: 'soon' is not a date",
        "updates.aliases: a text in quotes is expected, not a number",
        "updates.aliases: a text in quotes is expected, not a number", "licences.release: missing: a value is required",
      ] + [
        "licences.code: missing: a licence code is required",
        "licences.contract: a text in quotes is expected, not a number",
        "licences.seats: -1 is less than 0", "licences.kind: 'x' is not one of network, standalone",
        "licences.state: 'y' is not one of active, replaced, revoked", "licences.issued: 'z' is not a date",
      ])
  }

  @Test func `Problems are told in French too`() throws {
    let reading = try Reading(
      json5: #"{ licences: [{ code: "1", contract: "G", product: "d", release: "2", seats: -1 }] }"#)
    #expect(
      reading.problems.map { $0.line(inFrench: true) } == ["a.json5:1:77: licences.seats: -1 est inférieur à 0"])
  }
}
