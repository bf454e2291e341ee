import Foundation
import LicenceRegistry
import Licensing
import Testing

/// A registry in a temporary folder, with one product, two customers and a few contracts; gone when it is let go.
final class TestRegistry {
  let registry: Registry
  private let folder: URL
  /// The registry's file.
  var path: String { folder.appending(path: "registry.sqlite").path }

  /// Makes the registry; time is always 2026-02-27 12:00 in Paris for what is asked of it.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "web-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    registry = try Registry(path: folder.appending(path: "registry.sqlite").path, creating: true)
    try add(TestRegistry.catalogue)
  }

  /// Where the registry's file is.
  var folderPath: String { folder.path }

  /// Imports a catalogue file into the registry.
  func add(_ json5: String) throws {
    let file = CatalogueFile(name: "more.json5", format: .json5, bytes: Array(json5.utf8))
    let catalogueImport = try CatalogueImport([file], into: registry)
    #expect(catalogueImport.plan.problems.isEmpty)
    try catalogueImport.apply(at: UTCInstant(seconds: 1_772_190_000), actor: "test")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static let now: UTCInstant = {
    guard case .instant(let instant)? = try? Moment("2026-02-27T12:00:00+01:00") else { return UTCInstant(seconds: 0) }
    return instant
  }()

  private static let catalogue = """
    {
      vendors: [{ id: "graitec", name: "GRAITEC", escalation: { team: "R&D", outcome: { en: "Fixed.", fr: "Corrigé." } } }],
      programmes: [{
        id: "advantage", name: "Advantage", window: { anchor: "contract", previous: 1, clause: "a.window" },
        desk: { timeZone: "Europe/Paris", days: ["mon", "tue", "wed", "thu", "fri"], opens: "09:00", closes: "18:00",
                holidays: "FR" },
        topics: [{ id: "software-use", covered: true, title: { en: "Use", fr: "Utilisation" } }],
        checklist: [{ id: "version", text: { en: "Version", fr: "Version" } }],
      }],
      products: [{ id: "advance-design", vendor: "graitec", name: "Advance Design", aliases: ["AD"],
        releases: [{ name: "2026", released: "2025-05-20" }, { name: "2025", released: "2024-05-20" },
                   { name: "2024", released: "2023-05-20" }],
        advisories: [{ id: "AD-1", affects: ["2025"], fixedIn: "2026", title: { en: "Known", fr: "Connu" } }] }],
      customers: [{ id: "C-1", name: "Bureau Été", domains: ["ete.example"],
                    contacts: [{ email: "a@ete.example", mayReceiveCodes: true }] }],
      contracts: [{ number: "GA-1", customer: "C-1", programme: "advantage", starts: "2025-03-01", ends: "2026-02-28",
                    entitlements: [{ product: "advance-design", releases: "latest", seats: 3 }] }],
      licences: [{ code: "0421-7F3K-99QX-A1B2", contract: "GA-1", product: "advance-design", release: "2025" }],
    }
    """
}
