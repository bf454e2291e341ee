import Catalogue
import Formats
import Licensing
import SQLiteStore

/// What is checked once all records of a kind are gathered: how they go together, and with the registry's.
extension Gathering {
  /// Gives releases that a JSON5 file lists the sequence of its order, and checks that one product's releases share neither
  /// a sequence nor a name.
  func orderReleases() throws {
    let planned = Dictionary(grouping: try staging.planned(.release)) { $0.record["product"].description }
    for (product, releases) in planned where releases.contains(where: { $0.position != nil }) {
      if let names = listed[product] {
        // What the file lists has the registry's sequence, if it had one; what it does not list has its own.
        var known: [String: Int] = [:]
        var stated: [String: Int] = [:]
        for (record, _) in releases {
          let name = record["name"].description
          let isListed = names.contains(name)
          let old = isListed ? try staging.stored(.release, key: record.key) : record
          if let sequence = old?["sequence"].integer { known[name] = sequence }
          if isListed { stated[name] = record["sequence"].integer }
        }
        // Two files may tell of a product that is new: then the place in the list stands for the sequence.
        if !names.contains(where: { known[$0] != nil }) { known.merge(stated) { own, _ in own } }
        let sequences = ReleaseOrder.sequences(listed: names, known: known)
        let first = releases.compactMap(\.position).first
        for (record, position) in releases {
          guard let sequence = sequences[record["name"].description], let position = position ?? first,
            record["sequence"] != .integer(sequence)
          else { continue }
          try staging.replace(record.replacing("sequence", with: [.integer(sequence)]), at: position)
        }
      }
    }
    let ordered = Dictionary(grouping: try staging.planned(.release)) { $0.record["product"].description }
    for releases in ordered.values where releases.contains(where: { $0.position != nil }) {
      try checkReleases(releases.sorted(by: Gathering.registryFirst))
    }
  }

  /// Checks the releases of one product as they will be.
  private func checkReleases(_ releases: [(record: Record, position: Staging.Position?)]) throws {
    var sequences: [FieldValue: String] = [:]
    var names: [String: String] = [:]
    for (record, position) in releases {
      let name = record["name"].description
      func report(_ text: Bilingual, _ field: String) {
        guard let position else { return }
        log.add(
          problem(text, field, SourcePosition(line: position.line, column: position.column), record, position.file))
      }
      if let other = sequences.updateValue(name, forKey: record["sequence"]) {
        report(
          Bilingual(
            en: "\(name) has the sequence \(record["sequence"]) of \(other)",
            fr: "\(name) a le rang \(record["sequence"]) de \(other)"), "sequence")
      }
      for text in [name] + (try StoredCatalogue.texts(record, "aliases")) {
        if let other = names.updateValue(name, forKey: TextFolding.phrase(text)), other != name {
          report(
            Bilingual(
              en: "'\(text)' names both \(other) and \(name)", fr: "« \(text) » désigne à la fois \(other) et \(name)"),
            "aliases")
        }
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
      let (product, release) = (record["product"].description, record["release"].description)
      func check(_ text: String, _ field: String) {
        guard let position, let other = owners[[product, TextFolding.phrase(text)]], other != release else { return }
        log.add(
          problem(
            Bilingual(
              en: "'\(text)' is a name of \(other), and can't be one of an update of \(release)",
              fr: "« \(text) » désigne \(other) et ne peut désigner une mise à jour de \(release)"), field,
            SourcePosition(line: position.line, column: position.column), record, position.file))
      }
      check(record["name"].description, "name")
      for text in try StoredCatalogue.texts(record, "aliases") { check(text, "aliases") }
    }
  }

  /// Checks that no two records of a kind whose key is kept as it is written differ by case alone.
  func checkSpellings(_ kind: RecordKind) throws {
    var seen: [[String]: (record: Record, position: Staging.Position?)] = [:]
    for (record, position) in try staging.planned(kind).sorted(by: Gathering.registryFirst) {
      let other = seen.updateValue((record, position), forKey: record.key.map { TextFolding.key($0.description) })
      guard let other, let position else { continue }
      log.add(
        problem(
          twin(record, of: other.record, at: other.position), nil,
          SourcePosition(line: position.line, column: position.column), record, position.file))
    }
  }

  /// The registry's records, then those of the files in their order, so that a clash is told where it can be mended.
  private static func registryFirst(
    _ left: (record: Record, position: Staging.Position?), _ right: (record: Record, position: Staging.Position?)
  ) -> Bool {
    let places = [left, right].map { record in record.position.map { [$0.file, $0.line, $0.column] } ?? [] }
    return places[0].lexicographicallyPrecedes(places[1])
  }

  /// Checks the contracts of a file that leaves their status or their day of termination to the registry.
  func checkTerminations(_ file: Int) throws {
    try staging.forEach(.contract, ofFile: file) { record, position in
      func day(_ field: String) -> CalendarDay? { record[field].text.flatMap { CalendarDay($0) } }
      let fault = Termination.fault(
        status: record["status"].description, day: day("terminatedOn"), starts: day("starts"))
      guard let fault else { return }
      var problem = problem(
        fault.text, "terminatedOn", SourcePosition(line: position.line, column: position.column), record, file)
      problem.hint = fault.hint
      log.add(problem)
    }
  }

  func checkZones() throws {
    for (record, position) in try staging.planned(.programme) {
      guard let position else { continue }
      let zone = try StoredCatalogue.programme(record).desk.timeZone
      if ZoneFiles.rules(zone) == nil {
        log.add(
          problem(
            Bilingual(
              en: "this system does not know the time zone '\(zone)'",
              fr: "ce système ne connaît pas le fuseau « \(zone) »"),
            "desk", SourcePosition(line: position.line, column: position.column), record, position.file))
      }
    }
  }
}
