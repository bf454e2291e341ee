import Catalogue
import Formats
import Licensing
import SQLiteStore

/// Makes the plan of what is staged.
final class Planning {
  let connection: Connection
  let staging: Staging
  let log = ProblemLog()
  var plan = ImportPlan()

  init(_ connection: Connection) throws {
    self.connection = connection
    staging = try Staging(connection)
  }

  /// Marks what the files do not name to go, as far as that is wanted, and sees what would still name it.
  ///
  /// - Parameter tables: the kinds that CSV files hold, be it without a row.
  func remove(_ removal: ImportOptions.Removal, tables: Set<RecordKind>) throws {
    switch removal {
    case .none: return
    case .unnamedParts: try staging.removeUnnamedParts()
    case .unnamed:
      for kind in RecordKind.allCases where try tables.contains(kind) || staging.holds(kind) {
        try staging.removeUnnamed(kind)
      }
    }
    try staging.removePartsOfRemoved()
    if case .unnamed(let limit) = removal {
      // Told first: where files lack half of the records, what still names them is no news.
      for kind in RecordKind.allCases {
        let (removed, all) = (try staging.counts(kind).removed, try connection.count(kind))
        if removed * 100 > all * limit { block(.tooManyRemoved(kind, removed, of: all, limit: limit)) }
      }
    }
    try findDangling()
  }

  /// Sees which records would name one that goes.
  func findDangling() throws {
    guard plan.obstacleCount < CatalogueImport.shownChanges else { return }
    for reference in try staging.danglingReferences(limit: CatalogueImport.shownChanges) {
      try block(stillNamed: reference)
    }
  }

  /// Stages what an import changed as it was before.
  func reverse(_ entry: ImportEntry, skipping: Bool) throws {
    if !skipping, let undo = try connection.importEntry(undoing: entry.id) {
      return block(.alreadyUndone(entry.id, by: undo))
    }
    let limit = CatalogueImport.shownChanges
    let (later, count) = try staging.reverse(import: entry.number, limit: limit)
    let changed = try later.map { change in
      var change = change
      change.record = try written(change.record)
      return ImportObstacle.changedLater(change)
    }
    if skipping {
      let (left, others) = try staging.leaveOutDangling(limit: limit - changed.count)
      plan.skipped = count + others
      plan.skippedRecords =
        try changed
        + left.map { left in
          var left = left
          left.reference.record = try written(left.reference.record)
          return .leftOut(left, naming: try name(of: left.reference))
        }
    } else {
      for obstacle in changed { block(obstacle) }
      plan.obstacleCount = count
      for reference in try staging.danglingReferences(stagedToo: true, limit: CatalogueImport.shownChanges) {
        try block(stillNamed: reference)
      }
    }
    // What stood together once need not stand together with what came since.
    try Gathering([CatalogueFile(name: entry.id, format: .json5, bytes: [])], staging, log).checkTogether()
  }

  private func block(stillNamed reference: Staging.DanglingReference) throws {
    var reference = reference
    reference.record = try written(reference.record)
    block(.stillNamed(reference, naming: try name(of: reference)))
  }

  /// A record that names others as they are written.
  private func written(_ record: Record) throws -> Record {
    try staging.written(Staging.Change(kind: record.kind, new: record, old: nil)).new ?? record
  }

  /// What people call the record that a reference names, be it gone.
  private func name(of reference: Staging.DanglingReference) throws -> String {
    let (kind, key) = (reference.target, reference.key)
    let record = try staging.stored(kind, key: key) ?? staging.lastKnown(kind, key: key)
    return record?.shownLabel ?? key.map(\.description).joined(separator: " ")
  }

  private func block(_ obstacle: ImportObstacle) {
    plan.obstacleCount += 1
    if plan.obstacles.count < CatalogueImport.shownChanges { plan.obstacles.append(obstacle) }
  }

  /// The plan of what is staged.
  ///
  /// - Parameter files: the names of the files that it is of.
  func conclude(_ options: ImportOptions, files: [String]) throws -> ImportPlan {
    for kind in RecordKind.allCases where log.blockingCount == 0 {
      let counts = try staging.counts(kind)
      guard counts.changes + counts.unchanged > 0 else { continue }
      var changes: [Staging.Change] = []
      if counts.changes > 0 {
        try staging.forEachChange(kind) { change in
          changes.append(try staging.written(change))
          return changes.count < min(CatalogueImport.shownChanges, counts.changes)
        }
      }
      plan.parts.append(ImportPlan.Part(kind: kind, counts: counts, changes: changes))
    }
    if log.blockingCount == 0, plan.hasChanges {
      plan.warnings += try PlanWarnings(staging, files: files).warnings(plan.parts)
      if options.findsDuplicates { plan.duplicates = try DuplicateCustomers(staging).find(plan.parts) }
      if let day = options.effectOn {
        plan.effect = try CatalogueImport.effect(plan.parts, staging, connection, on: day)
      }
    }
    plan.problems = log.problems.sorted { ($0.file, $0.position ?? .start) < ($1.file, $1.position ?? .start) }
    plan.problemCount = log.count
    plan.isRefused = log.blockingCount > 0
    return plan
  }
}
