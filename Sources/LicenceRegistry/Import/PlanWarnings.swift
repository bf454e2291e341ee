import Catalogue
import Formats
import Licensing
import SQLiteStore

/// What may be a slip in what will be: told, and no reason to refuse.
struct PlanWarnings {
  private let staging: Staging
  /// The names of the files, as they are staged.
  private let files: [String]

  init(_ staging: Staging, files: [String]) {
    self.staging = staging
    self.files = files
  }

  func warnings(_ parts: [ImportPlan.Part]) throws -> [Problem] {
    let changed = Set(parts.filter { $0.counts.added + $0.counts.changed > 0 }.map(\.kind))
    var warnings: [Problem] = []
    if changed.contains(.release) { warnings += try releases() }
    if changed.contains(.entitlement) { warnings += try entitlements() }
    if changed.contains(.contact) { warnings += try erasedContacts() }
    return warnings
  }

  /// Releases that came out before an older one, and previews with a date.
  private func releases() throws -> [Problem] {
    let planned = Dictionary(grouping: try staging.planned(.release)) { $0.record["product"].description }
    var warnings: [Problem] = []
    for (product, releases) in planned.sorted(by: { $0.key < $1.key })
    where releases.contains(where: { $0.position != nil }) {
      let ordered = releases.sorted { ($0.record["sequence"].integer ?? 0) < ($1.record["sequence"].integer ?? 0) }
      var newest: (day: CalendarDay, record: Record, position: Staging.Position?)?
      for (record, position) in ordered {
        let name = record["name"].description
        guard let day = record["released"].text.flatMap({ CalendarDay($0) }) else { continue }
        let french = day.text(in: .french)
        if record["preview"].integer == 1, position != nil {
          warnings.append(
            warning(
              record, "preview",
              Bilingual(
                en:
                  "\(product) \(name) is a preview, and yet has the date \(day): it does not come out by itself on that day",
                fr:
                  "\(product) \(name) est une préversion et porte pourtant la date du \(french) : elle ne sort pas d’elle-même ce jour-là"
              ), at: position))
        }
        if let newest, day < newest.day, let place = position ?? newest.position {
          let other = newest.record["name"]
          warnings.append(
            warning(
              record, "released",
              Bilingual(
                en:
                  "\(product) \(name) comes after \(other) in the order of releases, and yet has an earlier date (\(day), \(newest.day))",
                fr:
                  "\(product) \(name) suit \(other) dans l’ordre des versions et porte pourtant une date antérieure (\(french), \(newest.day.text(in: .french)))"
              ), at: place))
        }
        if newest.map({ $0.day <= day }) ?? true { newest = (day, record, position) }
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

  /// Contacts who asked to be forgotten and come back; nobody but who imports knows whether they may.
  private func erasedContacts() throws -> [Problem] {
    try staging.addedErasedContacts().map { contact, erasure, position in
      let day = erasure.at.prefix(10)
      return warning(
        contact, "email",
        Bilingual(
          en: "\(contact["email"]) was erased on request on \(day), and comes back with this file",
          fr:
            "\(contact["email"]) a été effacé sur demande le \(CalendarDay(String(day))?.text(in: .french) ?? String(day)) et revient avec ce fichier"
        ), at: position)
    }
  }

  private func warning(
    _ record: Record, _ field: String, _ text: Bilingual, at place: Staging.Position? = nil
  ) -> Problem {
    let file = place.flatMap { files.indices.contains($0.file) ? files[$0.file] : nil }
    return Problem(
      .doubtful, file: file ?? record.kind.rawValue,
      position: file == nil ? nil : place.map { SourcePosition(line: $0.line, column: $0.column) },
      field: "\(record.kind.rawValue).\(field)", record: record.label, text: text)
  }
}
