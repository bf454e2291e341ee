import Formats
import LicenceRegistry
import Licensing
import SQLiteStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A registry of a given size, the same every time: half a contract and a tenth of a customer for each licence.
struct BenchmarkRegistry {
  let path: String
  let registry: Registry
  /// How many licences it has.
  let licences: Int
  static let codeWidth = 16

  /// Makes the registry in a folder, or takes the one that is there.
  ///
  /// With `hasNames` its customers have names as varied as those of companies are, and contacts; otherwise numbers.
  init(licences: Int, folder: String, hasNames: Bool = false) throws {
    self.licences = licences
    path = "\(folder)/\(hasNames ? "named" : "benchmark")-\(licences).sqlite"
    let isThere = unsafe access(path, F_OK) == 0
    registry = try Registry(path: path, creating: true)
    guard !isThere else { return }
    let catalogue = CatalogueFile(name: "benchmark", format: .json5, bytes: Array(BenchmarkRegistry.catalogue.utf8))
    try CatalogueImport([catalogue], into: registry).apply(
      at: UTCInstant(seconds: 1_772_190_000), actor: "benchmark")
    try registry.writer.write { try BenchmarkRegistry.fill($0, licences: licences, hasNames: hasNames) }
  }

  /// The canonical key of the licence with a number from 0.
  static func code(_ number: Int) -> String {
    // A fixed mixing of the bits, so that neighbours in number are not neighbours in the file.
    let mixed = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
    let hex = String(mixed, radix: 16, uppercase: true)
    return String(repeating: "0", count: codeWidth - hex.count) + hex
  }

  /// How many customers a registry of so many licences has.
  static func customers(_ licences: Int) -> Int { max(1, licences / 10) }

  /// Makes a registry with the catalogue, customers, contracts and entitlements of so many licences, and none of those.
  static func withoutLicences(_ licences: Int, at path: String) throws {
    let registry = try Registry(path: path, creating: true)
    let file = CatalogueFile(name: "benchmark", format: .json5, bytes: Array(catalogue.utf8))
    try CatalogueImport([file], into: registry).apply(at: UTCInstant(seconds: 1_772_190_000), actor: "benchmark")
    try registry.writer.write { try fill($0, licences: licences, withLicences: false) }
  }

  private static func fill(_ connection: Connection, licences: Int, withLicences: Bool = true, hasNames: Bool = false)
    throws
  {
    let customers = customers(licences)
    let contracts = max(1, licences / 2)
    try connection.insert(
      .customer,
      (0..<customers).lazy.map { number in
        Record(
          .customer,
          [
            .text("c-\(number)"), .text("C-\(number)"),
            .text(hasNames ? InventedCompanies.name(number) : "Bureau \(number)"), .text("FR"), .text("fr"),
            .text("[\"\(hasNames ? InventedCompanies.domain(number) : "bureau-\(number).example")\"]"),
          ])
      })
    if hasNames {
      try connection.insert(
        .contact,
        (0..<customers).lazy.map { number in
          let email = FieldValue.text(InventedCompanies.email(number))
          return Record(
            .contact,
            [.text("c-\(number)"), email, email, .text(InventedCompanies.person(number)), .integer(1), .none])
        })
    }
    try connection.insert(
      .contract,
      (0..<contracts).lazy.map { number in
        Record(
          .contract,
          [
            .text("ga-\(number)"), .text("GA-\(number)"), .text("c-\(number % customers)"), .text("advantage"),
            .text("2025-03-01"), .text("2027-02-28"), .text("active"), .none,
          ])
      })
    try connection.insert(
      .entitlement,
      (0..<contracts * 2).lazy.map { number in
        let (contract, isFirst) = (FieldValue.text("ga-\(number / 2)"), number % 2 == 0)
        return Record(
          .entitlement,
          [
            contract, .text(isFirst ? "advance-design" : "advance-steel"), .integer(1),
            .text(isFirst ? "latest" : "2026"), .integer(3),
          ])
      })
    guard withLicences else { return }
    try connection.insert(
      .licence,
      (0..<licences).lazy.map { number in
        let code = FieldValue.text(code(number))
        return Record(
          .licence,
          [
            code, code, .text("ga-\(number / 2)"), .text("advance-design"), .text("2025"), .text("standalone"),
            .integer(1), .text("active"), .text("2025-03-01"),
          ])
      })
  }

  private static let catalogue = """
    {
      vendors: [{ id: "graitec", name: "GRAITEC", escalation: { team: "R&D GRAITEC", outcome: {
        en: "Corrected in a service pack.", fr: "Correction en service pack." } } }],
      programmes: [{
        id: "advantage", name: "Advantage", window: { anchor: "contract", previous: 1, clause: "advantage.window" },
        desk: { timeZone: "Europe/Paris", days: ["mon", "tue", "wed", "thu", "fri"], opens: "09:00", closes: "18:00",
                holidays: "FR" },
        topics: [{ id: "software-use", covered: true, title: { en: "Use of the software", fr: "Utilisation" } }],
        checklist: [{ id: "version", text: { en: "The version", fr: "La version" } },
                    { id: "models", text: { en: "The models", fr: "Les modèles" } }],
      }],
      products: [{ id: "advance-design", vendor: "graitec", name: "Advance Design", aliases: ["AD"],
        releases: [{ name: "2026", released: "2025-05-20", updates: [{ name: "2026.1", released: "2025-11-04" }] },
                   { name: "2025", released: "2024-05-20", updates: [{ name: "2025.1", released: "2024-11-04" }] },
                   { name: "2024", released: "2023-05-20" }, { name: "2023", released: "2022-05-20" }] },
        { id: "advance-steel", vendor: "graitec", name: "Advance Steel", releases: [{ name: "2026" }] }],
    }
    """
}
