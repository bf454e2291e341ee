import Foundation
import Testing

/// `impact` from outside: what it prints, and how it ends.
@Suite("impact")
struct ImpactCommandTests {
  @Test("the table tells how much changes, then release by release, then contract by contract")
  func table() throws {
    try ImpactCommandTests.withRegistry { program in
      let result = try program.run([
        "impact", "--from", "2026-03-01", "--product", "structure", "--release", "2027", "--released", "2026-10-13",
      ])
      #expect(result.status == 0)
      #expect(result.errors.isEmpty)
      #expect(
        result.text == """
          From 2026-03-01 to 2026-10-13, if Démo Structure 2027 comes out on 2026-10-13: 3 of 4 contracts change.

          Contracts
                  1  expires

          Releases                                      contracts   licences to upgrade
            Démo Structure 2027 becomes N                       2                     –
            Démo Structure 2025 falls from N-1 to N-2           2                     3

          Contract by contract
            A-1         Bureau Été
                        Démo Structure 2027 becomes N
                        Démo Structure 2025 falls from N-1 to N-2: 2 licences need an upgrade to 2027
            A-2         Bureau Été
                        expires; its last day is 2026-06-30
            B-1         Atelier
                        Démo Structure 2027 becomes N
                        Démo Structure 2025 falls from N-1 to N-2: 1 licence needs an upgrade to 2027

          """)
    }
  }

  @Test("French where French is asked for, and one contract alone")
  func french() throws {
    try ImpactCommandTests.withRegistry { program in
      let result = try program.run(
        ["impact", "--from", "2026-03-01", "--to", "2027-01-31", "--contract", "a-2"], language: "fr_FR.UTF-8")
      #expect(
        result.text == """
          Du 01/03/2026 au 31/01/2027, a-2\u{202F}:

          Contrats
                  1  expire

          Contrat par contrat
            A-2         Bureau Été
                        expire\u{202F}; son dernier jour est le 30/06/2026

          """)
    }
  }

  @Test("JSON is one object a line, with every key in each")
  func json() throws {
    try ImpactCommandTests.withRegistry { program in
      let result = try program.run([
        "impact", "--from", "2026-03-01", "--to", "2026-10-13", "--product", "Structure", "--release", "2027", "--json",
      ])
      let changes = try result.lines.map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
      #expect(changes.map { $0["contract"] as? String } == ["A-1", "A-1", "A-2", "B-1", "B-1"])
      #expect(Set(changes.map { $0.keys.sorted() }).count == 1)
      #expect(
        changes.map { $0["change"] as? String }.prefix(3) == ["release.gained", "release.lost", "contract.expires"])
      #expect(changes[1]["licences"] as? Int == 2)
      #expect(changes[1]["upgradeTo"] as? String == "2027")
      #expect((changes[1]["after"] as? [String: String]) == ["code": "version.too_old", "position": "N-2"])
      #expect(changes[2]["day"] as? String == "2026-06-30")
    }
  }

  @Test("nothing to change is said so")
  func nothing() throws {
    try ImpactCommandTests.withRegistry { program in
      let result = try program.run(["impact", "--from", "2026-03-01", "--to", "2026-03-02"])
      #expect(result.text == "From 2026-03-01 to 2026-03-02: nothing changes.\n")
      #expect(result.status == 0)
    }
  }

  @Test(
    "bad usage exits 64 and says what to write",
    arguments: [
      (["--to", "31/12/2026"], "write 2026-02-27"),
      (["--from", "2026-03-02", "--to", "2026-03-01"], "comes after the second"),
      (["--release", "2027"], "needs --product as well"),
      (["--product", "structure"], "needs --release as well"),
      (["--released", "2026-03-01"], "needs --release as well"),
      (["--product", "structur", "--release", "2027"], "nearest: demo-structure"),
      (["--from", "2026-03-01", "--product", "structure", "--release", "2026"], "has been out since 2025-10-14"),
      (["--frm", "2026-03-01"], "Did you mean '--from'?"),
    ])
  func badUsage(options: [String], hint: String) throws {
    try ImpactCommandTests.withRegistry { program in
      let result = try program.run(["impact"] + options)
      #expect(result.status == 64)
      #expect(result.errors.contains(hint), "\(result.errors)")
      #expect(result.output.isEmpty)
    }
  }

  @Test("a contract that is not there exits 1")
  func missingContract() throws {
    try ImpactCommandTests.withRegistry { program in
      let result = try program.run(["impact", "--contract", "Z-9"])
      #expect(result.status == 1)
      #expect(result.errors.contains("There is no contract with the number Z-9."))
    }
  }

  private static func withRegistry(_ body: (BuiltProgram) throws -> Void) throws {
    let program = try BuiltProgram(catalogue: SmallCatalogue.text)
    defer { program.remove() }
    try body(program)
  }
}

/// A product with a preview, two customers, and contracts that differ in what happens to them.
enum SmallCatalogue {
  static let text = """
    {
      vendors: [{ id: "graitec", name: "GRAITEC", escalation: { team: "R&D", outcome: { en: "Fixed.", fr: "Corrigé." } } }],
      programmes: [{
        id: "advantage", name: "Advantage", window: { anchor: "contract", previous: 1 },
        desk: { timeZone: "Europe/Paris", days: ["mon", "tue", "wed", "thu", "fri"], opens: "09:00", closes: "18:00",
                holidays: "FR" },
        topics: [{ id: "software-use", covered: true, title: { en: "Use of the software", fr: "Utilisation" } }],
        checklist: [{ id: "version", text: { en: "Version", fr: "Version" } }],
      }],
      products: [{ id: "demo-structure", vendor: "graitec", name: "Démo Structure", aliases: ["Structure"],
        releases: [{ name: "2027", preview: true }, { name: "2026", released: "2025-10-14" },
                   { name: "2025", released: "2024-10-15" }, { name: "2024", released: "2023-10-17" }] }],
      customers: [
        { id: "C-1", name: "Bureau Été", domains: ["ete.example"], contacts: [{ email: "a@ete.example" }] },
        { id: "C-2", name: "Atelier" }, { id: "C-3", name: "Łódź Konstrukcje" }],
      contracts: [
        { number: "A-1", customer: "C-1", programme: "advantage", starts: "2024-01-01", ends: "2028-12-31",
          entitlements: [{ product: "demo-structure", releases: "latest", seats: 3 }] },
        { number: "A-2", customer: "C-1", programme: "advantage", starts: "2024-01-01", ends: "2026-06-30",
          entitlements: [{ product: "demo-structure", releases: "latest" }] },
        { number: "B-1", customer: "C-2", programme: "advantage", starts: "2024-01-01", ends: "2028-12-31",
          entitlements: [{ product: "demo-structure", releases: "latest" }] },
        { number: "S-1", customer: "C-3", programme: "advantage", starts: "2024-01-01", ends: "2028-12-31",
          status: "suspended", entitlements: [{ product: "demo-structure", releases: "latest" }] }],
      licences: [
        { code: "0001-AAAA", contract: "A-1", product: "demo-structure", release: "2025" },
        { code: "0002-AAAA", contract: "A-1", product: "demo-structure", release: "2025" },
        { code: "0003-AAAA", contract: "A-1", product: "demo-structure", release: "2025", state: "revoked" },
        { code: "0004-AAAA", contract: "B-1", product: "demo-structure", release: "2025" },
        { code: "0005-AAAA", contract: "B-1", product: "demo-structure", release: "2026" }],
    }
    """
}
