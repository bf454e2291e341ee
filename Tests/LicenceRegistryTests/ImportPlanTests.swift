import Catalogue
import Formats
import LicenceRegistry
import Licensing
import Testing

@testable import SQLiteStore

/// What a plan tells besides the changes: the effect on support, customers that may be the same, warnings.
@Suite struct ImportPlanTests {
  private let bench: Bench
  private let today = CalendarDay("2026-02-27")

  init() throws {
    bench = try Bench()
    try bench.take(json5: Bench.base)
  }

  private func plan(json5 text: String) throws -> ImportPlan {
    let file = CatalogueFile(name: "a.json5", format: .json5, bytes: Array(text.utf8))
    return try CatalogueImport(
      [file], into: bench.registry, options: ImportOptions(effectOn: today, findsDuplicates: true)
    ).plan
  }

  private func effects(_ plan: ImportPlan) -> [String] {
    plan.effect?.rows.map {
      "\($0.change.day) \($0.change.code) \($0.contracts) \($0.licences) \($0.change.message(.english))"
    }
      ?? []
  }

  private func release(_ fields: String) -> String {
    """
    { products: [{ id: "d", vendor: "v", name: "Design", aliases: ["Ds"], releases: [{ name: "2027", \(fields) },
      { name: "2026", released: "2025-05-20" }, { name: "2025" }] }] }
    """
  }

  @Test func `A release that is out moves contracts on`() throws {
    let plan = try plan(json5: release("released: '2026-02-01'"))
    #expect(
      effects(plan) == [
        "2026-02-27 release.lost 1 1 Design 2025 falls from N-1 to N-2",
        "2026-02-27 release.gained 1 0 Design 2027 becomes N",
      ])
    #expect(plan.effect?.contracts == 1)
    #expect(plan.effect?.changes.first?.contract.number == "GA-1")
  }

  @Test func `A release that is announced does so on its day`() throws {
    #expect(
      effects(try plan(json5: release("released: '2026-06-01'"))) == [
        "2026-06-01 release.lost 1 1 Design 2025 falls from N-1 to N-2",
        "2026-06-01 release.gained 1 0 Design 2027 becomes N",
      ])
    #expect(effects(try plan(json5: release("preview: true"))) == [])
  }

  private static func contract(_ fields: String) -> String {
    let starts = fields.contains("starts") ? "" : "starts: '2025-01-01', "
    return "{ contracts: [{ number: 'GA-1', customer: 'C-1', programme: 'p', \(starts)\(fields) }] }"
  }

  /// The registry's contract runs to 2026-12-31, and it is 2026-02-27.
  @Test(arguments: [
    ("ends: '2026-11-30'", "2026-12-01 contract.cut_short 1 0 ends earlier and is no longer in force" as String?),
    (
      "ends: '2026-12-31', status: 'terminated', terminatedOn: '2026-06-30'",
      "2026-06-30 contract.cut_short 1 0 is terminated"
    ),
    ("ends: '2026-12-31', status: 'terminated', terminatedOn: '2027-06-30'", nil), ("ends: '2027-01-01'", nil),
  ])
  func `A contract that will be out of force earlier is told with the day`(_ fields: String, _ effect: String?) throws {
    #expect(effects(try plan(json5: ImportPlanTests.contract(fields))) == (effect.map { [$0] } ?? []))
  }

  @Test func `A domain of everybody is told`() throws {
    let text = "{ publicMailDomains: ['mail.example'], customers: [{ id: 'C-8', name: 'N', domains: ['Gmail.com', "
    let warnings = try plan(json5: text + "'mail.example', 'own.example'] }] }").warnings
    #expect(
      warnings.map { $0.line(inFrench: false) } == [
        "a.json5:1:85: customers.domains: 'gmail.com' is a public mail domain: whoever writes from it would pass for this customer",
        "a.json5:1:85: customers.domains: 'mail.example' is one of publicMailDomains: it never identifies a customer",
      ])
  }

  @Test(arguments: [
    ("contract;product;releases\r\nGA-1;d;2025, 2026\r\n", "separate releases with |, as in 2025|2026"),
    (
      "code;contract;product;release\r\nX-1;GA-1;d;2026/2025\r\n",
      "a licence is for one release: write a record for each of 2026, 2025"
    ), ("contract;product;releases\r\nGA-1;d;2025, 2020\r\n", "the catalogue has 2026, 2025"),
  ])
  func `Several releases in one cell are told how to write them`(_ csv: String, _ hint: String) throws {
    #expect(try bench.plan(csv: csv).plan.problems.map { $0.hint?.en } == [hint])
  }

  /// The one rule for contacts, for who asks, and for whom mail goes to: what is no address for one is none for the others.
  @Test(arguments: [
    ("c.martin@be-martin.example", true), ("o'neil+codes@xn--bton-dpa.example", true), ("a@b", true),
    (String(repeating: "a", count: 64) + "@example.org", true), ("é@b.example", false), ("a@é.example", false),
    ("a..b@c.example", false), (".a@c.example", false), ("a.@c.example", false), ("a@c..example", false),
    ("a@-c.example", false), ("-oQ@c.example", false), ("a@[127.0.0.1]", false), ("a,b@c.example", false),
    ("a@b.example, c@d.example", false), ("Anna <a@b.example>", false), ("a@b@c.example", false),
    (String(repeating: "a", count: 65) + "@b.example", false), ("a@" + String(repeating: "b", count: 64), false),
    ("a@" + String(repeating: "bbb.", count: 70) + "b", false),
  ])
  func `A contact's address is one that mail can be sent to`(_ text: String, _ isAddress: Bool) throws {
    let problems = try plan(json5: "{ customers: [{ id: 'C-1', name: 'Martin', contacts: [{ email: \"\(text)\" }] }] }")
      .problems
    #expect(problems.isEmpty == isAddress)
    #expect(problems.allSatisfy { $0.hint != nil })
    #expect(EmailAddress(text).isPlain == isAddress)
    #expect((MailAddress(text) != nil) == isAddress)
  }

  @Test(arguments: [
    ("a@b.example", "an address belongs to contacts; the domain is what follows the @: b.example"),
    ("b.example, c.example", "write domains as in be-martin.example, several of them separated by |"),
    ("http://b.example/", "write the mail domain alone, without http:// and without a path: be-martin.example"),
    ("martin", "write what follows the @ in the customer's addresses, as in be-martin.example"),
  ])
  func `What is no domain is told how to write it`(_ text: String, _ hint: String) throws {
    let problems = try plan(json5: "{ customers: [{ id: 'C-8', name: 'N', domains: ['\(text)'] }] }").problems
    #expect(problems.map { $0.hint?.en } == [hint])
  }

  @Test(arguments: [
    ("ends: '2026-01-31'", "contract.lapses 1 0 has expired"),
    ("ends: '2026-12-31', status: 'suspended'", "contract.lapses 1 0 is suspended"),
    (
      "ends: '2026-12-31', status: 'terminated', terminatedOn: '2026-01-01'", "contract.lapses 1 0 is terminated"
    ), ("ends: '2027-12-31'", nil),
    ("ends: '2026-12-31', starts: '2026-05-01'", "contract.lapses 1 0 has not started yet"),
  ])
  func `A contract that is in force no longer lapses`(_ fields: String, _ effect: String?) throws {
    let plan = try plan(
      json5: ImportPlanTests.contract(fields))
    #expect(effects(plan) == (effect.map { ["2026-02-27 \($0)"] } ?? []))
  }

  @Test func `Lines that go or come change what is supported`() throws {
    let plan = try CatalogueImport(
      removing: [RecordName(.entitlement, ["GA-1", "d", "1"])], from: bench.registry,
      options: ImportOptions(effectOn: today)
    ).plan
    #expect(effects(plan) == ["2026-02-27 product.lost 1 0 no longer includes Design"])
    let narrowed = try self.plan(
      json5: """
        { contracts: [{ number: "GA-1", customer: "C-1", programme: "p", starts: "2025-01-01", ends: "2026-12-31",
          entitlements: [{ product: "d", releases: ["2025"] }] }] }
        """)
    #expect(effects(narrowed) == ["2026-02-27 release.lost 1 0 Design 2026 is no longer granted by the contract (N+1)"])
  }

  @Test func `Customers that may be the same are shown`() throws {
    try bench.take(json5: "{ customers: [{ id: 'C-7', name: 'Été', domains: ['ete.example', 'free.example'] }] }")
    let plan = try plan(
      json5: """
        { customers: [{ id: "C-2", name: "MARTIN " }, { id: "C-3", name: "Autre", domains: ["ete.example"] },
            { id: "C-4", name: "Seul", domains: ["free.example"] }], publicMailDomains: ["free.example"] }
        """)
    #expect(
      plan.duplicates.map { "\($0.reason.rawValue) \($0.text): \($0.customers.joined(separator: ", "))" } == [
        "name MARTIN: C-1, C-2", "domain ete.example: C-3, C-7",
      ])
    #expect(try self.plan(json5: "{ customers: [{ id: 'C-5', name: 'Neuf' }] }").duplicates == [])
  }

  @Test func `Changes name customers and contracts as they are written`() throws {
    let plan = try plan(
      json5: """
        { customers: [{ id: "C-1", name: "Martin", contacts: [{ email: "neu@martin.example" }] }],
          contracts: [{ number: "GA-1", customer: "C-1", programme: "p", starts: "2025-01-01", ends: "2026-12-31",
            entitlements: [{ product: "d", releases: ["2025"] }] }] }
        """)
    let added = plan.parts.first { $0.kind == .contact }?.changes.compactMap(\.new) ?? []
    #expect(added.contains { $0["customer"] == .text("C-1") })
    #expect(plan.parts.first { $0.kind == .entitlement }?.changes.map(\.label).first == "GA-1 d 1")
  }

  @Test func `Dates out of order and previews with a date are warned of`() throws {
    let warnings = try plan(json5: release("preview: true, released: '2025-01-01'")).warnings.map { $0.text.en }
    #expect(
      warnings == [
        "d 2027 is a preview, and yet has the date 2025-01-01: it does not come out by itself on that day",
        "d 2027 comes after 2026 in the order of releases, and yet has an earlier date (2025-01-01, 2025-05-20)",
      ])
    let french = try #require(try plan(json5: release("released: '2025-01-01'")).warnings.first)
    #expect(french.text.fr.hasSuffix("porte pourtant une date antérieure (01/01/2025, 20/05/2025)"))
    #expect(french.file == "a.json5" && french.position != nil)
    #expect(try plan(json5: release("released: '2026-01-01'")).warnings.isEmpty)
  }

  @Test func `A line that includes nothing that is out is warned of`() throws {
    let plan = try plan(
      json5: """
        { products: [{ id: "e", vendor: "v", name: "E", releases: [{ name: "1", preview: true }] }],
          contracts: [{ number: "GA-1", customer: "C-1", programme: "p", starts: "2025-01-01", ends: "2026-12-31",
            entitlements: [{ product: "e", releases: "latest" }] }] }
        """)
    #expect(plan.warnings.map(\.text.en) == ["e has no release that is out: nothing of it is supported"])
  }
}
