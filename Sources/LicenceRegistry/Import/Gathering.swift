import Catalogue
import Formats
import Licensing
import SQLiteStore

/// Reads the files of one import into the staging tables, kind by kind, so that records come after those that they name.
final class Gathering {
  private(set) var readings: [ImportPlan.Reading] = []
  private(set) var warnings: [Problem] = []
  let files: [CatalogueFile]
  /// What was read of each file.
  let inputs: [ReadFile]
  private let watch: ImportProgress.Watcher
  private var progress = ReadingProgress()
  let staging: Staging
  let log: ProblemLog
  let references: ReferenceLookup
  private let map: ColumnMap
  private var usedEntries: Set<Int> = []
  private var documents: [(file: Int, root: JSONNode)] = []
  private(set) var tables: [(file: Int, catalogue: CSVCatalogue)] = []
  /// The names of each product's releases in the order of the JSON5 file that lists them, newest first.
  private(set) var listed: [[String]: [String]] = [:]
  /// The names of each release's updates, in the same way.
  private(set) var listedUpdates: [[String]: [String]] = [:]

  /// Whether records with problems are left out and the rest is imported.
  let skipsInvalid: Bool
  /// Is called with each record that is left out.
  let reject: (RejectedRecord) throws -> Void
  /// How many were.
  var rejectedCount = 0
  /// Refused records of a kind that is not all read yet.
  var waiting: [RejectedRecord] = []
  /// The records that are compared with each other once all of their kind are read, as they were read.
  var kept: [Staging.Position: ReadRecord] = [:]
  /// What that comparison finds.
  var late: [Staging.Position: (record: Record, problems: [Problem])] = [:]

  init(
    _ files: [CatalogueFile], _ staging: Staging, _ log: ProblemLog, skipsInvalid: Bool = false,
    map: ColumnMap = .none, reject: @escaping (RejectedRecord) throws -> Void = { _ in },
    watch: @escaping ImportProgress.Watcher = { _ in }
  ) throws {
    self.files = files
    inputs = files.map { ReadFile(name: $0.name) }
    self.watch = watch
    progress.total = files.reduce(0) { $0 + $1.size }
    self.staging = staging
    self.log = log
    self.skipsInvalid = skipsInvalid
    self.map = map
    self.reject = reject
    references = try ReferenceLookup(staging)
  }

  func run() throws {
    for (index, file) in files.enumerated() { try open(file, index) }
    for problem in map.problems + map.unused(but: usedEntries) { log.add(problem) }
    progress.startRecords(ofBytes: tables.reduce(0) { $0 + files[$1.file].size })
    for kind in RecordKind.allCases {
      try references.prepare(for: kind)
      for (file, root) in documents {
        try JSONCatalogue.read(kind, of: root, file: files[file].name) { read in
          note(read)
          try take(read, from: file)
        }
      }
      for (file, table) in tables where table.kind == kind {
        let inherited = Set(table.missingFields)
        let isWhole = try table.read(log) { try take($0, from: file, inheriting: inherited) }
        if !isWhole { references.miss([kind]) }
        try staging.inherit(kind, fields: table.missingFields, file: file)
      }
      switch kind {
      case .programme: try checkZones()
      case .release: try orderReleases()
      case .update:
        try orderUpdates()
        try checkUpdates()
      default: break
      }
      if [.vendor, .programme, .product, .update].contains(kind) { try checkSpellings(kind) }
      try settle()
    }
  }

  /// Checks how staged records that no file tells of go together, and with the registry's.
  func checkTogether() throws {
    try orderReleases()
    try checkUpdates()
    for kind in [RecordKind.vendor, .programme, .product, .update] { try checkSpellings(kind) }
    try settle()
  }

  /// Reads a JSON5 file whole, and looks through a CSV file for its kind and dialect.
  private func open(_ file: CatalogueFile, _ index: Int) throws {
    switch file.format {
    case .json5, .endOfLife:
      do {
        var root = try JSON5.parse(try bytes(index))
        if file.format == .endOfLife {
          root = try EndOfLifeFile.catalogue(root, file: file.name, log) { product in
            try staging.stored(.product, key: [.text(product)])?["vendor"].text
          }
        }
        JSONCatalogue.checkTop(root, file: file.name, log)
        documents.append((index, root))
      } catch let error as JSONSyntaxError {
        log.add(Problem(file: file.name, error))
        references.miss(Set(RecordKind.allCases))
      }
    case .csv:
      let before = log.count
      // What a mapping file that has problems would have said of this one is not known.
      let table =
        map.problems.isEmpty
        ? try CSVCatalogue(
          file: file.name, map: map, log, uses: { usedEntries.insert($0) }, open: { try self.source(index) }) : nil
      guard let table else {
        references.miss(Set(RecordKind.allCases))
        return
      }
      if log.count > before { references.miss([table.kind]) }
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

  /// Notes the order in which a JSON5 file lists the parts of a product.
  private func note(_ read: ReadRecord) {
    let record = read.record
    guard let text = record["product"].text, record.kind == .release || record.kind == .update else { return }
    let product = references.product(text) ?? text
    if record.kind == .release {
      listed[[product], default: []].append(record["name"].description)
    } else {
      let release = references.release(record["release"].description, of: product) ?? record["release"].description
      listedUpdates[[product, release], default: []].append(record["name"].description)
    }
  }

  /// Looks up what a record names, and stages it.
  ///
  /// Where nothing will be applied, one with problems is staged too: what names it is not blamed, and what else is wrong
  /// with it or with its parts shows at once.
  private func take(_ read: ReadRecord, from file: Int, inheriting fields: Set<String> = []) throws {
    progress.records += 1
    var record = read.record
    var problems = read.problems
    var cascade: [Problem] = []
    for reference in read.references where !reference.text.isEmpty {
      switch try references.resolve(reference, in: record) {
      case .found(let values): record = record.replacing(reference.field, with: values)
      case .doubtful(let warning):
        warnings.append(
          problem(.doubtful, warning, reference.field, reference.position, read, file, value: reference.text))
      case .missing(let missing):
        problems.append(
          problem(
            .unknownReference, missing.text, reference.field, missing.place(reference, in: read), read, file,
            value: missing.value ?? read.written(reference.field) ?? reference.text, expected: missing.expected,
            hint: missing.hint))
      case .refused(let text):
        cascade.append(problem(.refusedReference, text, reference.field, reference.position, read, file))
      case .untold: break
      }
    }
    let isTaken =
      skipsInvalid
      ? problems.isEmpty && cascade.isEmpty : !record.key.contains { $0.description.isEmpty }
    if isTaken {
      let fault = try stage(record, read, file) ?? inherited(fields, record, read, file)
      if let fault {
        if skipsInvalid, fault.code != ProblemCode.duplicate.rawValue { try staging.unstage(record) }
        problems.append(fault)
      }
    }
    if !problems.isEmpty || !cascade.isEmpty { try refuse(read, problems, cascade: cascade, from: file) }
  }

  /// Puts a record into its table; answers what is wrong with its key.
  private func stage(_ record: Record, _ read: ReadRecord, _ file: Int) throws -> Problem? {
    let position = Staging.Position(file: file, line: read.position.line, column: read.position.column)
    let field = record.kind.keyField(in: read)
    if let first = try staging.add(record, at: position) {
      // The public domains of all files add up.
      if record.kind == .publicMailDomain { return nil }
      return problem(
        .duplicate, twin(record, of: first.record, at: first.position), field, read.position(of: field), read, file,
        value: read.written(field), hint: first.record == record ? Gathering.sameTwice : nil)
    }
    if Gathering.checkedLate.contains(record.kind) { kept[position] = read }
    guard let old = try staging.stored(record.kind, key: record.key) else { return nil }
    if old.label != record.label {
      return problem(
        .keyClash, twin(record, of: old, at: nil), field, read.position(of: field), read, file,
        value: read.written(field),
        expected: Bilingual(en: old.label, fr: old.label))
    }
    if record.kind == .advisory, old["product"] != record["product"] {
      return problem(
        .clash,
        Bilingual(
          en: "the advisory '\(record.label)' is already one of \(old["product"])",
          fr: "l’avis « \(record.label) » est déjà l’un de ceux de \(old["product"])"),
        field, read.position(of: field), read, file, value: read.written(field))
    }
    return nil
  }

  /// What is wrong with a contract of a file that leaves its status or its day of termination to the registry.
  private func inherited(
    _ fields: Set<String>, _ record: Record, _ read: ReadRecord, _ file: Int
  ) throws -> Problem? {
    guard record.kind == .contract, read.isSound, !fields.isDisjoint(with: ["status", "terminatedOn"]) else {
      return nil
    }
    let old = try staging.stored(.contract, key: record.key)
    func value(_ field: String) -> FieldValue { fields.contains(field) ? old?[field] ?? record[field] : record[field] }
    func day(_ field: String) -> CalendarDay? { value(field).text.flatMap { CalendarDay($0) } }
    let fault = Termination.fault(
      status: value("status").description, day: day("terminatedOn"), starts: day("starts"))
    guard let fault else { return nil }
    // What the registry has is nowhere in the file: the cell that does not go with it is.
    let field = ["terminatedOn", "status"].first { !fields.contains($0) } ?? "starts"
    return problem(
      .conflict, fault.text, "terminatedOn", read.position(of: field), read, file, value: read.written(field),
      expected: fault.expected, hint: fault.hint)
  }

  private static let sameTwice = Bilingual(
    en: "both say the same: remove one", fr: "les deux disent la même chose : supprimez-en un")

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

  private func problem(
    _ code: ProblemCode, _ text: Bilingual, _ field: String, _ position: SourcePosition, _ read: ReadRecord,
    _ file: Int, value: String? = nil, expected: Bilingual? = nil, hint: Bilingual? = nil
  ) -> Problem {
    let record = read.record
    return Problem(
      code, file: files[file].name, position: position, field: "\(record.kind.rawValue).\(field)",
      record: record.label, value: value, expected: expected, text: text, hint: hint)
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
  /// The field that tells a record from others of its kind, as far as the file states one.
  func keyField(in read: ReadRecord) -> String {
    switch self {
    case .vendor, .programme, .product, .advisory, .customer: "id"
    case .release, .update: "name"
    case .publicMailDomain: "domain"
    case .contact: "email"
    case .contract: "number"
    case .entitlement: read.holds("line") ? "line" : "product"
    case .licence: "code"
    }
  }

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
