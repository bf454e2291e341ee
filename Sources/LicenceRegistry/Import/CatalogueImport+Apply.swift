import Formats
import Hashing
public import Licensing
import SQLiteStore

extension CatalogueImport {
  /// Takes over every change in one transaction, or none if it throws; the import is then in the history, and an event in
  /// the audit record.
  ///
  /// Readers go on with the old state until it is committed, and have the new one right after.
  ///
  /// - Parameters:
  ///   - now: the time that is kept with it.
  ///   - actor: who applies it, such as `cli:anna` or `token:crm`.
  ///   - request: the id of the request in which it happens.
  ///   - watch: is called with how far it is.
  /// - Returns: the import as the history has it; `nil` if there was nothing to do.
  /// - Throws: ``ImportRefused`` if the plan can't be applied; ``ImportOutdated`` if the registry changed since;
  ///   `SQLiteError` if it can't be written.
  @discardableResult
  public func apply(
    at now: UTCInstant, actor: String, request: String? = nil, watch: ImportProgress.Watcher = { _ in }
  ) throws -> ImportRecord? {
    try apply(at: now, actor: actor, request: request, watch: watch) { _, _ in }
  }

  /// Takes over every change in one transaction with what else belongs into it.
  ///
  /// - Parameter alongside: writes that, once the import is in the history.
  func apply(
    at now: UTCInstant, actor: String, request: String?, watch: ImportProgress.Watcher = { _ in },
    alongside: (Connection, ImportRecord) throws -> Void
  ) throws -> ImportRecord? {
    guard plan.isApplicable else { throw ImportRefused(problemCount: plan.problemCount + plan.obstacleCount) }
    let parts = plan.parts.filter { $0.counts.changes > 0 }
    guard !parts.isEmpty else { return nil }
    let total = parts.reduce(0) { $0 + $1.counts.changes }
    var done = 0
    func tell(_ changes: Int) {
      done += changes
      watch(ImportProgress(stage: .applying, records: done / 3, fraction: Double(done) / Double(total * 3)))
    }

    // What is hashed can't change before the write lock is held: the state is compared again.
    let digest = try connection.reading {
      try checkState()
      return try changesDigest(parts, tell)
    }
    let id = RecordID.make("imp", now: now, chance: 4)
    return try connection.writing {
      try checkState()
      let entry = ImportEntry(
        number: state.lastImport + 1, id: id, appliedAt: now.description, actor: actor, undoes: undoes,
        files: ImportedFile.json(files), counts: ImportRecord.json(parts.map { ($0.kind, $0.counts) }),
        digest: digest.description)
      for part in parts {
        try staging.journal(part.kind, part.counts, import: entry.number)
        if part.kind == .contact { try staging.noteContacts(since: entry.appliedAt) }
        tell(part.counts.changes)
      }
      for part in parts {
        try staging.takeOver(part.kind, part.counts)
        tell(part.counts.changes)
      }
      try connection.insert(entry)
      try connection.append(
        Event(
          actor: actor, action: undoes == nil ? "import.applied" : "import.undone", subject: "imports/\(id)",
          request: request, details: entry.eventDetails), at: now)
      let record = try ImportRecord(entry)
      try alongside(connection, record)
      return record
    }
  }

  /// The digest of all changes that the plan has.
  func digest() throws -> Digest {
    try connection.reading {
      try checkState()
      return try changesDigest(plan.parts)
    }
  }

  /// The digest of all changes, whatever the order in which files told of them.
  func changesDigest(_ parts: [ImportPlan.Part], _ tell: (Int) -> Void = { _ in }) throws -> Digest {
    var hash = SHA256()
    for part in parts where part.counts.changes > 0 {
      try staging.seal(part.kind, part.counts) { hash.update(with: $0) }
      tell(part.counts.changes)
    }
    return hash.digest()
  }

  private func checkState() throws {
    guard try connection.recordsState() == state else { throw ImportOutdated() }
  }
}

extension ImportEntry {
  /// What the audit record keeps of the import: the digest stands for every changed record.
  fileprivate var eventDetails: String {
    var writer = JSONWriter()
    writer.beginObject()
    if let undoes { writer.member("undoes", undoes) }
    writer.key("counts")
    writer.rawValue(Array(counts.utf8))
    writer.member("digest", digest)
    writer.endObject()
    return writer.text
  }
}
