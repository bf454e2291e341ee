import Catalogue
import Formats
import Licensing
import SQLiteStore

/// What is checked once all records of a kind are gathered: how they go together, and with the registry's.
extension Gathering {
  /// A record as it will be, with its position if a file has it.
  private typealias Planned = (record: Record, position: Staging.Position?)

  /// Gives releases that a JSON5 file lists the sequence of its order, and checks that one product's releases share neither
  /// a sequence nor a name.
  func orderReleases() throws {
    try order(.release, listed) { [$0["product"].description] }
    let ordered = Dictionary(grouping: try staging.planned(.release)) { $0.record["product"].description }
    for releases in ordered.values where releases.contains(where: { $0.position != nil }) {
      try checkReleases(releases.sorted(by: Gathering.registryFirst))
    }
  }

  /// Gives updates that a JSON5 file lists the sequence of its order.
  func orderUpdates() throws {
    try order(.update, listedUpdates) { [$0["product"].description, $0["release"].description] }
  }

  /// Gives records the sequence of the order in which JSON5 files list them; what they do not list keeps its place.
  private func order(_ kind: RecordKind, _ listed: [[String]: [ListedNames]], parent: (Record) -> [String]) throws {
    guard !listed.isEmpty else { return }
    for (parent, records) in Dictionary(grouping: try staging.planned(kind), by: { parent($0.record) }) {
      guard let lists = listed[parent], records.contains(where: { $0.position != nil }) else { continue }
      let allNames = Set(lists.flatMap(\.names))
      // What a file lists has the registry's sequence, if it had one; what none lists has its own.
      var known: [String: Int] = [:]
      var stated: [String: Int] = [:]
      var released: [String: String] = [:]
      var isNew = true
      for (record, position) in records {
        let name = record["name"].description
        let isListed = allNames.contains(name)
        let old = position == nil ? record : try staging.stored(kind, key: record.key)
        if old != nil { isNew = false }
        if let sequence = (isListed ? old : record)?["sequence"].integer { known[name] = sequence }
        if isListed { stated[name] = record["sequence"].integer }
        released[name] = record["released"].text
      }
      // What comes in several files may be new altogether: then the place in the first list stands for the sequence.
      if isNew, let first = lists.first { for name in first.names { known[name] = stated[name] } }
      for list in lists {
        let order = ReleaseOrder(listed: list.names, known: known, released: released)
        known = order.sequences
        // Updates come as time goes on: one that nothing is told of is newer than those that are there.
        if kind == .release { reportUndetermined(order, records) }
      }
      let first = records.compactMap(\.position).first
      for (record, position) in records {
        var record = record
        guard let sequence = known[record["name"].description], let position = position ?? first,
          record["sequence"] != .integer(sequence)
        else { continue }
        record["sequence"] = .integer(sequence)
        try staging.replace(record, at: position)
      }
    }
  }

  /// Reports new releases that might stand before or after one that their file does not list: N would be a guess.
  private func reportUndetermined(_ order: ReleaseOrder, _ records: [Planned]) {
    for (record, position) in records {
      let name = record["name"].description
      guard let other = order.undetermined[name], let position else { continue }
      reportLate(
        .undeterminedOrder,
        Bilingual(
          en: "nothing tells whether \(name) comes before or after \(other), which the file does not list",
          fr: "rien ne dit si \(name) vient avant ou après \(other), que le fichier ne cite pas"),
        "name",
        expected: Bilingual(
          en: "a place in the order of the product's releases", fr: "une place dans l’ordre des versions du produit"),
        hint: Bilingual(
          en: "list \(other) too, newest first; or give the days on which both came out; or give a sequence",
          fr:
            "citez aussi \(other), la plus récente en premier ; ou donnez les jours de sortie des deux ; ou un rang (sequence)"
        ), record, at: position)
    }
  }

  /// Checks the releases of one product as they will be.
  private func checkReleases(_ releases: [Planned]) throws {
    var sequences: [FieldValue: String] = [:]
    var names: [String: String] = [:]
    for (record, position) in releases {
      let name = record["name"].description
      // One whose sequence can't be read has a problem of its own.
      let isTold = position.flatMap { kept[$0] }?.isSound ?? true
      if isTold || record["sequence"] != .integer(0),
        let other = sequences.updateValue(name, forKey: record["sequence"]),
        let position
      {
        reportLate(
          .clash,
          Bilingual(
            en: "\(name) has the sequence \(record["sequence"]) of \(other)",
            fr: "\(name) a le rang \(record["sequence"]) de \(other)"), "sequence", record, at: position)
      }
      let aliases = try StoredCatalogue.texts(record, "aliases")
      for (text, item) in [(name, nil)] + aliases.map({ ($0, $0 as String?) }) {
        guard let other = names.updateValue(name, forKey: TextFolding.phrase(text)), other != name, let position else {
          continue
        }
        reportLate(
          .clash,
          Bilingual(
            en: "'\(text)' names both \(other) and \(name)", fr: "« \(text) » désigne à la fois \(other) et \(name)"),
          item == nil ? "name" : "aliases", item: item, record, at: position)
      }
    }
  }

  /// Checks that no update bears a name of another release of its product: questions about that release would be ambiguous.
  ///
  /// Two releases may each have an update `SP1`: a question names the release beside it.
  func checkUpdates() throws {
    let updates = try staging.planned(.update).sorted(by: Gathering.registryFirst)
    let touched = Set(updates.filter { $0.position != nil }.map { $0.record["product"] })
    guard !touched.isEmpty else { return }
    var owners: [[String]: String] = [:]
    for (record, _) in try staging.planned(.release) where touched.contains(record["product"]) {
      for text in [record["name"].description] + (try StoredCatalogue.texts(record, "aliases")) {
        owners[[record["product"].description, TextFolding.phrase(text)]] = record["name"].description
      }
    }
    for (record, position) in updates where touched.contains(record["product"]) {
      guard let position else { continue }
      let (product, release) = (record["product"].description, record["release"].description)
      let aliases = try StoredCatalogue.texts(record, "aliases")
      for (text, item) in [(record["name"].description, nil)] + aliases.map({ ($0, $0 as String?) }) {
        guard let other = owners[[product, TextFolding.phrase(text)]], other != release else { continue }
        reportLate(
          .clash,
          Bilingual(
            en: "'\(text)' is a name of \(other), and can't be one of an update of \(release)",
            fr: "« \(text) » désigne \(other) et ne peut désigner une mise à jour de \(release)"),
          item == nil ? "name" : "aliases", item: item, record, at: position)
      }
    }
  }

  /// Checks that no two records of a kind whose key is kept as it is written differ by case alone.
  func checkSpellings(_ kind: RecordKind) throws {
    var seen: [[String]: Planned] = [:]
    for (record, position) in try staging.planned(kind).sorted(by: Gathering.registryFirst) {
      let other = seen.updateValue((record, position), forKey: record.key.map { TextFolding.key($0.description) })
      guard let other, let position else { continue }
      reportLate(
        .keyClash, twin(record, of: other.record, at: other.position), kind == .update ? "name" : "id",
        expected: Bilingual(en: other.record.label, fr: other.record.label), record, at: position)
    }
  }

  /// The registry's records, then those of the files in their order, so that a clash is told where it can be mended.
  private static func registryFirst(_ left: Planned, _ right: Planned) -> Bool {
    let places = [left, right].map { record in record.position.map { [$0.file, $0.line, $0.column] } ?? [] }
    return places[0].lexicographicallyPrecedes(places[1])
  }

  /// Checks that this system has the rules of the zones of desks.
  func checkZones() throws {
    for (record, position) in try staging.planned(.programme) {
      // A programme that can't be read has problems of its own.
      guard let position, record["definition"] != .none else { continue }
      let zone = try StoredCatalogue.programme(record).desk.timeZone
      if ZoneFiles.rules(zone) == nil {
        reportLate(
          .malformed,
          Bilingual(
            en: "this system does not know the time zone '\(zone)'",
            fr: "ce système ne connaît pas le fuseau « \(zone) »"),
          "desk.timeZone", expected: Bilingual(en: "a name as Europe/Paris", fr: "un nom comme Europe/Paris"), record,
          at: position)
      }
    }
  }
}
