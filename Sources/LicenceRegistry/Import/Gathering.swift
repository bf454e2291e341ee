import Catalogue
import Formats
import Licensing
import SQLiteStore

/// Reads the files of one import into the staging tables, kind by kind, so that records come after those that they name.
final class Gathering {
  private(set) var readings: [ImportPlan.Reading] = []
  private(set) var warnings: [Problem] = []
  private let files: [CatalogueFile]
  private let staging: Staging
  private let log: ProblemLog
  private let references: ReferenceLookup
  private var documents: [(file: Int, root: JSONNode)] = []
  private var tables: [(file: Int, catalogue: CSVCatalogue)] = []
  /// The names of each product's releases in the order of the JSON5 file that lists them, newest first.
  private var listed: [String: [String]] = [:]

  init(_ files: [CatalogueFile], _ staging: Staging, _ log: ProblemLog) throws {
    self.files = files
    self.staging = staging
    self.log = log
    references = ReferenceLookup(staging)
  }

  func run() throws {
    for (index, file) in files.enumerated() { try open(file, index) }
    for kind in RecordKind.allCases {
      try references.prepare(for: kind)
      for (file, root) in documents {
        try JSONCatalogue.read(kind, of: root, file: files[file].name, log) { read in
          if kind == .release, let product = read.record["product"].text {
            listed[references.product(product) ?? product, default: []].append(read.record["name"].description)
          }
          try take(read, from: file)
        }
      }
      for (file, table) in tables where table.kind == kind {
        try table.read(log) { try take($0, from: file) }
        try staging.inherit(kind, fields: table.missingFields, file: file)
      }
      switch kind {
      case .programme: try checkZones()
      case .release: try orderReleases()
      default: break
      }
    }
  }

  /// Reads a JSON5 file whole, and looks through a CSV file for its kind and dialect.
  private func open(_ file: CatalogueFile, _ index: Int) throws {
    switch file.format {
    case .json5:
      do {
        let root = try JSON5.parse(try file.bytes())
        JSONCatalogue.checkTop(root, file: file.name, log)
        documents.append((index, root))
      } catch let error as JSONSyntaxError {
        log.add(Problem(file: file.name, error))
      }
    case .csv:
      guard let table = try CSVCatalogue(file: file.name, log, open: file.open) else { return }
      readings.append(ImportPlan.Reading(file: file.name, kind: table.kind, reasons: table.reasons))
      tables.append((index, table))
    }
  }

  /// Looks up what a record names, and stages it.
  private func take(_ read: ReadRecord, from file: Int) throws {
    var record = read.record
    let before = log.count
    for reference in read.references {
      let result = try references.resolve(reference, in: record)
      if let values = result.values {
        record = record.replacing(reference.field, with: values)
      } else if let warning = result.warning {
        warnings.append(problem(warning, reference.field, reference.position, read.record, file))
      } else {
        log.add(
          problem(
            Bilingual(
              en: "there is no \(reference.kind.singular) '\(result.missing)'",
              fr: "\(reference.kind.singularFrench) « \(result.missing) » n’existe pas"), reference.field,
            reference.position, read.record, file))
      }
    }
    guard log.count == before else { return }

    let position = Staging.Position(file: file, line: read.position.line, column: read.position.column)
    if let first = try staging.add(record, at: position) {
      let place = "\(files[first.position.file].name):\(first.position.line):\(first.position.column)"
      let differs = first.record.label != record.label
      log.add(
        problem(
          differs
            ? Bilingual(
              en: "'\(record.label)' and '\(first.record.label)' (\(place)) are one key but for case or marks",
              fr:
                "« \(record.label) » et « \(first.record.label) » (\(place)) sont une même clé, à la casse ou aux signes près"
            )
            : Bilingual(
              en: "'\(record.label)' stands twice; first at \(place)",
              fr: "« \(record.label) » figure deux fois ; d’abord en \(place)"),
          nil, read.position, record, file))
    } else if let old = try staging.stored(record.kind, key: record.key), old.label != record.label {
      log.add(
        problem(
          Bilingual(
            en: "'\(record.label)' differs from the registry's '\(old.label)' only by case or marks",
            fr: "« \(record.label) » ne diffère de « \(old.label) », du registre, que par la casse ou des signes"),
          nil, read.position, record, file))
    } else if record.kind == .advisory, let old = try staging.stored(.advisory, key: record.key),
      old["product"] != record["product"]
    {
      log.add(
        problem(
          Bilingual(
            en: "the advisory '\(record.label)' is already one of \(old["product"])",
            fr: "l’avis « \(record.label) » est déjà l’un de ceux de \(old["product"])"),
          nil, read.position, record, file))
    }
  }

  private func problem(
    _ text: Bilingual, _ field: String?, _ position: SourcePosition, _ record: Record, _ file: Int
  ) -> Problem {
    Problem(
      file: files[file].name, position: position,
      field: field.map { "\(record.kind.rawValue).\($0)" } ?? record.kind.rawValue, record: record.label, text: text)
  }

  /// Gives releases that a JSON5 file lists the sequence of its order, and checks that one product's releases share neither
  /// a sequence nor a name.
  private func orderReleases() throws {
    let planned = Dictionary(grouping: try staging.planned(.release)) { $0.record["product"].description }
    for (product, releases) in planned where releases.contains(where: { $0.position != nil }) {
      if let names = listed[product] {
        var known: [String: Int] = [:]
        for (record, _) in releases {
          let name = record["name"].description
          // What the file lists has the registry's sequence, if it had one; what it does not list has its own.
          let old = names.contains(name) ? try staging.stored(.release, key: record.key) : record
          if let sequence = old?["sequence"].integer { known[name] = sequence }
        }
        let sequences = ReleaseOrder.sequences(listed: names, known: known)
        let first = releases.compactMap(\.position).first
        for (record, position) in releases {
          guard let sequence = sequences[record["name"].description], let position = position ?? first,
            record["sequence"] != .integer(sequence)
          else { continue }
          try staging.replace(record.replacing("sequence", with: [.integer(sequence)]), at: position)
        }
      }
      try checkReleases(of: product)
    }
  }

  private func checkReleases(of product: String) throws {
    var sequences: [FieldValue: String] = [:]
    var names: [String: String] = [:]
    let releases = try staging.planned(.release).filter { $0.record["product"].text == product }
    // Those of the files last, so that a clash is told where it can be mended.
    for (record, position) in releases.sorted(by: { ($0.position?.line ?? 0) < ($1.position?.line ?? 0) }) {
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

  private func checkZones() throws {
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

extension Record {
  /// The record with other values from a field on.
  func replacing(_ field: String, with new: [FieldValue]) -> Record {
    guard let index = kind.fields.firstIndex(where: { $0.name == field }) else { return self }
    var copy = self
    copy.values.replaceSubrange(index..<index + new.count, with: new)
    return copy
  }
}

extension RecordKind {
  /// One record with its article, for French messages.
  var singularFrench: String {
    switch self {
    case .vendor: "l’éditeur"
    case .programme: "le programme"
    case .product: "le produit"
    case .release: "la version"
    case .update: "la mise à jour"
    case .advisory: "l’avis"
    case .publicMailDomain: "le domaine public"
    case .customer: "le client"
    case .contact: "le contact"
    case .contract: "le contrat"
    case .entitlement: "le droit"
    case .licence: "la licence"
    }
  }
}
