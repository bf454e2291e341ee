import Catalogue
import Formats
import Licensing
import Testing

/// Files with a slip of the pen anywhere: whatever they have become, they are read or told what is wrong and where.
@Suite struct MutationTests {
  private static let json5 = """
    { vendors: [{ id: "v", name: "V", escalation: { team: "T", outcome: { en: "a", fr: "é" } } }],
      programmes: [{ id: "p", name: "P", window: { anchor: "contract", previous: 1 }, desk: { timeZone: "Europe/Paris",
        days: ["mon"], opens: "09:00", closes: "18:00", holidays: "FR", closures: ["2026-12-24"] } }],
      products: [{ id: "d", vendor: "v", name: "D", aliases: ["x"], releases: [{ name: "2026", released: "2025-05-20",
        preview: false, builds: ["1.2"], updates: [{ name: "2026.1" }] }], advisories: [{ id: "A", affects: ["2026"] }] }],
      customers: [{ id: "C", name: "N", domains: ["a.example"], contacts: [{ email: "a@b.example" }] }],
      contracts: [{ number: "G", customer: "C", programme: "p", starts: "2025-01-01", ends: "2025-12-31",
        status: "terminated", terminatedOn: "2025-06-01", entitlements: [{ product: "d", releases: ["2026"], seats: 2 }] }],
      licences: [{ code: "0421", contract: "G", product: "d", release: "2026", kind: "network", seats: 5 }] }
    """
  private static let csv =
    "numéro;client;programme;début;fin;statut;résilié le\r\n"
    + "GA-1;C-1;p;01/02/2025;31/12/2025;résilié;30/06/2025\r\n\"GA-2\";C-1;p;13/01/2025;31/12/2025;actif;\r\n"

  /// The same numbers every time.
  private struct Chance {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func below(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(limit))
    }
  }

  private static let pieces = [
    "\"", "'", ";", ",", "{", "}", "[", "]", ":", "\r", "\n", "\0", "é", "\u{FEFF}", "null", "-1", "1e999", "|", "//",
    "/*",
    "\\u0000", "\u{1F600}", "99999999999999999999", "sep=,",
  ]

  /// The text with up to three pieces taken out, put in or doubled.
  private static func mutated(_ text: String, _ chance: inout Chance) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0...chance.below(3) {
      let place = chance.below(bytes.count)
      let end = min(bytes.count, place + chance.below(12))
      switch chance.below(4) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 2: bytes[place] = UInt8(chance.below(256))
      default: bytes.insert(contentsOf: Array(pieces[chance.below(pieces.count)].utf8), at: place)
      }
      if bytes.isEmpty { bytes = [0x20] }
    }
    return bytes
  }

  @Test(arguments: 0..<40)
  func `A file is read, or its problems have places in it`(_ seed: Int) throws {
    var chance = Chance(seed + 1)
    for _ in 0..<25 {
      let json = String(decoding: Self.mutated(Self.json5, &chance), as: UTF8.self)
      try check(Reading(json5: json), lines: json.utf8.count { $0 == 0x0A || $0 == 0x0D } + 1)
      let rows = Self.mutated(Self.csv, &chance)
      try check(Reading(csv: rows, piece: 1 + chance.below(9)), lines: rows.count { $0 == 0x0A || $0 == 0x0D } + 1)
    }
  }

  private func check(_ reading: Reading, lines: Int) throws {
    #expect(!reading.records.isEmpty || !reading.problems.isEmpty)
    for problem in reading.problems {
      if let position = problem.position {
        #expect(1...lines ~= position.line)
        #expect(position.column >= 1)
      }
      #expect(!problem.text.en.isEmpty && !problem.text.fr.isEmpty)
    }
    for record in reading.records where record.record.kind == .vendor {
      _ = try StoredCatalogue.vendor(record.record)
    }
    for record in reading.records where record.record.kind == .programme {
      _ = try StoredCatalogue.programme(record.record)
    }
    for record in reading.records where record.record.kind == .advisory {
      _ = try StoredCatalogue.advisory(record.record)
    }
  }
}
