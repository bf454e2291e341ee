public import Licensing

/// Records that are to go, and what would still name them.
extension Staging {
  /// A record that would name one that is not there.
  public struct DanglingReference: Sendable, Hashable {
    /// The record that names the other.
    public var record: Record
    /// What it names.
    public var target: RecordKind
    /// The values by which it names it.
    public var key: [FieldValue]
  }

  /// Marks a record of the registry to go; answers whether there is one.
  public func remove(_ kind: RecordKind, key: [FieldValue]) throws -> Bool {
    guard try stored(kind, key: key) != nil else { return false }
    let table = RecordTable(kind: kind)
    let insert = try connection.statement(
      "INSERT OR IGNORE INTO \(table.removed) VALUES (\(table.placeholders(from: 1, key.count)))")
    insert.bind(key)
    try insert.run()
    hasRemovals = true
    return true
  }

  /// Marks what the registry has of a kind, and the files do not name, to go.
  public func removeUnnamed(_ kind: RecordKind) throws {
    let table = RecordTable(kind: kind)
    try connection.execute(
      """
      INSERT OR IGNORE INTO \(table.removed) SELECT \(table.list(table.keyColumns)) FROM \(table.name) m
      WHERE NOT EXISTS (SELECT 1 FROM \(table.staged) s WHERE \(table.keysEqual("s", "m")))
      """)
    hasRemovals = hasRemovals || connection.changes > 0
  }

  /// Marks the parts of records that the files name, and which themselves they do not name, to go.
  public func removeUnnamedParts() throws {
    for reference in RecordReference.all where reference.isPart {
      try removeParts(reference, ofOwnersIn: RecordTable(kind: reference.target).staged)
    }
  }

  /// Marks the parts of records that go, to go with them: a contract's entitlements, a customer's contacts.
  public func removePartsOfRemoved() throws {
    guard hasRemovals else { return }
    for reference in RecordReference.all where reference.isPart {
      try removeParts(reference, ofOwnersIn: RecordTable(kind: reference.target).removed)
    }
  }

  private func removeParts(_ reference: RecordReference, ofOwnersIn owners: String) throws {
    let table = RecordTable(kind: reference.kind)
    try connection.execute(
      """
      INSERT OR IGNORE INTO \(table.removed) SELECT \(table.list(table.keyColumns, of: "m"))
      FROM \(owners) o CROSS JOIN \(table.name) m ON \(reference.names("m", "o"))
      WHERE NOT EXISTS (SELECT 1 FROM \(table.staged) s WHERE \(table.keysEqual("s", "m")))
      """)
    hasRemovals = hasRemovals || connection.changes > 0
  }

  /// Takes the mark from a record again.
  func keep(_ kind: RecordKind, key: [FieldValue]) throws -> Bool {
    let table = RecordTable(kind: kind)
    let delete = try connection.statement("DELETE FROM \(table.removed) WHERE \(table.keyIs(from: 1))")
    delete.bind(key)
    try delete.run()
    return connection.changes > 0
  }

  /// Whether a record is marked to go.
  func isRemoved(_ kind: RecordKind, key: [FieldValue]) throws -> Bool {
    let table = RecordTable(kind: kind)
    let select = try connection.statement("SELECT 1 FROM \(table.removed) WHERE \(table.keyIs(from: 1))")
    select.bind(key)
    defer { select.reset() }
    return try select.step()
  }

  /// Records that would name one that is not there, because that goes, up to a limit.
  ///
  /// - Parameters:
  ///   - stagedToo: whether what is staged may name what never was there; files have been checked for that.
  ///   - limit: how many at most.
  public func danglingReferences(stagedToo: Bool = false, limit: Int) throws -> [DanglingReference] {
    var found: [DanglingReference] = []
    for reference in RecordReference.all where found.count < limit {
      let (table, target) = (RecordTable(kind: reference.kind), RecordTable(kind: reference.target))
      if try connection.integer("SELECT EXISTS (SELECT 1 FROM \(target.removed))") == 1 {
        // The side that can be looked up by an index stands last.
        let join =
          reference.isIndexed
          ? "\(target.removed) g CROSS JOIN \(table.name) m" : "\(table.name) m CROSS JOIN \(target.removed) g"
        found += try dangling(
          reference,
          """
          SELECT \(table.list(table.columns, of: "m")) FROM \(join) ON \(reference.names("m", "g"))
          WHERE NOT EXISTS (SELECT 1 FROM \(table.removed) r WHERE \(table.keysEqual("r", "m")))
            AND NOT EXISTS (SELECT 1 FROM \(table.staged) s WHERE \(table.keysEqual("s", "m")))
          UNION ALL
          SELECT \(table.list(table.columns, of: "s")) FROM \(table.staged) s JOIN \(target.removed) g
            ON \(reference.names("s", "g"))
          """, limit - found.count)
      }
      guard stagedToo else { continue }
      found += try dangling(
        reference,
        """
        SELECT \(table.list(table.columns, of: "s")) FROM \(table.staged) s
        WHERE NOT EXISTS (SELECT 1 FROM \(target.name) m WHERE \(reference.names("s", "m")))
          AND NOT EXISTS (SELECT 1 FROM \(target.staged) t WHERE \(reference.names("s", "t")))
        """, limit - found.count)
    }
    return found + (try danglingEntitlements(limit: limit - found.count))
  }

  private func dangling(_ reference: RecordReference, _ sql: String, _ limit: Int) throws -> [DanglingReference] {
    guard limit > 0 else { return [] }
    let select = try connection.oneOff(sql + " LIMIT \(limit)")
    var found: [DanglingReference] = []
    while try select.step() {
      let record = select.record(reference.kind)
      found.append(
        DanglingReference(record: record, target: reference.target, key: reference.columns.map { record[$0] }))
    }
    return found
  }

  /// Entitlements that list a release that goes.
  private func danglingEntitlements(limit: Int) throws -> [DanglingReference] {
    let (table, releases) = (RecordTable(kind: .entitlement), RecordTable(kind: .release))
    guard limit > 0, try connection.integer("SELECT EXISTS (SELECT 1 FROM \(releases.removed))") == 1 else { return [] }
    func lists(_ row: String) -> String {
      "\(row).product = g.product AND instr('|' || \(row).releases || '|', '|' || g.name || '|') > 0"
    }
    let columns = table.list(table.columns, of: "e")
    let select = try connection.oneOff(
      """
      SELECT \(columns), g.name FROM \(table.name) e CROSS JOIN \(releases.removed) g ON \(lists("e"))
      WHERE NOT EXISTS (SELECT 1 FROM \(table.removed) r WHERE \(table.keysEqual("r", "e")))
        AND NOT EXISTS (SELECT 1 FROM \(table.staged) s WHERE \(table.keysEqual("s", "e")))
      UNION ALL
      SELECT \(columns), g.name FROM \(table.staged) e CROSS JOIN \(releases.removed) g ON \(lists("e"))
      LIMIT \(limit)
      """)
    var found: [DanglingReference] = []
    let count = Int32(table.columns.count)
    while try select.step() {
      let record = select.record(.entitlement)
      found.append(
        DanglingReference(record: record, target: .release, key: [record["product"], .text(select.text(count))]))
    }
    return found
  }
}
