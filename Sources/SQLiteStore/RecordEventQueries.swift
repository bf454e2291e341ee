public import Licensing

/// What happened to one record: events on it, and those of the imports that changed it.
extension Connection {
  /// The events on a record, and on imports that added, changed or removed it or a part of it, in order.
  ///
  /// Parts are what is named by the record's key: contacts of a customer, entitlements of a contract, releases and updates
  /// of a product.
  ///
  /// - Parameters:
  ///   - kind: what the record is.
  ///   - key: the record's key.
  ///   - subject: the record as events name it.
  ///   - after: the number of the last event already known, 0 for none.
  ///   - limit: how many at most.
  public func events(
    on kind: RecordKind, key: String, subject: String, after: Int, limit: Int
  ) throws -> [RecordedEvent] {
    let select = try statement(Connection.recordEvents(kind))
    defer { select.reset() }
    select.bind(4, key)
    return try Connection.events(select, of: subject, after: after, limit: limit)
  }

  /// The event that tells of a recorded decision, and others on it, in order.
  ///
  /// - Parameters:
  ///   - decision: the decision's id.
  ///   - subject: the decision as events name it.
  ///   - after: the number of the last event already known, 0 for none.
  ///   - limit: how many at most.
  public func events(
    onDecision decision: String, subject: String, after: Int, limit: Int
  ) throws -> [RecordedEvent] {
    let select = try statement(
      """
      SELECT \(Connection.eventColumns) FROM events WHERE sequence > ?1 AND sequence IN (
        SELECT sequence FROM events WHERE subject = ?3
        UNION SELECT event FROM decisions WHERE id = ?4 AND event IS NOT NULL)
      ORDER BY sequence LIMIT ?2
      """)
    defer { select.reset() }
    select.bind(4, decision)
    return try Connection.events(select, of: subject, after: after, limit: limit)
  }

  /// Runs a statement of which the first three parameters are where to go on, how many at most, and what events name.
  private static func events(
    _ select: Statement, of subject: String, after: Int, limit: Int
  ) throws -> [RecordedEvent] {
    select.bind(1, after)
    select.bind(2, limit)
    select.bind(3, subject)
    var events: [RecordedEvent] = []
    while try select.step() { events.append(event(select)) }
    return events
  }

  /// The statement for one kind, of which the first parameters are those of the method above.
  static func recordEvents(_ kind: RecordKind) -> String {
    let parts = RecordKind.allCases.filter { RecordTable(kind: $0).keyColumns.first == kind.singular }
    let imports = [imports(ofKind: kind)] + parts.map { self.imports(ofPart: $0) }
    return """
      WITH known("import") AS (\(imports.joined(separator: " UNION ")))
      SELECT * FROM (
        SELECT \(eventColumns) FROM events WHERE subject = ?3 AND sequence > ?1 ORDER BY sequence LIMIT ?2)
      UNION ALL
      SELECT * FROM (
        SELECT \(eventColumns) FROM events WHERE sequence IN (
          SELECT e.sequence FROM known k JOIN imports i ON i.number = k."import"
            JOIN events e ON e.subject = 'imports/' || i.id
          WHERE e.sequence > ?1 AND e.action IN ('import.applied', 'import.undone'))
        ORDER BY sequence LIMIT ?2)
      ORDER BY sequence LIMIT ?2
      """
  }

  /// The imports that have a record with the key.
  private static func imports(ofKind kind: RecordKind) -> String {
    """
    SELECT "import" FROM import_changes WHERE kind = '\(kind.rawValue)' AND key = ?4
    UNION SELECT "import" FROM import_additions
    WHERE kind = '\(kind.rawValue)' AND lowest <= ?4 AND highest >= ?4
      AND EXISTS (SELECT 1 FROM json_each(keys) WHERE value = ?4)
    """
  }

  /// The imports that have a record whose key begins with the key.
  private static func imports(ofPart kind: RecordKind) -> String {
    // `["owner",` begins the keys of its parts; a dash comes after the comma.
    let start = "substr(json_array(?4), 1, length(json_array(?4)) - 1)"
    return """
      SELECT "import" FROM import_changes
      WHERE kind = '\(kind.rawValue)' AND key >= \(start) || ',' AND key < \(start) || '-'
      UNION SELECT "import" FROM import_additions
      WHERE kind = '\(kind.rawValue)' AND lowest <= ?4 AND highest >= ?4
        AND EXISTS (SELECT 1 FROM json_each(keys) WHERE json_extract(value, '$[0]') = ?4)
      """
  }
}
