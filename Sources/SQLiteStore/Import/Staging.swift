public import Licensing

/// What catalogue files say, beside the registry: temporary tables of the same shape, compared and then taken over by SQL.
///
/// Memory stays bounded whatever the size of the files, and the registry is only locked while changes are taken over.
public final class Staging {
  /// Where a record stands in the files.
  public struct Position: Sendable, Hashable {
    /// The place of the file in the import's list.
    public var file: Int
    /// The line, from 1.
    public var line: Int
    /// The column, from 1.
    public var column: Int

    /// Makes a position.
    public init(file: Int, line: Int, column: Int) {
      self.file = file
      self.line = line
      self.column = column
    }
  }

  let connection: Connection
  /// Whether any record of the registry is to go.
  var hasRemovals = false
  /// The statements of one kind that are run for every record.
  private var perRecord: [RecordKind: PerRecord] = [:]
  private var bytes: [UInt8] = []
  /// How many records of a kind were staged, and how many of them are just so in the registry; none of a kind of which
  /// staged records were replaced or taken out again.
  private var tallies: [RecordKind: (staged: Int, same: Int)?] = [:]

  /// The statements of one kind that are run for every record.
  private struct PerRecord {
    let insert: Statement
    let staged: Statement
    let stored: Statement
    let isPlanned: Statement
    let columns: Int
    /// Whether the registry has any record of the kind.
    let isKnown: Bool
  }

  /// Makes empty temporary tables on a connection, replacing those of an earlier import.
  public init(_ connection: Connection) throws {
    self.connection = connection
    // Rows come in any order, and each is put where it belongs: pages that are at hand need not be read again.
    try connection.execute("PRAGMA main.cache_size = -65536; PRAGMA temp.cache_size = -131072")
    for table in RecordKind.allCases.map(RecordTable.init) {
      try connection.execute(
        """
        DROP TABLE IF EXISTS \(table.staged);
        CREATE TABLE \(table.staged) (\(table.list(table.columns)),
          at_file INTEGER NOT NULL, at_line INTEGER NOT NULL, at_column INTEGER NOT NULL,
          PRIMARY KEY (\(table.list(table.keyColumns)))) WITHOUT ROWID;
        DROP TABLE IF EXISTS \(table.removed);
        CREATE TABLE \(table.removed) (\(table.list(table.keyColumns)),
          PRIMARY KEY (\(table.list(table.keyColumns)))) WITHOUT ROWID;
        """)
    }
  }

  /// Whether any record of a kind is staged.
  public func holds(_ kind: RecordKind) throws -> Bool {
    try connection.integer("SELECT EXISTS (SELECT 1 FROM \(RecordTable(kind: kind).staged))") == 1
  }

  /// An entitlement of the files to a product.
  public func stagedEntitlement(product: String) throws -> Record? {
    let table = RecordTable(kind: .entitlement)
    let select = try connection.oneOff(
      "SELECT \(table.list(table.columns)) FROM \(table.staged) WHERE product = ?1 LIMIT 1")
    select.bind(1, product)
    defer { select.reset() }
    return try select.step() ? select.record(.entitlement) : nil
  }

  /// Runs the reading of files in one transaction, on one state of the registry, which it does not lock.
  public func gather<Result>(_ body: () throws -> Result) throws -> Result {
    try connection.reading(body)
  }

  private func perRecord(_ kind: RecordKind) throws -> PerRecord {
    if let known = perRecord[kind] { return known }
    let table = RecordTable(kind: kind)
    let count = table.columns.count
    let statements = PerRecord(
      insert: try connection.oneOff(
        """
        INSERT INTO \(table.staged) VALUES (\(table.placeholders(from: 1, count + 3)))
        ON CONFLICT (\(table.list(table.keyColumns))) DO NOTHING
        """),
      staged: try connection.oneOff("SELECT * FROM \(table.staged) WHERE \(table.keyIs(from: 1))"),
      stored: try connection.oneOff(
        "SELECT \(table.list(table.columns)) FROM \(table.name) WHERE \(table.keyIs(from: 1))"),
      isPlanned: try connection.oneOff(
        """
        SELECT 1 FROM \(table.staged) WHERE \(table.keyIs(from: 1))
        UNION ALL
        SELECT 1 FROM \(table.name) m WHERE \(table.keyIs(from: 1))
          AND NOT EXISTS (SELECT 1 FROM \(table.removed) r WHERE \(table.keysEqual("r", "m")))
        LIMIT 1
        """),
      columns: count,
      isKnown: try connection.integer("SELECT EXISTS (SELECT 1 FROM \(table.name))") == 1)
    perRecord[kind] = statements
    return statements
  }

  /// Takes a record; answers where the files had one with this key before, which is then kept.
  ///
  /// - Parameters:
  ///   - record: the record.
  ///   - position: where it stands.
  ///   - old: the registry's record with this key, where it was looked up.
  public func add(
    _ record: Record, at position: Position, over old: Record? = nil
  ) throws -> (position: Position, record: Record)? {
    let insert = try perRecord(record.kind).insert
    try insert.run(record.values, position.file, position.line, position.column, using: &bytes)
    guard connection.changes == 1 else { return try staged(record.kind, key: record.key) }
    if let tally = tallies[record.kind, default: (0, 0)] {
      tallies[record.kind] = .some((tally.staged + 1, tally.same + (old == record ? 1 : 0)))
    }
    return nil
  }

  /// How many records of a kind are staged if all of them are just so in the registry; `nil` if that is not known.
  func unchangedCount(_ kind: RecordKind) -> Int? {
    guard let tally = tallies[kind] ?? nil, tally.staged == tally.same else { return nil }
    return tally.staged
  }

  /// Forgets what was counted of a kind, because a staged record becomes another.
  func discount(_ kind: RecordKind) { tallies[kind] = .some(nil) }

  /// The record of the files with a key, and where it stands.
  public func staged(_ kind: RecordKind, key: [FieldValue]) throws -> (position: Position, record: Record)? {
    let statements = try perRecord(kind)
    let select = statements.staged
    select.bind(key)
    defer { select.reset() }
    guard try select.step() else { return nil }
    let count = Int32(statements.columns)
    let position = Position(
      file: select.integer(count), line: select.integer(count + 1), column: select.integer(count + 2))
    return (position, select.record(kind))
  }

  /// The registry's record with a key.
  public func stored(_ kind: RecordKind, key: [FieldValue]) throws -> Record? {
    let statements = try perRecord(kind)
    guard statements.isKnown else { return nil }
    let select = statements.stored
    select.bind(key)
    defer { select.reset() }
    return try select.step() ? select.record(kind) : nil
  }

  /// Whether there will be a record with a key: the files' or the registry's, unless that is to go.
  public func isPlanned(_ kind: RecordKind, key: [FieldValue]) throws -> Bool {
    let select = try perRecord(kind).isPlanned
    select.bind(key)
    defer { select.reset() }
    return try select.step()
  }

  /// Every record of a kind as it will be, with its position if a file has it.
  public func planned(_ kind: RecordKind) throws -> [(record: Record, position: Position?)] {
    let table = RecordTable(kind: kind)
    let select = try connection.oneOff(
      """
      SELECT \(table.list(table.columns)), at_file, at_line, at_column FROM \(table.staged)
      UNION ALL
      SELECT \(table.list(table.columns)), NULL, NULL, NULL FROM \(table.name) m
        WHERE NOT EXISTS (SELECT 1 FROM \(table.staged) s WHERE \(table.keysEqual("s", "m")))
          AND NOT EXISTS (SELECT 1 FROM \(table.removed) r WHERE \(table.keysEqual("r", "m")))
      """)
    var records: [(Record, Position?)] = []
    let count = Int32(table.columns.count)
    while try select.step() {
      let position =
        select.isNull(count)
        ? nil
        : Position(file: select.integer(count), line: select.integer(count + 1), column: select.integer(count + 2))
      records.append((select.record(kind), position))
    }
    return records
  }

  /// Contacts of the files that the registry does not have, because their persons were erased.
  public func addedErasedContacts() throws -> [(contact: Record, erasure: Erasure, position: Position)] {
    let erasures = try connection.erasures()
    guard !erasures.isEmpty else { return [] }
    let table = RecordTable(kind: .contact)
    let count = Int32(table.columns.count)
    let select = try connection.oneOff(
      """
      SELECT \(table.list(table.columns)), at_file, at_line, at_column FROM \(table.staged) s
      WHERE NOT EXISTS (SELECT 1 FROM \(table.name) m WHERE \(table.keysEqual("s", "m"))) ORDER BY at_file, at_line
      """)
    var found: [(contact: Record, erasure: Erasure, position: Position)] = []
    while try select.step() {
      let contact = select.record(.contact)
      guard let erasure = connection.erasure(of: contact["email"].description, among: erasures) else { continue }
      let position = Position(
        file: select.integer(count), line: select.integer(count + 1), column: select.integer(count + 2))
      found.append((contact, erasure, position))
    }
    return found
  }

  /// Calls `body` with each record of a kind that one file has, in the order of keys.
  public func forEach(_ kind: RecordKind, ofFile file: Int, _ body: (Record, Position) throws -> Void) throws {
    let table = RecordTable(kind: kind)
    let count = Int32(table.columns.count)
    let select = try connection.oneOff("SELECT * FROM \(table.staged) WHERE at_file = ?1")
    select.bind(1, file)
    while try select.step() {
      let position = Position(file: file, line: select.integer(count + 1), column: select.integer(count + 2))
      try body(select.record(kind), position)
    }
  }

  /// Replaces a record of the files, whose position it keeps, or adds one for the registry's sake.
  public func replace(_ record: Record, at position: Position) throws {
    discount(record.kind)
    let table = RecordTable(kind: record.kind)
    let count = table.columns.count
    let statement = try connection.statement(
      "INSERT OR REPLACE INTO \(table.staged) VALUES (\(table.placeholders(from: 1, count + 3)))")
    statement.bind(record.values)
    statement.bind(Int32(count + 1), position.file)
    statement.bind(Int32(count + 2), position.line)
    statement.bind(Int32(count + 3), position.column)
    try statement.run()
  }
}

extension Record {
  /// The values of the key fields, which stand first.
  public var key: [FieldValue] {
    let fields = kind.fields
    var count = 0
    while count < fields.count, fields[count].isKey { count += 1 }
    return Array(values.prefix(count))
  }
}
