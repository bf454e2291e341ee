import Catalogue
import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// An import is applied whole or not at all, and tells everything that is wrong with its files.
@Suite struct ImportTransactionTests {
  private let bench: Bench

  init() throws {
    bench = try Bench()
    try bench.take(json5: Bench.base)
  }

  @Test func `Three errors are three positions, and nothing is changed`() throws {
    let before = try bench.dump()
    let files = [
      (
        "contrats.csv",
        """
        numéro;client;programme;début;fin\r
        GA-2;C-1;p;01/02/2025;31/12/2025\r
        GA-3;C-1;p;13/01/2025;31/02/2025\r
        GA-4;C-404;p;13/01/2025;31/12/2025\r

        """
      ),
      ("more.json5", "{ customers: [\n  { id: 'C-2', name: 'Dupont', domain: 'dupont.example' },\n] }"),
    ]
    let refused = try bench.plan(files)
    #expect(
      refused.plan.problems.map { $0.line(inFrench: false) } == [
        "contrats.csv:3:23: contracts.ends: '31/02/2025' is not a date",
        "contrats.csv:4:6: contracts.customer: there is no customer 'C-404'",
        "more.json5:2:32: customers.domain: unknown field",
      ])
    #expect(refused.plan.problemCount == 3)
    #expect(refused.plan.parts.isEmpty)
    let error = #expect(throws: ImportRefused.self) { try refused.apply() }
    #expect(error?.problemCount == 3)
    #expect(try bench.dump() == before)
  }

  @Test func `Pitfall, a partial import tried again: a refused one leaves nothing, and the second try is as the first`()
    throws
  {
    let header = "numéro;client;programme;début;fin\r\n"
    let good = "GA-2;C-1;p;01/02/2025;31/12/2025\r\nGA-3;C-1;p;13/01/2025;31/12/2025\r\n"
    for bad in ["GA-4;C-404;p;13/01/2025;31/12/2025\r\n", "GA-4;C-1;p;13/01/2025\r\n", "GA-4;C-1;p;\"13/01/2025"] {
      let before = try bench.dump()
      #expect(throws: ImportRefused.self) { try bench.take(csv: header + good + bad) }
      #expect(try bench.dump() == before)
    }
    try bench.take(csv: header + good)
    let other = try Bench()
    try other.take(json5: Bench.base)
    try other.take(csv: header + good)
    #expect(try bench.dump() == other.dump())
    #expect(try !bench.plan(csv: header + good).plan.hasChanges)
  }

  @Test func `A record with an error is not missed by those that name it`() throws {
    let text = """
      { vendors: [{ id: 'w', name: 'W' }],
        products: [
          { id: 'e', vendor: 'w', nam: 'E', releases: [{ name: '1', updates: [{ name: '1.1' }] }, { name: '2' }],
            advisories: [{ id: 'B-1', affects: ['1'] }] },
          { id: 'f', vendor: 'w', name: 'F', releases: [{ name: '1', released: 'soon', updates: [{ name: '1.1' }] }] },
        ],
        customers: [{ id: 'C-2', contacts: [{ email: 'a@b.example' }] }],
        contracts: [{ number: 'GA-2', customer: 'C-2', programme: 'q', starts: '2025-01-01', ends: '2025-12-31',
          entitlements: [{ product: 'e', releases: 'latest' }, { product: 'f', releases: ['1'] }] }],
        licences: [{ code: '1', contract: 'GA-2', product: 'f', release: '1' }],
      }
      """
    #expect(
      try bench.problems([("a.json5", text)]) == [
        "a.json5:1:13: vendors.escalation: missing: who takes an escalation is required",
        "a.json5:3:5: products.name: missing: a value is required", "a.json5:3:29: products.nam: unknown field",
        "a.json5:5:74: releases.released: 'soon' is not a date",
        "a.json5:7:15: customers.name: missing: a value is required",
        "a.json5:8:61: contracts.programme: there is no programme 'q'",
      ])
  }

  @Test func `Nor is a row with an error, across files`() throws {
    let files = [
      (
        "a.csv",
        "numéro;client;programme;début;fin\r\nGA-2;C-1;p;13/01/2025;31/02/2025\r\nGA-3;C-1;p;13/01/2025;31/12/2025\r\n"
      ),
      ("b.csv", "contrat;produit;versions\r\nga-2;d;latest\r\nGA-3;d;latest\r\nGA-9;d;latest\r\n"),
      ("c.csv", "code;contrat;produit;version\r\n1;GA-2;d;2025\r\n2;GA-3;d;2025\r\n"),
    ]
    #expect(
      try bench.problems(files) == [
        "a.csv:2:23: contracts.ends: '31/02/2025' is not a date",
        "b.csv:4:1: entitlements.contract: there is no contract 'GA-9'",
      ])
  }

  @Test(arguments: [
    // What kind of records these would hold is not known.
    ("a.json5", "{ customers: [ }", []), ("a.csv", "couleur;taille\r\nbleu;4\r\n", []),
    (
      "a.csv", "numéro;client;programme;début;fin\r\nGA-2;C-1;p;05/06/2025;06/07/2025\r\n",
      ["b.json5:1:43: contracts.customer: there is no customer 'C-2'"]
    ),
    (
      "a.csv", "id;name\r\nC-2;\"Dupont\r\n",
      ["b.json5:1:145: licences.contract: there is no contract 'GA-2'"]
    ),
  ])
  func `What a file that can't be read holds is not missed, and the other files are read`(
    _ name: String, _ text: String, _ missing: [String]
  ) throws {
    let contract =
      "{ number: 'GA-3', customer: 'C-2', programme: 'p', starts: '2025-01-01', ends: '2025-02-29' }"
    let other =
      "{ contracts: [\(contract)], licences: [{ code: '1', contract: 'GA-2', product: 'd', release: '2025' }] }"
    let problems = try bench.problems([(name, text), ("b.json5", other)])
    #expect(problems.first?.hasPrefix("\(name):") == true)
    #expect(
      Set(problems.dropFirst()) == Set(missing + ["b.json5:1:94: contracts.ends: '2025-02-29' is not a date"]))
  }

  @Test func `References reach across files in any order`() throws {
    let files = [
      ("1.json5", "{ licences: [{ code: '1', contract: 'GA-2', product: 'e', release: '1' }] }"),
      ("2.csv", "contract;product;releases\r\nGA-2;e;1\r\n"),
      (
        "3.json5",
        "{ contracts: [{ number: 'GA-2', customer: 'C-2', programme: 'p', starts: '2025-01-01', ends: '2025-12-31' }] }"
      ), ("4.csv", "customer;email\r\nC-2;a@b.example\r\n"), ("5.csv", "id;name\r\nC-2;Dupont\r\n"),
      ("6.csv", "product;release;name\r\ne;1;1.1\r\n"), ("7.csv", "product;name;sequence\r\ne;1;1\r\n"),
      ("8.csv", "id;vendor;name\r\ne;w;E\r\n"),
      ("9.json5", "{ vendors: [{ id: 'w', name: 'W', escalation: { team: 'T' } }] }"),
    ]
    try bench.take(files)
    let other = try Bench()
    try other.take(json5: Bench.base)
    try other.take(files.reversed())
    #expect(try other.dump() == bench.dump())
    #expect(try bench.records(.licence).count == 2)
  }

  @Test func `More problems than are kept are all counted`() throws {
    let rows = (1...1500).map { "C-\($0);\r\n" }.joined()
    let plan = try bench.plan(csv: "id;name\r\n" + rows).plan
    #expect(plan.problemCount == 1500)
    #expect(plan.problems.count == 1000)
  }

  @Test func `Nothing is applied when the registry changed so that a record is missing`() throws {
    let planned = try bench.plan(
      json5:
        "{ customers: [{ id: 'C-2', name: 'Dupont' }], contracts: [{ number: 'GA-2', customer: 'C-1', programme: 'p', starts: '2025-01-01', ends: '2025-12-31' }] }"
    )
    #expect(planned.plan.problemCount == 0)
    let other = try bench.registry.file.connect(.write)
    try other.execute("DELETE FROM licences; DELETE FROM entitlements; DELETE FROM contracts; DELETE FROM contacts")
    try other.execute("DELETE FROM customers")
    let before = try bench.dump()
    #expect(throws: SQLiteError.self) { try planned.apply() }
    #expect(try bench.dump() == before)
  }

  @Test func `A plan changes nothing`() throws {
    let before = try bench.dump()
    let plan = try bench.plan(csv: "id;name\r\nC-1;Other\r\nC-2;New\r\n").plan
    #expect(plan.hasChanges)
    #expect(plan.parts.map(\.kind) == [.customer])
    #expect(plan.parts.first?.counts.added == 1)
    #expect(plan.parts.first?.changes.map(\.changedFields) == [["name"], []])
    #expect(try bench.dump() == before)
  }

  @Test func `Files that hold nothing are nothing to do`() throws {
    for files in [[], [("a.json5", "{}")], [("a.csv", "id;name\r\n")]] as [[(String, String)]] {
      let plan = try bench.plan(files).plan
      #expect(plan.problemCount == 0)
      #expect(!plan.hasChanges)
    }
  }
}
