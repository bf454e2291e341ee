import Foundation
import LicenceRegistry
import Licensing
import SQLiteStore
import Testing

/// What a search finds, in a registry with look-alikes.
@Suite("Search")
struct SearchTests {
  private static let catalogue = """
    {
      vendors: [{ id: "v", name: "V", escalation: { team: "T", outcome: "O" } }],
      programmes: [{ id: "p", name: "P",
        desk: { timeZone: "Europe/Paris", days: ["mon"], opens: "09:00", closes: "18:00" } }],
      products: [{ id: "advance-design", vendor: "v", name: "Advance Design", aliases: ["AD", "Arche Ossature"],
                   releases: [{ name: "2026" }] },
                 { id: "advance-steel", vendor: "v", name: "Advance Steel", releases: [{ name: "2026" }] }],
      customers: [
        { id: "C-1", name: "Bureau d'Études Martin", domains: ["be-martin.example"],
          contacts: [{ email: "c.martin@be-martin.example", name: "Élodie Martin" }] },
        { id: "C-2", name: "Martinet & Fils", domains: ["martinet.example"] },
        { id: "C-3", name: "Société Générale de Béton", contacts: [{ email: "x@other.example" }] }],
      contracts: [
        { number: "GA-2024-0117", customer: "C-1", programme: "p", starts: "2025-03-01", ends: "2026-02-28",
          entitlements: [{ product: "advance-design", releases: "latest" }] },
        { number: "GA-2024-0118", customer: "C-2", programme: "p", starts: "2025-03-01", ends: "2026-02-28",
          entitlements: [{ product: "advance-design", releases: "latest" }] }],
      licences: [
        { code: "0421-7F3K-99QX-A1B2", contract: "GA-2024-0117", product: "advance-design", release: "2026" },
        { code: "0421-7F3K-99QX-A1B3", contract: "GA-2024-0118", product: "advance-design", release: "2026" },
        { code: "0421-7F3K-99QX-A1B2-EXT", contract: "GA-2024-0118", product: "advance-design", release: "2026" }],
    }
    """

  private static func registry() throws -> Registry {
    let folder = FileManager.default.temporaryDirectory.appending(path: "search-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let registry = try Registry(path: folder.appending(path: "r.sqlite").path, creating: true)
    let file = CatalogueFile(name: "t.json5", format: .json5, bytes: Array(catalogue.utf8))
    try CatalogueImport([file], into: registry).apply()
    return registry
  }

  /// What is typed, and the first hit as `kind id`.
  static let firsts: [(text: String, hit: String)] = [
    ("Bureau d'Études Martin", "customer C-1"), ("bureau detudes", "customer C-1"), ("ETUDES mart", "customer C-1"),
    ("Burau d'Etudes Martn", "customer C-1"), ("Martinet", "customer C-2"), ("beton", "customer C-3"),
    ("societe generale", "customer C-3"), ("Societé Genrale", "customer C-3"), ("C-2", "customer C-2"),
    ("c.martin@be-martin.example", "contact C-1"), (" C.Martin@BE-martin.example\r\n", "contact C-1"),
    ("be-martin.example", "customer C-1"), ("be-martin", "customer C-1"), ("nobody@be-martin.example", "customer C-1"),
    ("Élodie", "contact C-1"), ("elodie martin", "contact C-1"),
    ("GA-2024-0117", "contract GA-2024-0117"), ("ga 2024 0118", "contract GA-2024-0118"),
    ("ga20240117", "contract GA-2024-0117"), ("0118", "contract GA-2024-0118"),
    ("AD", "product advance-design"), ("ossature", "product advance-design"),
    ("Advanse Steel", "product advance-steel"),
    ("advancesteel", "product advance-steel"),
  ]

  @Test("what is in the hand is found first")
  func first() throws {
    let reader = try Self.registry().makeReader()
    for (text, wanted) in Self.firsts {
      let hit = try reader.search(text).first
      #expect(hit.map { "\($0.kind.rawValue) \($0.id)" } == wanted, "\(text)")
    }
  }

  @Test("a code finds its own licence, however it was pasted, and nothing of another customer")
  func codes() throws {
    let reader = try Self.registry().makeReader()
    for text in ["0421-7F3K-99QX-A1B2", " 0421 7f3k\u{A0}99qx\r\na1b2", "04217F3K99QXA1B2"] {
      let hits = try reader.search(text)
      #expect(hits.map(\.kind) == [.licence])
      #expect(hits.first?.customer?.id == "C-1" && hits.first?.match == .exact)
      #expect(hits.first?.title == "••••A1B2")
      #expect(hits.first.map { $0.id.hasPrefix("lic_") } == true)
    }
    // A code that is none resembles nothing; a beginning long enough finds all that begin so.
    #expect(try reader.search("0421-7F3K-99QX-A1B9").isEmpty)
    #expect(try reader.search("0421-7F3K-99").count == 3)
    #expect(try reader.search("0421").isEmpty)
  }

  @Test("nothing is found by nothing", arguments: ["", " ", "zzzz", "\"", "*", "a AND b", "';--", "NEAR(", "\u{0}"])
  func nothing(text: String) throws {
    #expect(try Self.registry().makeReader().search(text).isEmpty)
  }

  @Test("what changes is found anew at once, and what goes is not")
  func changes() throws {
    let registry = try Self.registry()
    let reader = try registry.makeReader()
    let renamed = #"{ customers: [{ id: "C-2", name: "Durand SA", domains: ["durand.example"] }] }"#
    let file = CatalogueFile(name: "t.json5", format: .json5, bytes: Array(renamed.utf8))
    try CatalogueImport([file], into: registry).apply()
    #expect(try reader.search("Fils").isEmpty)
    #expect(try reader.search("durnad").first?.id == "C-2")
    #expect(try reader.search("durand.example").first?.id == "C-2")
    #expect(try reader.search("martinet.example").allSatisfy { $0.customer?.id != "C-2" })
  }

  @Test("the limit holds, whatever is found")
  func limit() throws {
    let reader = try Self.registry().makeReader()
    #expect(try reader.search("martin", limit: 1).count == 1)
    #expect(try reader.search("0421-7F3K", limit: 2).count == 2)
  }
}
