import Catalogue
import Formats
import Hashing
public import Licensing
public import SQLiteStore

/// A change of the registry's records in two steps: plan what changes, then apply all of it.
///
/// The change comes from catalogue files, from a list of records to remove, or from an earlier import that is taken back.
/// Nothing of the registry is touched before ``apply(at:actor:request:watch:)``, which takes over everything in one transaction,
/// or nothing.
///
/// ```swift
/// let change = try CatalogueImport(files, into: registry)
/// if change.plan.isApplicable { try change.apply(at: now, actor: "cli:anna") }
/// ```
public final class CatalogueImport {
  /// How many changes of a kind, and how many obstacles, a plan shows.
  public static let shownChanges = 1000

  /// What applying would do.
  public let plan: ImportPlan
  let staging: Staging
  let connection: Connection
  /// The registry's state that the plan was made on.
  let state: RecordsState
  /// The registry's state that the plan was made on, as a text that another state does not have.
  public var basis: String { state.description }
  let files: [ImportedFile]
  /// The import that this one takes back.
  let undoes: String?

  /// Reads files and plans.
  ///
  /// - Parameters:
  ///   - files: the files, in any order.
  ///   - registry: the registry to import into.
  ///   - options: what is removed, and what the plan tells.
  ///   - reject: is called with each record that is left out, where the options say that some may be.
  ///   - watch: is called with how far it is.
  /// - Throws: ``FileError`` if a file can't be read, `SQLiteError` or `StoreError` if the registry can't; what is wrong
  ///   inside the files is told in the plan instead.
  public convenience init(
    _ files: [CatalogueFile], into registry: Registry, options: ImportOptions = ImportOptions(),
    reject: @escaping (RejectedRecord) throws -> Void = { _ in },
    watch: @escaping ImportProgress.Watcher = { _ in }
  ) throws {
    try self.init(registry, options, undoes: nil) { planning in
      let gathering = try Gathering(
        files, planning.staging, planning.log, skipsInvalid: options.skipsInvalid && options.removal == .none,
        map: options.columnMap, reject: reject, watch: watch)
      try gathering.run()
      watch(ImportProgress(stage: .planning, records: 0, fraction: 0))
      planning.plan.readings = gathering.readings
      planning.plan.warnings = options.warnings + gathering.warnings
      planning.plan.rejectedCount = gathering.rejectedCount
      if planning.log.blockingCount == 0 {
        try planning.remove(options.removal, tables: Set(gathering.readings.map(\.kind)))
      }
      return gathering.inputs.map { ImportedFile(name: $0.name, bytes: $0.size, digest: $0.digest?.description ?? "") }
    }
  }

  /// Plans to remove records, with their parts: a contract with its entitlements, a customer with its contacts, a product
  /// with its releases, updates and advisories.
  ///
  /// What others still name can't be removed; the plan tells them.
  ///
  /// - Parameters:
  ///   - records: the records to remove.
  ///   - registry: the registry to remove them from.
  ///   - options: what the plan tells.
  /// - Throws: ``RecordMissing`` for a record that is not there; `SQLiteError` or `StoreError` if the registry can't be read.
  public convenience init(
    removing records: [RecordName], from registry: Registry, options: ImportOptions = ImportOptions()
  ) throws {
    try self.init(registry, options, undoes: nil) { planning in
      for name in records {
        guard let key = try name.key(in: planning.staging), try planning.staging.remove(name.kind, key: key) else {
          throw RecordMissing(name: name)
        }
      }
      try planning.staging.removePartsOfRemoved()
      try planning.findDangling()
      return []
    }
  }

  /// Plans to take an earlier import back: every record that it changed becomes what it was before.
  ///
  /// Records that were changed later stand in the way, and so do records that came later and name one that would go.
  ///
  /// - Parameters:
  ///   - id: the import's id.
  ///   - registry: the registry.
  ///   - skipping: whether to leave out what stands in the way and to take back the rest.
  ///   - options: what the plan tells.
  /// - Throws: ``ImportMissing`` if there is no such import; `SQLiteError` or `StoreError` if the registry can't be read.
  public convenience init(
    undoing id: String, in registry: Registry, skippingChanged skipping: Bool = false,
    options: ImportOptions = ImportOptions()
  ) throws {
    try self.init(registry, options, undoes: id) { planning in
      guard let entry = try planning.connection.importEntry(id: id) else { throw ImportMissing(id: id) }
      try planning.reverse(entry, skipping: skipping)
      return []
    }
  }

  private init(
    _ registry: Registry, _ options: ImportOptions, undoes: String?, _ prepare: (Planning) throws -> [ImportedFile]
  ) throws {
    let planning = try Planning(try registry.file.connect(.write))
    (connection, staging, self.undoes) = (planning.connection, planning.staging, undoes)
    (state, files, plan) = try planning.staging.gather {
      let state = try planning.connection.recordsState()
      let files = try prepare(planning)
      return (state, files, try planning.conclude(options, files: files.map(\.name)))
    }
  }

  /// Calls `body` with every change of a kind, in the order of keys, until it says `false`.
  ///
  /// The plan has the first of them; this goes through all, one in memory at a time.
  public func forEachChange(_ kind: RecordKind, _ body: (Staging.Change) throws -> Bool) throws {
    try staging.forEachChange(kind) { try body(try staging.written($0)) }
  }
}
