import Catalogue
import Formats
import Licensing
import SQLiteStore

/// What may be a slip in what will be: told, and no reason to refuse.
struct PlanWarnings {
  private let staging: Staging

  init(_ staging: Staging) {
    self.staging = staging
  }

  func warnings(_ parts: [ImportPlan.Part]) throws -> [Problem] {
    let changed = Set(parts.filter { $0.counts.added + $0.counts.changed > 0 }.map(\.kind))
    var warnings: [Problem] = []
    if changed.contains(.release) { warnings += try releases() }
    if changed.contains(.entitlement) { warnings += try entitlements() }
    return warnings
  }

  /// Releases that came out before an older one, and previews with a date.
  private func releases() throws -> [Problem] {
    let planned = Dictionary(grouping: try staging.planned(.release)) { $0.record["product"].description }
    var warnings: [Problem] = []
    for (_, releases) in planned.sorted(by: { $0.key < $1.key }) where releases.contains(where: { $0.position != nil })
    {
      let ordered = releases.sorted { ($0.record["sequence"].integer ?? 0) < ($1.record["sequence"].integer ?? 0) }
      var newest: (day: String, record: Record, isOfFiles: Bool)?
      for (record, position) in ordered {
        let name = record["name"].description
        if record["preview"].integer == 1, let day = record["released"].text, position != nil {
          warnings.append(
            warning(
              record, "preview",
              Bilingual(
                en: "\(name) is a preview, and yet has the date \(day): it does not come out by itself on that day",
                fr:
                  "\(name) est une préversion et porte pourtant la date \(day) : elle ne sort pas d’elle-même ce jour-là"
              )))
        }
        guard let day = record["released"].text else { continue }
        if let newest, day < newest.day, position != nil || newest.isOfFiles {
          let other = newest.record["name"]
          warnings.append(
            warning(
              record, "released",
              Bilingual(
                en:
                  "\(name) comes after \(other) in the order of releases, and yet came out before it (\(day), \(newest.day))",
                fr:
                  "\(name) suit \(other) dans l’ordre des versions et est pourtant sortie avant (\(day), \(newest.day))"
              )))
        }
        if newest.map({ $0.day <= day }) ?? true { newest = (day, record, position != nil) }
      }
    }
    return warnings
  }

  /// Products that contracts will include, and of which no release is known or all are previews.
  private func entitlements() throws -> [Problem] {
    let releases = Dictionary(grouping: try staging.planned(.release).map(\.record)) { $0["product"] }
    var warnings: [Problem] = []
    for product in try staging.planned(.product).map(\.record) {
      let isOut = releases[product["id"]]?.contains { $0["preview"].integer != 1 } ?? false
      guard !isOut, let example = try staging.stagedEntitlement(product: product["id"].description) else { continue }
      warnings.append(
        warning(
          example, "product",
          Bilingual(
            en: "\(product["id"]) has no release that is out: nothing of it is supported",
            fr: "\(product["id"]) n’a aucune version sortie : rien n’en est pris en charge")))
    }
    return warnings
  }

  private func warning(_ record: Record, _ field: String, _ text: Bilingual) -> Problem {
    Problem(
      .doubtful, file: record.kind.rawValue, field: "\(record.kind.rawValue).\(field)", record: record.label, text: text
    )
  }
}
