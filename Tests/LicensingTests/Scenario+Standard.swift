import Foundation
import Licensing

/// A day that a test writes down; a text that is none is the test's own mistake.
func day(_ text: String) -> CalendarDay {
  guard let day = CalendarDay(text) else { preconditionFailure("\(text) is no day") }
  return day
}

/// An instant that a test writes down.
func instant(_ text: String) -> UTCInstant {
  guard case .instant(let instant)? = try? Moment(text) else { preconditionFailure("\(text) is no instant") }
  return instant
}

/// A text that is the same in both languages but for a mark.
func both(_ text: String) -> LocalizedText { LocalizedText(english: "\(text) (en)", french: "\(text) (fr)") }

extension ZoneRules {
  /// A zone as the system keeps it.
  static func system(_ name: String) -> ZoneRules {
    let data = FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)")
    guard let rules = ZoneRules(name: name, tzif: Array(data ?? Data())) else {
      preconditionFailure("the system's time zone data lack \(name)")
    }
    return rules
  }

  /// The zone of the desk.
  static let paris = system("Europe/Paris")
}

extension Release {
  /// A release with the day it came out and the names of its updates, newest first.
  init(_ name: String, _ released: String? = nil, updates: [String] = [], aliases: [String] = []) {
    self.init(
      name: name, released: released.map { day($0) }, aliases: aliases, updates: updates.map { ReleaseUpdate(name: $0) }
    )
  }
}

extension DeskHours {
  /// Monday to Friday, 09:00 to 18:00 in Paris, as DESIGN has it.
  static let office = DeskHours(
    timeZone: "Europe/Paris", days: [.mon, .tue, .wed, .thu, .fri], opens: 9 * 3600, closes: 18 * 3600,
    holidays: .france, closures: [day("2026-12-24")])
}

extension Scenario {
  static let martin = Customer(id: "C-1001", name: "Bureau d'Etudes Martin")
  static let durand = Customer(id: "C-1002", name: "Durand Ingénierie")

  /// The registry of DESIGN's examples: on 27 February 2026, N is 2026 under `GA-1` and the contract ends the next day.
  static func standard() -> Scenario {
    var scenario = Scenario()
    scenario.zones = [.paris]
    scenario.vendors = [
      Vendor(id: "graitec", name: "GRAITEC", team: "R&D GRAITEC", outcome: both("a fix")),
      Vendor(id: "autodesk", name: "Autodesk", team: "Autodesk level 2", outcome: both("a case")),
    ]
    scenario.products = [
      Product(
        id: "advance-design", vendor: "graitec", name: "GRAITEC Advance Design", aliases: ["AD", "Advance Design"],
        releases: [
          Release(name: "2027", isPreview: true), Release("2026", "2025-05-20", updates: ["2026.1"]),
          Release("2025", "2024-05-14", updates: ["2025.2", "2025.1"]), Release("2024", "2023-05-16"),
          Release("2023"),
        ]),
      Product(
        id: "revit", vendor: "autodesk", name: "Revit", aliases: ["RVT"],
        releases: [Release("2026", "2025-04-02"), Release("2025", "2024-04-02"), Release("2024")]),
    ]
    scenario.advisories = [
      Advisory(
        id: "AD-2026-001", product: "advance-design", affects: ["2024", "2025.1"], fixedIn: "2026",
        isUpgradeRequired: true, title: both("Crash"), published: day("2025-06-30"))
    ]
    scenario.programmes = [
      Programme(
        id: "advantage", name: "GRAITEC Advantage", window: Programme.Window(clause: "advantage.window"), desk: .office,
        topics: [
          Programme.Topic(
            id: "software-use", isCovered: true, title: LocalizedText(english: "Using it", french: "Utilisation"),
            aliases: ["usage"], clause: "advantage.scope"),
          Programme.Topic(
            id: "software-installation", isCovered: false,
            title: LocalizedText(english: "Installation", french: "Installer"), redirect: both("Ask the installers")),
        ],
        checklist: [Programme.ChecklistItem(id: "models", text: both("Send the model"))],
        citations: Programme.Citations(
          contract: "advantage.contract", product: "advantage.product", upgrade: "advantage.upgrade"))
    ]
    scenario.publicMailDomains = ["post.example"]
    scenario.customers = [martin, durand]
    scenario.contacts = [
      "C-1001": ["c.martin@be-martin.example", "shared@group.example"],
      "C-1002": ["a.durand@durand.example", "shared@group.example", "durand@post.example"],
    ]
    scenario.domains = ["C-1001": ["be-martin.example"], "C-1002": ["durand.example", "post.example"]]
    scenario.contracts = [
      Contract(
        number: "GA-1", customer: martin, programme: "advantage", starts: day("2025-03-01"), ends: day("2026-02-28"),
        entitlements: [Entitlement(product: "advance-design", releases: .latest, seats: 3)])
    ]
    scenario.licences = [
      Licence(code: "0421-7F3K-99QX-A1B2", contract: "GA-1", product: "advance-design", release: "2025")
    ]
    return scenario
  }

  /// The standard registry with some changes.
  static func standard(_ change: (inout Scenario) -> Void) -> Scenario {
    var scenario = standard()
    change(&scenario)
    return scenario
  }

  /// A second contract, for Durand unless told otherwise, with what a test changes.
  mutating func addContract(
    _ number: String, of customer: Customer = Scenario.durand, _ change: (inout Contract) -> Void
  ) {
    var contract = contracts[0]
    contract.number = number
    contract.customer = customer
    change(&contract)
    contracts.append(contract)
  }
}

extension Question {
  /// A question under contract `GA-1` on Advance Design, of which each part can be changed.
  static func ask(
    licence: String? = nil, contract: String? = "GA-1", customer: String? = nil, email: String? = nil,
    product: String? = "Advance Design", version: String? = "2026", topic: String? = nil, incident: String? = nil,
    at day: CalendarDay? = nil
  ) -> Question {
    Question(
      licence: licence, contract: contract, customer: customer, email: email, product: product, version: version,
      topic: topic, incident: incident, at: day.map { .day($0) })
  }
}
