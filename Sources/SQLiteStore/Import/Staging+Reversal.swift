public import Licensing

/// Staging what takes an import back.
extension Staging {
  /// A record that a later import changed, so that an earlier one can't be taken back for it.
  public struct LaterChange: Sendable, Hashable {
    /// The kind of record.
    public var kind: RecordKind
    /// The record as it is now, or as the earlier import left it if it is gone.
    public var record: Record
    /// Whether it is gone.
    public var isGone: Bool
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
        SELECT i.id, m.\(table.keyColumns[0]) IS NULL, \(table.list(table.columns, of: "m")),
          \(table.columns(fromJournal: "l.before"))
        FROM temp.later l JOIN main.imports i ON i.number = l.import
          LEFT JOIN \(table.name) m ON \(table.hasJournalKey("m", "l.key"))
        WHERE l.kind = '\(kind.rawValue)'
        """)
      while try select.step() {
        count += 1
        guard found.count < limit else { continue }
        let isGone = select.integer(1) == 1
        let record = select.record(kind, from: isGone ? 2 + Int32(table.columns.count) : 2)
        found.append(LaterChange(kind: kind, record: record, isGone: isGone, changedBy: select.text(0)))
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

  /// A record that a reversal leaves as it is.
  public struct LeftOut: Sendable, Hashable {
    /// What names what.
    public var reference: DanglingReference
    /// Whether it is what is named, and stays; else what names it, and does not come back.
    public var isTarget: Bool
  }

  /// Leaves out of the reversal what can't stand: records that go but are still named, and records that come back but
  /// name one that is gone.
  ///
  /// - Parameter limit: how many are returned.
  /// - Returns: the first that were left out, and how many.
  public func leaveOutDangling(limit: Int) throws -> (left: [LeftOut], count: Int) {
    var (left, count): ([LeftOut], Int) = ([], 0)
    while true {
      let dangling = try danglingReferences(stagedToo: true, limit: 1000)
      if dangling.isEmpty { return (left, count) }
      for reference in dangling {
        if try keep(reference.target, key: reference.key) {
          count += 1
          if left.count < limit { left.append(LeftOut(reference: reference, isTarget: true)) }
          continue
        }
        let table = RecordTable(kind: reference.record.kind)
        let delete = try connection.statement("DELETE FROM \(table.staged) WHERE \(table.keyIs(from: 1))")
        delete.bind(reference.record.key)
        try delete.run()
        guard connection.changes > 0 else { continue }
        count += connection.changes
        if left.count < limit { left.append(LeftOut(reference: reference, isTarget: false)) }
      }
    }
  }

  /// A record that is gone, as it was last.
  public func lastKnown(_ kind: RecordKind, key: [FieldValue]) throws -> Record? {
    try connection.lastKnown(kind, key: key)
  }
}

extension Connection {
  /// A record that is gone, as it was last.
  func lastKnown(_ kind: RecordKind, key: [FieldValue]) throws -> Record? {
    let table = RecordTable(kind: kind)
    let journalKey = key.count == 1 ? "?1" : "json_array(\(table.placeholders(from: 1, key.count)))"
    let select = try oneOff(
      """
      SELECT \(table.columns(fromJournal: "before")) FROM main.import_journal
      WHERE kind = '\(kind.rawValue)' AND key = \(journalKey) AND before IS NOT NULL ORDER BY import DESC LIMIT 1
      """)
    select.bind(key)
    defer { select.reset() }
    return try select.step() ? select.record(kind) : nil
  }
}
