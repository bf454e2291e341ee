import Catalogue
import Formats
import Licensing
import SQLiteStore

/// Reads the files of one import into the staging tables, kind by kind, so that records come after those that they name.
final class Gathering {
  private(set) var readings: [ImportPlan.Reading] = []
  var warnings: [Problem] = []
  let files: [CatalogueFile]
  /// What was read of each file.
  let inputs: [ReadFile]
  private let watch: ImportProgress.Watcher
  var progress = ReadingProgress()
  let staging: Staging
  let log: ProblemLog
  let references: ReferenceLookup
  private let map: ColumnMap
  private var usedEntries: Set<Int> = []
  private(set) var documents: [(file: Int, root: JSONNode)] = []
  private(set) var tables: [(file: Int, catalogue: CSVCatalogue)] = []
  /// The names of each product's releases in the order of the JSON5 files that list them, newest first.
  private(set) var listed: [[String]: [ListedNames]] = [:]
  /// The names of each release's updates, in the same way.
  private(set) var listedUpdates: [[String]: [ListedNames]] = [:]

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
  /// How many customers with a public mail domain are told.
  static let shownPublicDomains = 20
  var publicDomainWarnings = 0
  /// Records that a later one with their key contradicts, as they are staged, and where that one stands.
  var contradicted: [Staging.Position: (record: Record, by: Staging.Position)] = [:]
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
          note(read, from: file)
          try take(read, from: file)
        }
      }
      for (file, table) in tables where table.kind == kind {
        let isWhole = try table.read(log) { try take($0, from: file, inheriting: table.missingFields) }
        if !isWhole { references.miss([kind]) }
      }
      try refuseContradicted(kind)
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
        var root: JSONNode
        if file.format == .json5 {
          root = try JSON5.parse(try bytes(index))
        } else {
          // The API gives JSON as it is, without the freedoms of JSON5.
          root = try StrictJSON.parse(try bytes(index))
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
      // What a mapping file that has problems would have said of this one is not known. The table is kept here and does
      // not keep this in its turn.
      let table =
        map.problems.isEmpty
        ? try CSVCatalogue(
          file: file.name, map: map, encoding: file.encoding, log, uses: { usedEntries.insert($0) },
          open: { [unowned self] in try source(index) }) : nil
      guard let table else {
        references.miss(Set(RecordKind.allCases))
        return
      }
      if log.count > before { references.miss([table.kind]) }
      warnings += table.warnings
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
  private func note(_ read: ReadRecord, from file: Int) {
    let record = read.record
    // One that bears a sequence has its place by that.
    guard read.written("sequence") == nil, let text = record["product"].text,
      record.kind == .release || record.kind == .update
    else { return }
    let product = references.product(text) ?? text
    if record.kind == .release {
      listed[[product], default: []].note(record["name"].description, of: file)
    } else {
      let release = references.release(record["release"].description, of: product) ?? record["release"].description
      listedUpdates[[product, release], default: []].note(record["name"].description, of: file)
    }
  }
}

/// The names that one file lists of one thing, newest first.
struct ListedNames {
  let file: Int
  var names: [String]
}

extension [ListedNames] {
  /// Adds a name to the list of a file, which files give one after the other.
  fileprivate mutating func note(_ name: String, of file: Int) {
    if last?.file == file { self[count - 1].names.append(name) } else { append(ListedNames(file: file, names: [name])) }
  }
}
