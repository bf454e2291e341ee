import Licensing

/// The keys of added records as the journal keeps them: a thousand together, as a JSON array.
///
/// They wait in a temporary table, so that the registry is not locked while they are gathered.
final class AdditionJournal {
  private static let together = 1000

  private let insert: Statement
  private let keyColumns: [Int32]
  private let kind: RecordKind
  private var keys: [UInt8] = []
  private var count = 0
  private var part = 0

  init(_ connection: Connection, _ table: RecordTable) throws {
    kind = table.kind
    keyColumns = kind.fields.indices.filter { table.kind.fields[$0].isKey }.map(Int32.init)
    try connection.execute(
      """
      CREATE TABLE IF NOT EXISTS temp.additions (kind, part, keys, PRIMARY KEY (kind, part)) WITHOUT ROWID;
      DELETE FROM temp.additions WHERE kind = '\(kind.rawValue)'
      """)
    insert = try connection.oneOff("INSERT INTO temp.additions VALUES ('\(kind.rawValue)', ?1, ?2)")
  }

  /// Adds the key of the record that a row begins with.
  func add(_ row: Statement) throws {
    keys.append(count == 0 ? UInt8(ascii: "[") : UInt8(ascii: ","))
    if keyColumns.count > 1 { keys.append(UInt8(ascii: "[")) }
    for (place, column) in keyColumns.enumerated() {
      if place > 0 { keys.append(UInt8(ascii: ",")) }
      row.appendJSON(column, to: &keys)
    }
    if keyColumns.count > 1 { keys.append(UInt8(ascii: "]")) }
    count += 1
    if count == AdditionJournal.together { try finish() }
  }

  /// Writes what was added since the last time.
  func finish() throws {
    guard count > 0 else { return }
    keys.append(UInt8(ascii: "]"))
    insert.bind(1, part)
    insert.bind(2, String(decoding: keys, as: UTF8.self))
    try insert.run()
    part += 1
    count = 0
    keys.removeAll(keepingCapacity: true)
  }
}
