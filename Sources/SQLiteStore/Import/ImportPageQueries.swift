import Licensing

extension Connection {
  /// A page of the changes of an import: first records that it changed or removed, then those that it added.
  ///
  /// Unlike ``forEachChange(ofImport:_:)`` it looks up what became of each record, so that it costs what the page holds.
  ///
  /// - Parameters:
  ///   - number: the import's number.
  ///   - after: how many changes come before the page.
  ///   - limit: how many at most.
  public func changes(ofImport number: Int, after: Int, limit: Int) throws -> [Staging.Change] {
    let count = try integer("SELECT count(*) FROM import_changes WHERE import = \(number)") ?? 0
    let old = max(0, min(limit, count - after))
    // Only what was there before can be added again later without a change before that.
    try execute(
      """
      DROP TABLE IF EXISTS temp.journal;
      CREATE TABLE temp.journal (kind, key, before, PRIMARY KEY (kind, key)) WITHOUT ROWID;
      INSERT INTO temp.journal SELECT kind, key, before FROM main.import_changes
      WHERE import = \(number) ORDER BY kind, key LIMIT \(old) OFFSET \(after);
      INSERT INTO temp.journal SELECT a.kind, k.value, NULL FROM main.import_additions a, json_each(a.keys) k
      WHERE a.import = \(number) ORDER BY a.kind, a.part LIMIT \(limit - old) OFFSET \(max(0, after - count));
      DROP TABLE IF EXISTS temp.found;
      CREATE TABLE temp.found (kind, key, before, PRIMARY KEY (kind, key)) WITHOUT ROWID;
      INSERT OR IGNORE INTO temp.found SELECT kind, key, before FROM (
        SELECT l.import, j.kind, j.key, l.before
        FROM temp.journal j CROSS JOIN main.import_changes l ON l.kind = j.kind AND l.key = j.key
        WHERE l.import > \(number)
        UNION ALL
        SELECT a.import, j.kind, j.key, NULL
        FROM (SELECT kind, key, \(Connection.owner) AS owner FROM temp.journal WHERE before IS NOT NULL) j
          CROSS JOIN main.import_additions a ON a.kind = j.kind AND a.lowest <= j.owner AND a.highest >= j.owner
        WHERE a.import > \(number) AND EXISTS (SELECT 1 FROM json_each(a.keys) WHERE value = j.key)
      ) ORDER BY import
      """)
    var changes: [Staging.Change] = []
    try forEachJournalled(hasFound: true) {
      changes.append($0)
      return true
    }
    return changes
  }

  /// What a key of the journal begins with: the key itself where it is of one field.
  private static let owner: String = {
    let several = RecordKind.allCases.filter { RecordTable(kind: $0).keyColumns.count > 1 }
    let names = several.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    return "CASE WHEN kind IN (\(names)) THEN json_extract(key, '$[0]') ELSE key END"
  }()
}
