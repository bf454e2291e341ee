import Catalogue
import Formats
import Licensing
import SQLiteStore

/// An import of catalogue files in three steps: read them beside the registry, plan what they change, apply all of it.
///
/// Nothing of the registry is touched before ``apply()``, which takes over everything in one transaction or nothing.
public final class CatalogueImport {
  /// How many changes of a kind a plan shows.
  public static let shownChanges = 1000

  /// What applying would do.
  public let plan: ImportPlan
  private let staging: Staging

  /// Reads files and plans.
  ///
  /// - Throws: ``FileError`` if a file can't be read, `SQLiteError` or `StoreError` if the registry can't; what is wrong
  ///   inside the files is told in the plan instead.
  public init(_ files: [CatalogueFile], into registry: Registry) throws {
    let staging = try Staging(try registry.file.connect(.write))
    self.staging = staging
    plan = try staging.gather {
      let log = ProblemLog()
      let gathering = try Gathering(files, staging, log)
      try gathering.run()
      var parts: [ImportPlan.Part] = []
      for kind in RecordKind.allCases where log.count == 0 {
        let counts = try staging.counts(kind)
        guard counts.added + counts.changed + counts.unchanged > 0 else { continue }
        var changes: [Staging.Change] = []
        try staging.forEachChange(kind) { change in
          changes.append(change)
          return changes.count < CatalogueImport.shownChanges
        }
        parts.append(ImportPlan.Part(kind: kind, counts: counts, changes: changes))
      }
      return ImportPlan(
        parts: parts, readings: gathering.readings, warnings: gathering.warnings,
        problems: log.problems.sorted { ($0.file, $0.position ?? .start) < ($1.file, $1.position ?? .start) },
        problemCount: log.count)
    }
  }

  /// Takes over every change, or none if it throws.
  ///
  /// - Throws: ``ImportRefused`` if the files have problems; `SQLiteError` if the registry can't be written, or changed
  ///   meanwhile so that a record now names one that is gone.
  public func apply() throws {
    guard plan.problemCount == 0 else { throw ImportRefused(problemCount: plan.problemCount) }
    try staging.apply()
  }
}
