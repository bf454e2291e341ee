public import Licensing

extension Connection {
  /// Every record of a kind, in the order of keys.
  public func records(_ kind: RecordKind) throws -> [Record] {
    let table = RecordTable(kind: kind)
    let select = try statement(
      "SELECT \(table.list(table.columns)) FROM \(table.name) ORDER BY \(table.list(table.keyColumns))")
    var records: [Record] = []
    while try select.step() { records.append(select.record(kind)) }
    return records
  }

  /// Adds records of one kind as they are, unchecked but for the schema's own constraints.
  package func insert(_ kind: RecordKind, _ records: some Sequence<Record>) throws {
    let table = RecordTable(kind: kind)
    let insert = try statement("INSERT INTO \(table.name) VALUES (\(table.placeholders(from: 1, table.columns.count)))")
    for record in records {
      insert.bind(record.values)
      try insert.run()
    }
  }

  /// How many records of a kind there are.
  public func count(_ kind: RecordKind) throws -> Int {
    try integer("SELECT count(*) FROM \(RecordTable(kind: kind).name)") ?? 0
  }

  /// Writes a page as it is, to see whether that is possible.
  public func touch() throws {
    try statement("UPDATE registry_state SET id = id").run()
  }

  /// Checks that the file answers, at the cost of one page.
  public func ping() throws {
    let statement = try statement("SELECT catalogue_revision FROM registry_state WHERE id = 1")
    defer { statement.reset() }
    _ = try statement.step()
  }
}
