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
    // A code that is none resembles nothing, and its beginning finds nothing: nobody gets to know the rest so.
    for text in ["0421-7F3K-99QX-A1B9", "0421-7F3K-99QX-A1B", "0421-7F3K-99", "0421"] {
      #expect(try reader.search(text).isEmpty, "\(text)")
    }
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
  }

  /// Every way to write a word with one slip of the pen in it.
  private static func slips(of word: String) -> Set<String> {
    let letters = Array(word)
    var slips: Set<String> = []
    for place in letters.indices {
      var (missing, wrong, doubled) = (letters, letters, letters)
      missing.remove(at: place)
      wrong[place] = wrong[place] == "x" ? "y" : "x"
      doubled.insert(letters[place], at: place)
      for slip in [missing, wrong, doubled] { slips.insert(String(slip)) }
      if place > 0 {
        var swapped = letters
        swapped.swapAt(place, place - 1)
        slips.insert(String(swapped))
      }
    }
    slips.remove(word)
    return slips
  }

  /// A registry of many companies that are much alike.
  private static func manyCompanies() throws -> Registry {
    let registry = try Self.registry()
    let trades = ["Charpentes", "Structures", "Constructions", "Bureau d'Études", "Ingénierie"]
    let founders = ["Lefèbvre", "Lefèvre", "Martin", "Martinez", "Rousseau", "Roussel", "Marchand", "Marchetti"]
    let towns = ["Montpellier", "Montreuil", "Lyon", "Le Mans", "Nantes", "Nancy", "Tours", "Toulouse", "Toulon"]
    var rows = ["id;name;domains"]
    for trade in trades {
      for founder in founders {
        for town in towns {
          rows.append(
            "M-\(rows.count);\(trade) \(founder) \(town);\(founder.prefix(3))\(rows.count).example".lowercased())
        }
      }
    }
    let file = CatalogueFile(name: "m.csv", format: .csv, bytes: Array(rows.joined(separator: "\n").utf8))
    try CatalogueImport([file], into: registry).apply()
    return registry
  }

  @Test("every slip of the pen in a word is forgiven, whatever else looks alike")
  func everySlip() throws {
    let reader = try Self.manyCompanies().makeReader()
    for (before, word, after) in [
      ("charpentes ", "marchetti", " lyon"), ("ingenierie martinez ", "toulouse", ""),
    ] {
      let wanted = before + word + after
      for slip in Self.slips(of: word) {
        let titles = try reader.search(before + slip + after, limit: 100).map { TextFolding.phrase($0.title) }
        #expect(titles.contains { $0.contains(wanted) }, "\(before + slip + after)")
      }
    }
  }

  @Test("words torn apart or written together are found, and two slips in a long word")
  func words() throws {
    let reader = try Self.manyCompanies().makeReader()
    for (text, wanted) in [
      ("char pentes marchetti lyon", "charpentes marchetti lyon"),
      ("structuresmarchand nancy", "structures marchand nancy"),
      ("cosntructoins marchand tours", "constructions marchand tours"),
      ("ingeniereimartin toulon", "ingenierie martin toulon"),
    ] {
      let first = try reader.search(text).first.map { TextFolding.phrase($0.title) } ?? ""
      #expect(first == wanted, "\(text)")
    }
  }

  @Test("a contract's number with a slip finds those that are one slip away")
  func numbers() throws {
    let reader = try Self.registry().makeReader()
    for text in ["GA-2024-0171", "GA-204-0117", "AG-2024-0117", "GA-2024-01177"] {
      #expect(try reader.search(text).contains { $0.id == "GA-2024-0117" && $0.match == .similar }, "\(text)")
    }
  }

  @Test("a word that is gone from all texts is no longer offered")
  func goneWords() throws {
    let registry = try Self.registry()
    let renamed = #"{ customers: [{ id: "C-3", name: "Nouveau Nom" }] }"#
    try CatalogueImport(
      [CatalogueFile(name: "t.json5", format: .json5, bytes: Array(renamed.utf8))], into: registry
    ).apply()
    #expect(try registry.makeReader().search("Socité Générale").isEmpty)
    #expect(try registry.makeReader().search("nuoveau").first?.id == "C-3")
  }
}
