public import Licensing

/// Staging what takes an import back.
extension Staging {
  /// A record that a later import changed, so that an earlier one can't be taken back for it.
  public struct LaterChange: Sendable, Hashable {
    /// The kind of record.
    public var kind: RecordKind
    /// The record as it is now, or as the earlier import left it if it is gone.
    public var record: Record?
    /// Its key, as the journal has it.
    public var key: String
    /// The id of the import that changed it first.
    public var changedBy: String
  }

  /// Stages every record of an import as it was before; those that were changed later are left out.
  ///
  /// A later change that has itself been taken back counts for nothing: what matters is whether a record still is as the
  /// import left it.
  ///
  /// - Parameters:
  ///   - number: the import's number.
  ///   - limit: how many later changes are returned.
  /// - Returns: the first of the records that were changed later, and how many there are.
  public func reverse(import number: Int, limit: Int) throws -> (laterChanges: [LaterChange], count: Int) {
    try connection.execute(
      """
      \(Connection.journalOf(number))
      DROP TABLE IF EXISTS temp.later;
      CREATE TABLE temp.later (kind, key, import, before, PRIMARY KEY (kind, key)) WITHOUT ROWID;
      INSERT OR IGNORE INTO temp.later
      SELECT l.kind, l.key, l.import, l.before FROM main.import_journal l
      WHERE l.import > \(number) AND EXISTS (
        SELECT 1 FROM temp.journal j WHERE j.kind = l.kind AND j.key = l.key)
      ORDER BY l.import;
      """)
    var found: [LaterChange] = []
    var count = 0
    for kind in RecordKind.allCases {
      let table = RecordTable(kind: kind)
      // What reads as it was left stands again, whatever happened meanwhile.
      try connection.execute(
        """
        DELETE FROM temp.later WHERE kind = '\(kind.rawValue)' AND before IS
          (SELECT \(table.journalled("m")) FROM \(table.name) m WHERE \(table.hasJournalKey("m", "later.key")))
        """)
      let select = try connection.oneOff(
        """
        SELECT l.key, i.id, \(table.list(table.columns, of: "m"))
        FROM temp.later l JOIN main.imports i ON i.number = l.import
          LEFT JOIN \(table.name) m ON \(table.hasJournalKey("m", "l.key"))
        WHERE l.kind = '\(kind.rawValue)'
        """)
      while try select.step() {
        count += 1
        guard found.count < limit else { continue }
        let record = select.isNull(2) ? nil : select.record(kind, from: 2)
        found.append(LaterChange(kind: kind, record: record, key: select.text(0), changedBy: select.text(1)))
      }
      try stageReversal(kind)
    }
    return (found, count)
  }

  private func stageReversal(_ kind: RecordKind) throws {
    let table = RecordTable(kind: kind)
    let source = """
      FROM temp.journal j WHERE j.kind = '\(kind.rawValue)'
        AND NOT EXISTS (SELECT 1 FROM temp.later l WHERE l.kind = j.kind AND l.key = j.key)
      """
    try connection.execute(
      """
      INSERT INTO \(table.removed) SELECT \(table.keys(fromJournalKey: "j.key")) \(source) AND j.before IS NULL
        AND EXISTS (SELECT 1 FROM \(table.name) m WHERE \(table.hasJournalKey("m", "j.key")))
      """)
    hasRemovals = hasRemovals || connection.changes > 0
    try connection.execute(
      """
      INSERT INTO \(table.staged) SELECT \(table.columns(fromJournal: "j.before")), 0, 1, 1
      \(source) AND j.before IS NOT NULL
      """)
  }

  /// Leaves out of the reversal what can't stand: records that go but are still named, and records that come back but
  /// name one that is gone.
  ///
  /// - Returns: how many were left out.
  public func leaveOutDangling() throws -> Int {
    var count = 0
    while true {
      let dangling = try danglingReferences(stagedToo: true, limit: 1000)
      if dangling.isEmpty { return count }
      for reference in dangling {
        if try keep(reference.target, key: reference.key) {
          count += 1
          continue
        }
        let table = RecordTable(kind: reference.record.kind)
        let delete = try connection.statement("DELETE FROM \(table.staged) WHERE \(table.keyIs(from: 1))")
        delete.bind(reference.record.key)
        try delete.run()
        count += connection.changes
      }
    }
  }
}
