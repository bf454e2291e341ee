extension Connection {
  /// Checks the file from end to end: its pages, indexes and constraints, the references between records, and the index
  /// of what is searched.
  ///
  /// - Returns: what is wrong, in SQLite's words; nothing if all is sound.
  public func verifyFile() throws -> [String] {
    var faults: [String] = []
    let check = try oneOff("PRAGMA integrity_check(20)")
    while try check.step() { if check.text(0) != "ok" { faults.append(check.text(0)) } }
    let references = try oneOff("PRAGMA foreign_key_check")
    while try references.step(), faults.count < 20 {
      faults.append("a record of \(references.text(0)) names one of \(references.text(2)) that is not there")
    }
    references.reset()
    return faults
  }

  /// Checks the index of what is searched from within, which nobody may write to meanwhile.
  ///
  /// - Returns: what is wrong, in SQLite's words; nothing if it is whole.
  public func verifySearchIndex() throws -> String? {
    try statement("BEGIN IMMEDIATE").run()
    // What it says is a command: nothing is inserted.
    defer { try? statement("ROLLBACK").run() }
    do throws(SQLiteError) {
      try execute("INSERT INTO search_grams (search_grams, rank) VALUES ('integrity-check', 0)")
      return nil
    } catch {
      guard error.isCorruption else { throw error }
      return "search_grams: \(error.message)"
    }
  }

  /// Makes a file that stands by itself: without a write-ahead log beside it.
  public func closeLog() throws {
    try execute("PRAGMA journal_mode = DELETE")
  }

  /// Gives the catalogue and the tokens revisions that no process has seen, because all of them changed at once.
  ///
  /// - Parameter other: the registry whose place this one takes.
  public func renewRevisions(after other: Connection) throws {
    let old = try other.integer("SELECT max(catalogue_revision, access_revision) FROM registry_state") ?? 0
    let update = try statement(
      """
      UPDATE registry_state SET catalogue_revision = max(catalogue_revision, ?1) + 1,
        access_revision = max(access_revision, ?1) + 1
      """)
    update.bind(1, old)
    try update.run()
  }
}
