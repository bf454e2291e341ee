import Catalogue
import Formats
import Licensing
import SQLiteStore

/// Reads the files of one import into the staging tables, kind by kind, so that records come after those that they name.
final class Gathering {
  private(set) var readings: [ImportPlan.Reading] = []
  private(set) var warnings: [Problem] = []
  private let files: [CatalogueFile]
  /// What was read of each file.
  let inputs: [ReadFile]
  private let watch: ImportProgress.Watcher
  private var progress = ReadingProgress()
  let staging: Staging
  let log: ProblemLog
  private let references: ReferenceLookup
  private var documents: [(file: Int, root: JSONNode)] = []
  private var tables: [(file: Int, catalogue: CSVCatalogue)] = []
  /// The names of each product's releases in the order of the JSON5 file that lists them, newest first.
  private(set) var listed: [String: [String]] = [:]

  init(
    _ files: [CatalogueFile], _ staging: Staging, _ log: ProblemLog, watch: @escaping ImportProgress.Watcher = { _ in }
  ) throws {
    self.files = files
    inputs = files.map { ReadFile(name: $0.name) }
    self.watch = watch
    progress.total = files.reduce(0) { $0 + $1.size }
    self.staging = staging
    self.log = log
    references = ReferenceLookup(staging)
  }

  func run() throws {
    for (index, file) in files.enumerated() { try open(file, index) }
    progress.startRecords(ofBytes: tables.reduce(0) { $0 + files[$1.file].size })
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
        let isWhole = try table.read(log) { try take($0, from: file) }
        references.isIncomplete = references.isIncomplete || !isWhole
        try staging.inherit(kind, fields: table.missingFields, file: file)
        if kind == .contract, !table.missingFields.isEmpty { try checkTerminations(file) }
      }
      switch kind {
      case .programme: try checkZones()
      case .release: try orderReleases()
      case .update: try checkUpdates()
      default: break
      }
      if [.vendor, .programme, .product, .update].contains(kind) { try checkSpellings(kind) }
    }
  }

  /// Checks how staged records that no file tells of go together, and with the registry's.
  func checkTogether() throws {
    try orderReleases()
    try checkUpdates()
    for kind in [RecordKind.vendor, .programme, .product, .update] { try checkSpellings(kind) }
  }

  /// Reads a JSON5 file whole, and looks through a CSV file for its kind and dialect.
  private func open(_ file: CatalogueFile, _ index: Int) throws {
    switch file.format {
    case .json5:
      do {
        let root = try JSON5.parse(try bytes(index))
        JSONCatalogue.checkTop(root, file: file.name, log)
        documents.append((index, root))
      } catch let error as JSONSyntaxError {
        log.add(Problem(file: file.name, error))
        references.isIncomplete = true
      }
    case .csv:
      guard let table = try CSVCatalogue(file: file.name, log, open: { try self.source(index) }) else {
        references.isIncomplete = true
        return
      }
      readings.append(ImportPlan.Reading(file: file.name, kind: table.kind, reasons: table.reasons))
      tables.append((index, table))
    }
  }

  /// A file from its beginning.
  private func source(_ index: Int) throws -> () throws -> [UInt8] {
    inputs[index].noting(try files[index].open()) { [self] count in
      progress.add(count)
      watch(progress.value)
    }
  }

  /// A whole file.
  private func bytes(_ index: Int) throws -> [UInt8] {
    let next = try source(index)
    var bytes: [UInt8] = []
    while true {
      let piece = try next()
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }

  /// Looks up what a record names, and stages it.
  private func take(_ read: ReadRecord, from file: Int) throws {
    progress.records += 1
    guard read.isSound else { return references.refuse(read.record) }
    var record = read.record
    var isSound = true
    for reference in read.references {
      let result = try references.resolve(reference, in: record)
      if let values = result.values {
        record = record.replacing(reference.field, with: values)
      } else if let warning = result.warning {
        warnings.append(problem(warning, reference.field, reference.position, read.record, file))
      } else {
        isSound = false
        if result.isRefused { continue }
        log.add(
          problem(
            Bilingual(
              en: "there is no \(reference.kind.singular) '\(result.missing)'",
              fr: "\(reference.kind.singularFrench) « \(result.missing) » n’existe pas"), reference.field,
            reference.position, read.record, file))
      }
    }
    guard isSound else { return references.refuse(read.record) }

    let position = Staging.Position(file: file, line: read.position.line, column: read.position.column)
    if let first = try staging.add(record, at: position) {
      // The public domains of all files add up.
      if record.kind == .publicMailDomain { return }
      log.add(problem(twin(record, of: first.record, at: first.position), nil, read.position, record, file))
    } else if let old = try staging.stored(record.kind, key: record.key), old.label != record.label {
      log.add(problem(twin(record, of: old, at: nil), nil, read.position, record, file))
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

  /// What is wrong with a record that has the key of another: one of the files, or else the registry's.
  func twin(_ record: Record, of other: Record, at position: Staging.Position?) -> Bilingual {
    guard let position else {
      return Bilingual(
        en: "'\(record.label)' differs from the registry's '\(other.label)' only by case or marks",
        fr: "« \(record.label) » ne diffère de « \(other.label) », du registre, que par la casse ou des signes")
    }
    let place = "\(files[position.file].name):\(position.line):\(position.column)"
    return other.label == record.label
      ? Bilingual(
        en: "'\(record.label)' stands twice; first at \(place)",
        fr: "« \(record.label) » figure deux fois ; d’abord en \(place)")
      : Bilingual(
        en: "'\(record.label)' and '\(other.label)' (\(place)) are one key but for case or marks",
        fr:
          "« \(record.label) » et « \(other.label) » (\(place)) sont une même clé, à la casse ou aux signes près")
  }

  func problem(
    _ text: Bilingual, _ field: String?, _ position: SourcePosition, _ record: Record, _ file: Int
  ) -> Problem {
    Problem(
      file: files[file].name, position: position,
      field: field.map { "\(record.kind.rawValue).\($0)" } ?? record.kind.rawValue, record: record.label, text: text)
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
