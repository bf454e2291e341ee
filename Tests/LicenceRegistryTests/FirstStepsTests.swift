import Catalogue
import Foundation
import LicenceRegistry
import Licensing
import SQLiteStore
import Testing

/// The article "First steps": its code is the code below, and gives the answers that the article shows.
@Suite("First steps")
struct FirstStepsTests {
  @Test("the article's code runs and answers as shown")
  func runs() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "first-steps-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "registry.sqlite").path

    // The article begins.
    let registry = try Registry(path: path, creating: true)
    let text = """
      {
        vendors: [{ id: "graitec", name: "GRAITEC",
          escalation: { team: "R&D", outcome: { en: "Fixed in an update.", fr: "Corrigé dans une mise à jour." } } }],
        programmes: [{ id: "advantage", name: "Advantage", window: { anchor: "contract", previous: 1 },
          desk: { timeZone: "Europe/Paris", days: ["mon", "tue", "wed", "thu", "fri"],
                  opens: "09:00", closes: "18:00", holidays: "FR" },
          topics: [], checklist: [] }],
        products: [{ id: "advance-design", vendor: "graitec", name: "Advance Design", aliases: ["AD"],
          releases: [{ name: "2026", released: "2025-05-20" }, { name: "2025", released: "2024-05-20" }] }],
        customers: [{ id: "C-1", name: "Bureau Martin", domains: ["martin.example"] }],
        contracts: [{ number: "GA-1", customer: "C-1", programme: "advantage",
          starts: "2025-03-01", ends: "2027-02-28",
          entitlements: [{ product: "advance-design", releases: "latest", seats: 3 }] }],
      }
      """
    let file = CatalogueFile(name: "first-steps.json5", format: .json5, bytes: Array(text.utf8))
    let catalogueImport = try CatalogueImport([file], into: registry)
    let problems = catalogueImport.plan.problems.map { $0.line(inFrench: false) }
    let now = UTCInstant(seconds: 1_772_200_800)  // 2026-02-27, 15:00 in Paris
    if problems.isEmpty { try catalogueImport.apply(at: now, actor: "first-steps") }

    let question = Question(email: "claire@martin.example", product: "AD", version: "v2025 SP1", ticket: "T-1")
    let decision = try registry.eligibility(of: question, now: now)
    let verdict = "\(decision.outcome): \(decision.summary)"
    let rules = decision.rules.map { "\($0.code.rawValue)" }

    let recorded = try registry.recordedEligibility(of: question, now: now, language: .french)
    let reader = try registry.makeReader()
    let record = try reader.decision(id: recorded.id ?? "")

    var changes: [String] = []
    if let day = CalendarDay("2026-02-27") {
      let release = PlannedRelease(product: "AD", name: "2027", released: day)
      try reader.impact(from: day, to: day, release: release) { change in
        changes.append("\(change.contract.number): \(change.message(.english))")
      }
    }
    // The article ends.

    #expect(problems.isEmpty)
    #expect(verdict == "eligible: Bureau Martin: this ticket is covered.")
    #expect(rules.count == 7)
    #expect(rules.first == "customer.identified" && rules.last == "incident.not_asked")
    #expect(record?.outcome == "eligible" && record?.ticket == "t-1")
    #expect(
      changes == ["GA-1: Advance Design 2027 becomes N", "GA-1: Advance Design 2025 falls from N-1 to N-2"])
  }

  @Test("the article's code is this file's, line for line")
  func isTheSame() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let article = try String(
      contentsOf: root.appending(path: "Sources/LicenceRegistry/LicenceRegistry.docc/FirstSteps.md"), encoding: .utf8)
    let blocks = article.matches(of: /```swift\n((?s:.*?))```/).map { String($0.1) }
    #expect(blocks.count == 4)

    let lines = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8).components(separatedBy: "\n")
    let first = try #require(lines.firstIndex(of: "    // The article begins."))
    let last = try #require(lines.firstIndex(of: "    // The article ends."))
    let code = lines[(first + 1)..<last].map { $0.isEmpty ? "" : String($0.dropFirst(4)) }
    #expect(code == blocks.joined(separator: "\n").components(separatedBy: "\n").dropLast())
  }
}
