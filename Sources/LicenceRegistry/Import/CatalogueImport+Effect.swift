import Catalogue
import Licensing
import SQLiteStore

/// What a change set does to what contracts support, today and on the days on which its releases come out.
extension CatalogueImport {
  static func effect(
    _ parts: [ImportPlan.Part], _ staging: Staging, _ connection: Connection, on day: CalendarDay
  ) throws -> EffectSummary {
    var summary = EffectSummary(day: day)
    let changed = Set(parts.filter { $0.counts.changes > 0 }.map(\.kind))
    let concerning: Set<RecordKind> = [.programme, .product, .release, .contract, .entitlement]
    guard !changed.isDisjoint(with: concerning), try connection.count(.contract) > 0 else { return summary }
    let before = try CatalogueCache.load(connection)
    let changesCatalogue = !changed.isDisjoint(with: [.programme, .product, .release])
    let after = changesCatalogue ? try CatalogueCache.load { try staging.planned($0).map(\.record) } : before
    var products: Set<String> = []
    // A release that is announced has its effect on the day on which it comes out.
    var days: Set<CalendarDay> = [day]
    for kind in [RecordKind.product, .release] where changed.contains(kind) {
      try staging.forEachChange(kind) { change in
        guard let record = change.new ?? change.old else { return true }
        products.insert(record[kind == .product ? "id" : "product"].description)
        for field in ["released", "endOfSupport"] {
          guard let text = change.new?[field].text, change.old?[field].text != text, let date = CalendarDay(text),
            date > day
          else { continue }
          // The last day of support is itself a day of support.
          days.insert(field == "released" ? date : date.advanced(by: 1))
        }
        return true
      }
    }
    let effects = days.sorted().map { SupportEffect(before: before, after: after, on: $0) }
    let contracts = try PlannedContracts(staging)
    try contracts.forEachConcerned(products: products, all: changed.contains(.programme)) { old, new in
      var told: Set<String> = []
      for effect in effects {
        for change in effect.changes(from: old, to: new) {
          // What is so today is so later: it is told once.
          if effect.day != day, !change.isOfReleases { continue }
          guard told.insert("\(change.code) \(change.subject)").inserted else { continue }
          var licences = 0
          if case .loses(let release) = change.event {
            licences = try contracts.activeLicences(
              of: change.contract, product: release.product, release: release.release)
          }
          summary.add(change, licences: licences)
        }
      }
      // What is over today is told already.
      if !told.contains(where: { $0.hasPrefix("contract.lapses") || $0.hasPrefix("contract.removed") }) {
        for change in SupportEffect.comingLosses(from: old, to: new, after: day) { summary.add(change, licences: 0) }
      }
    }
    return summary
  }
}

extension SupportChange {
  /// Whether it is about a release, rather than the contract as a whole.
  fileprivate var isOfReleases: Bool {
    switch event {
    case .loses, .gains: true
    default: false
    }
  }

  /// What of the contract it is about.
  fileprivate var subject: String {
    switch event {
    case .lapses, .cutShort, .removed, .resumes: ""
    case .losesProduct(let id, _), .gainsProduct(let id): id
    case .loses(let change), .gains(let change): "\(change.product) \(change.release)"
    }
  }
}
