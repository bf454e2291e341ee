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
    try findDangling()
    guard case .unnamed(let limit) = removal else { return }
    for kind in RecordKind.allCases {
      let (removed, all) = (try staging.counts(kind).removed, try connection.count(kind))
      if removed * 100 > all * limit { block(.tooManyRemoved(kind, removed, of: all, limit: limit)) }
    }
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
    let (later, count) = try staging.reverse(import: entry.number, limit: CatalogueImport.shownChanges)
    if skipping {
      plan.skipped = count + (try staging.leaveOutDangling())
    } else {
      for change in later { block(.changedLater(change)) }
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
    let written = try staging.written(Staging.Change(kind: reference.record.kind, new: reference.record, old: nil))
    reference.record = written.new ?? reference.record
    block(.stillNamed(reference, try staging.stored(reference.target, key: reference.key)))
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
