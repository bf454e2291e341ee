import Licensing

/// One applied import, as the history keeps it.
public struct ImportEntry: Sendable, Hashable {
  /// Its place in the history, from 1.
  public var number: Int
  /// Its id, `imp_` and 14 characters.
  public var id: String
  /// When it was applied, RFC 3339 in UTC.
  public var appliedAt: String
  /// Who applied it.
  public var actor: String
  /// The id of the import that it took back, if it did that.
  public var undoes: String?
  /// The files, as JSON: an array of objects with `name`, `bytes` and `sha256`.
  public var files: String
  /// How many records of each kind were added, changed and removed, as a JSON object.
  public var counts: String
  /// The SHA-256 digest of all changes, in hexadecimal.
  public var digest: String

  /// Makes an entry.
  public init(
    number: Int, id: String, appliedAt: String, actor: String, undoes: String?, files: String, counts: String,
    digest: String
  ) {
    self.number = number
    self.id = id
    self.appliedAt = appliedAt
    self.actor = actor
    self.undoes = undoes
    self.files = files
    self.counts = counts
    self.digest = digest
  }
}

extension Connection {
  private static let importColumns = "number, id, applied_at, actor, undoes, files, counts, digest"

  private static func importEntry(_ row: Statement) -> ImportEntry {
    ImportEntry(
      number: row.integer(0), id: row.text(1), appliedAt: row.text(2), actor: row.text(3), undoes: row.optionalText(4),
      files: row.text(5), counts: row.text(6), digest: row.text(7))
  }

  /// What tells the state of the records: while it stays, they do.
  public func recordsState() throws -> RecordsState {
    let select = try statement(
      """
      SELECT coalesce(i.number, 0), coalesce(i.id, ''), s.catalogue_revision FROM registry_state s
        LEFT JOIN imports i ON i.number = (SELECT max(number) FROM imports)
      WHERE s.id = 1
      """)
    defer { select.reset() }
    guard try select.step() else { return RecordsState(lastImport: 0, lastImportID: "", revision: 0) }
    return RecordsState(
      lastImport: select.integer(0), lastImportID: select.text(1), revision: select.integer(2))
  }

  /// Adds an import to the history.
  public func insert(_ entry: ImportEntry) throws {
    let insert = try statement("INSERT INTO imports VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
    insert.bind(1, entry.number)
    insert.bind(2, entry.id)
    insert.bind(3, entry.appliedAt)
    insert.bind(4, entry.actor)
    insert.bind(5, entry.undoes)
    insert.bind(6, entry.files)
    insert.bind(7, entry.counts)
    insert.bind(8, entry.digest)
    try insert.run()
  }

  /// The import with an id.
  public func importEntry(id: String) throws -> ImportEntry? {
    let select = try statement("SELECT \(Connection.importColumns) FROM imports WHERE id = ?1")
    select.bind(1, id)
    defer { select.reset() }
    return try select.step() ? Connection.importEntry(select) : nil
  }

  /// The last import that took another one back, and was not taken back itself.
  public func importEntry(undoing id: String) throws -> ImportEntry? {
    let select = try statement(
      """
      SELECT \(Connection.importColumns) FROM imports i
      WHERE undoes = ?1 AND NOT EXISTS (SELECT 1 FROM imports u WHERE u.undoes = i.id) ORDER BY number DESC LIMIT 1
      """)
    select.bind(1, id)
    defer { select.reset() }
    return try select.step() ? Connection.importEntry(select) : nil
  }

  /// Imports, newest first.
  ///
  /// - Parameters:
  ///   - before: only imports before the one with this id, to go on after a page.
  ///   - limit: how many at most.
  public func importEntries(before: String?, limit: Int) throws -> [ImportEntry] {
    let select = try statement(
      """
      SELECT \(Connection.importColumns) FROM imports
      WHERE ?1 IS NULL OR number < (SELECT number FROM imports WHERE id = ?1) ORDER BY number DESC LIMIT ?2
      """)
    select.bind(1, before)
    select.bind(2, limit)
    var entries: [ImportEntry] = []
    while try select.step() { entries.append(Connection.importEntry(select)) }
    return entries
  }

  /// Calls `body` with each change of an import, by kind and in the order of keys, until it says `false`.
  ///
  /// What a record became is what the next change of it found, or else what the registry holds.
  public func forEachChange(ofImport number: Int, _ body: (Staging.Change) throws -> Bool) throws {
    try execute(Connection.journalOf(number))
    let later = try integer("SELECT EXISTS (SELECT 1 FROM imports WHERE number > \(number))") == 1
    if later {
      // One pass through what came later, instead of one look-up a record.
      try execute(
        """
        DROP TABLE IF EXISTS temp.found;
        CREATE TABLE temp.found (kind, key, before, PRIMARY KEY (kind, key)) WITHOUT ROWID;
        INSERT OR IGNORE INTO temp.found SELECT l.kind, l.key, l.before FROM main.import_journal l
        WHERE l.import > \(number) AND EXISTS (
          SELECT 1 FROM temp.journal j WHERE j.kind = l.kind AND j.key = l.key)
        ORDER BY l.import
        """)
    }
    try forEachJournalled(hasFound: later, body)
  }

  /// Calls `body` with each change of the temporary journal, until it says `false`.
  ///
  /// - Parameters:
  ///   - later: whether there is a temporary table of what later imports found.
  ///   - body: what is called.
  func forEachJournalled(hasFound later: Bool, _ body: (Staging.Change) throws -> Bool) throws {
    for kind in RecordKind.allCases {
      let table = RecordTable(kind: kind)
      let (count, after) = (Int32(table.columns.count), later ? "f.before" : "NULL")
      let select = try oneOff(
        """
        SELECT j.before IS NULL, \(later ? "f.key IS NOT NULL" : "0"), \(after) IS NULL,
          m.\(table.keyColumns[0]) IS NULL, \(table.columns(fromJournal: "j.before")),
          \(table.columns(fromJournal: after)), \(table.list(table.columns, of: "m"))
        FROM temp.journal j
          \(later ? "LEFT JOIN temp.found f ON f.kind = j.kind AND f.key = j.key" : "")
          LEFT JOIN \(table.name) m ON \(table.hasJournalKey("m", "j.key"))
        WHERE j.kind = '\(kind.rawValue)'
        """)
      defer { select.reset() }
      while try select.step() {
        let flags = (0..<4).map { select.integer(Int32($0)) == 1 }
        let old = flags[0] ? nil : select.record(kind, from: 4)
        let new =
          flags[1]
          ? flags[2] ? nil : select.record(kind, from: 4 + count)
          : flags[3] ? nil : select.record(kind, from: 4 + 2 * count)
        guard try body(Staging.Change(kind: kind, new: new, old: old)) else { return }
      }
    }
  }

  /// Puts the journal of one import into a temporary table, to be looked up by key.
  static func journalOf(_ number: Int) -> String {
    """
    DROP TABLE IF EXISTS temp.journal;
    CREATE TABLE temp.journal (kind, key, before, PRIMARY KEY (kind, key)) WITHOUT ROWID;
    INSERT INTO temp.journal SELECT kind, key, before FROM main.import_journal WHERE import = \(number);
    """
  }

  /// Since when a contact is as it is, RFC 3339 in UTC; `nil` if it was so before imports were kept, or is not there.
  ///
  /// - Parameters:
  ///   - customer: the customer's key.
  ///   - key: the address in the form by which it is compared.
  public func contactSince(customer: String, key: String) throws -> String? {
    let select = try statement("SELECT since FROM contact_since WHERE customer = ?1 AND key = ?2")
    select.bind(1, customer)
    select.bind(2, key)
    defer { select.reset() }
    return try select.step() ? select.text(0) : nil
  }
}
