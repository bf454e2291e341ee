import Foundation
import LicenceRegistry
import Licensing
import Testing

/// The use case on a real file: streaming, one state, clean up.
@Suite("What will change, from the registry")
struct RegistryImpactTests {
  @Test("contracts come in order, with the licences that need an upgrade")
  func order() throws {
    let reader = try reader(contracts: 25)
    var seen: [String] = []
    try reader.impact(from: try day("2026-03-01"), to: try day("2026-03-01"), release: try planned()) { change in
      if case .loses(let release) = change.event { seen.append("\(change.contract.number) \(release.licences)") }
    }
    #expect(seen == (10..<35).map { "A-\($0) 1" })
  }

  @Test("the closure may ask the same reader, and what it throws ends the run without holding the file")
  func closure() throws {
    struct Enough: Error {}
    let reader = try reader(contracts: 3)
    var outcomes: [Decision.Outcome] = []
    #expect(throws: Enough.self) {
      try reader.impact(from: day("2026-03-01"), to: day("2026-03-01"), release: try planned()) { change in
        let question = Question(contract: change.contract.number, product: "structure", version: "2025")
        outcomes.append(try reader.eligibility(of: question, now: UTCInstant(seconds: 1_772_000_000)).outcome)
        if outcomes.count == 3 { throw Enough() }
      }
    }
    #expect(outcomes == [.eligible, .eligible, .eligible])
    // A transaction left open would make the next one fail.
    #expect(try reader.eligibility(of: Question(), now: UTCInstant(seconds: 0)).outcome == .undetermined)
  }

  @Test("one contract alone, found without case; a missing one is an error")
  func single() throws {
    let reader = try reader(contracts: 3)
    var count = 0
    try reader.impact(
      from: day("2026-03-01"), to: day("2026-03-01"), release: try planned(), contract: " a-11 "
    ) { _ in count += 1 }
    #expect(count == 2)
    let error = #expect(throws: ContractMissing.self) {
      try reader.impact(from: day("2026-03-01"), to: day("2026-03-01"), contract: "Z") { _ in }
    }
    #expect(error?.number == "Z")
  }

  private func planned() throws -> PlannedRelease {
    PlannedRelease(product: "structure", name: "2027", released: try day("2026-03-01"))
  }

  private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

  private func reader(contracts: Int) throws -> RegistryReader {
    let folder = FileManager.default.temporaryDirectory.appending(path: "impact-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let registry = try Registry(path: folder.appending(path: "registry.sqlite").path, creating: true)
    let numbers = (10..<10 + contracts).reversed()
    let text = """
      {
        vendors: [{ id: "v", name: "V", escalation: { team: "T", outcome: { en: "E", fr: "F" } } }],
        programmes: [{ id: "p", name: "P", window: { anchor: "contract", previous: 1 },
          desk: { timeZone: "Europe/Paris", days: ["mon"], opens: "09:00", closes: "18:00", holidays: "FR" },
          topics: [], checklist: [] }],
        products: [{ id: "structure", vendor: "v", name: "Structure", releases: [
          { name: "2026", released: "2025-10-14" }, { name: "2025", released: "2024-10-15" }] }],
        customers: [{ id: "C-1", name: "Bureau" }],
        contracts: [\(numbers.map { """
          { number: "A-\($0)", customer: "C-1", programme: "p", starts: "2024-01-01", ends: "2028-12-31",
            entitlements: [{ product: "structure", releases: "latest" }] }
          """ }.joined(separator: ","))],
        licences: [\(numbers.map { """
          { code: "L-\($0)", contract: "A-\($0)", product: "structure", release: "2025" }
          """ }.joined(separator: ","))],
      }
      """
    let file = CatalogueFile(name: "test.json5", format: .json5, bytes: Array(text.utf8))
    let catalogueImport = try CatalogueImport([file], into: registry)
    #expect(catalogueImport.plan.problems.isEmpty)
    try catalogueImport.apply()
    return try registry.makeReader()
  }
}
