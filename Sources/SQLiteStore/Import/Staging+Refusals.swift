public import Licensing

/// Records of the files that are not taken, so that what names one is not blamed for that.
///
/// They are kept in a temporary table: a file may have a million of them.
extension Staging {
  /// Makes the table of refused records, empty.
  public func prepareRefusals() throws {
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.refused;
      CREATE TABLE temp.refused (kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
      """)
  }

  /// Remembers that a record is not taken.
  ///
  /// - Parameters:
  ///   - kind: its kind.
  ///   - key: the form by which references to it are compared.
  public func refuse(_ kind: RecordKind, key: String) throws {
    let insert = try connection.statement("INSERT OR IGNORE INTO temp.refused VALUES (?1, ?2)")
    insert.bind(1, kind.rawValue)
    insert.bind(2, key)
    try insert.run()
  }

  /// Whether a record is one that is not taken.
  ///
  /// - Parameters:
  ///   - kind: its kind.
  ///   - key: the form by which references to it are compared.
  public func isRefused(_ kind: RecordKind, key: String) throws -> Bool {
    let select = try connection.statement("SELECT 1 FROM temp.refused WHERE kind = ?1 AND key = ?2")
    select.bind(1, kind.rawValue)
    select.bind(2, key)
    defer { select.reset() }
    return try select.step()
  }

  /// Takes a record of the files back out of the staging table.
  ///
  /// - Parameter record: the record, by its key.
  public func unstage(_ record: Record) throws {
    discount(record.kind)
    let table = RecordTable(kind: record.kind)
    let condition = table.keyColumns.enumerated().map { "\($1) = ?\($0 + 1)" }.joined(separator: " AND ")
    let delete = try connection.statement("DELETE FROM \(table.staged) WHERE \(condition)")
    delete.bind(record.key)
    try delete.run()
  }
}
