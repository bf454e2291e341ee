import Licensing

/// How a kind's records stand in the journal of imports.
extension RecordTable {
  /// The key of a row as the journal has it.
  func journalKey(_ row: String) -> String {
    keyColumns.count == 1 ? "\(row).\(keyColumns[0])" : "json_array(\(list(keyColumns, of: row)))"
  }

  /// Whether a row has the key that stands in a column of the journal.
  func hasJournalKey(_ row: String, _ key: String) -> String {
    if keyColumns.count == 1 { return "\(row).\(keyColumns[0]) = \(key)" }
    return keyColumns.enumerated().map { "\(row).\($1) = json_extract(\(key), '$[\($0)]')" }.joined(separator: " AND ")
  }

  /// The key columns from a key of the journal.
  func keys(fromJournalKey key: String) -> String {
    if keyColumns.count == 1 { return key }
    return keyColumns.indices.map { "json_extract(\(key), '$[\($0)]')" }.joined(separator: ", ")
  }

  /// A row as the journal keeps it: a JSON object of all fields; NULL where there is no row.
  func journalled(_ row: String) -> String {
    let members = columns.map { "'\($0)', \(row).\($0)" }.joined(separator: ", ")
    return "CASE WHEN \(row).\(keyColumns[0]) IS NOT NULL THEN json_object(\(members)) END"
  }

  /// The columns from what the journal keeps of a row.
  func columns(fromJournal column: String) -> String {
    columns.map { "json_extract(\(column), '$.\($0)')" }.joined(separator: ", ")
  }
}
