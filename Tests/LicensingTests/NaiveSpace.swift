import Licensing

/// The records from which small spaces of questions are put together, to be walked through whole.
struct NaiveSpace {
  /// How a release can be out or not.
  struct Kind: Sendable, CustomStringConvertible {
    /// The day of its release, counted from the middle; none: it is out, the day unknown.
    var offset: Int?
    var isPreview = false

    var description: String { isPreview ? "preview" : offset.map { "released \($0)" } ?? "undated" }
  }

  /// Undated, long out, out since the middle day, a preview.
  static let kinds = [Kind(), Kind(offset: -5), Kind(offset: 0), Kind(offset: -5, isPreview: true)]

  let customer = Customer(id: "C", name: "Customer")
  var scenario = Scenario()

  init() {
    scenario.customers = [customer]
    scenario.zones = [.utc]
    for anchor in Programme.Anchor.allCases {
      for previous in 0...2 {
        scenario.programmes.append(
          Programme(
            id: "\(anchor.rawValue) \(previous)", name: "P",
            window: Programme.Window(anchor: anchor, previous: previous),
            desk: DeskHours(timeZone: "UTC", days: [.mon], opens: 0, closes: 86_400, holidays: .none)))
      }
    }
  }

  /// A day, counted from the middle.
  func day(_ offset: Int) -> CalendarDay { CalendarDay(number: RandomScenario.middle).advanced(by: offset) }

  /// A product of no vendor.
  func product(_ id: String, _ releases: [Release]) -> Product {
    Product(id: id, vendor: "none", name: id, releases: releases)
  }

  /// Every form of entitlement to product `p` with its releases 3, 2 and 1.
  var entitlements: [[Entitlement]] {
    let subsets = [["3"], ["2"], ["1"], ["3", "2"], ["3", "1"], ["2", "1"], ["1", "2", "3"]]
    let listed = subsets.map { [Entitlement(product: "p", releases: .listed($0))] }
    let latest = Entitlement(product: "p", releases: .latest)
    return [[], [Entitlement(product: "q", releases: .latest)], [latest]] + listed
      + [[latest, Entitlement(product: "p", releases: .listed(["1"]))]]
  }

  /// A contract for each programme and each form of entitlement; those that count from the catalogue need but two forms.
  func contracts(ending offset: Int) -> [Contract] {
    scenario.programmes.flatMap { programme in
      let forms = entitlements.dropFirst(2).prefix(programme.window.anchor == .catalogue ? 2 : 9)
      return forms.enumerated().map { index, lines in
        Contract(
          number: "\(programme.id) \(index)", customer: customer, programme: programme.id, starts: day(-9),
          ends: day(offset), entitlements: lines)
      }
    }
  }
}
