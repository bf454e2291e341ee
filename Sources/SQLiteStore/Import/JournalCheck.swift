import Hashing
import Licensing

/// Goes back through the history from the present records, and compares each import's changes with the digest that was
/// recorded when it was applied.
///
/// What an import made of a record is what the next one found, or what the registry holds: so a record that was changed
/// past the registry does not fit the last import that had to do with it.
struct JournalCheck {
  /// How the domain of an erased person's placeholder ends.
  private static let placeholder = Array("@erased.invalid".utf8)

  private let connection: Connection
  private let newest: Int
  /// What the digests of imports became by erasures of persons, by import, as the last erasure tells.
  private let restated: [String: String]
  /// Whether a version has erased persons that did not tell what the digests became.
  private let hasOlderErasures: Bool
  /// The digests of the imports that are what was recorded, as they are now.
  private(set) var sound: [String: String] = [:]
  /// The digests of all imports, as they are now.
  private(set) var digests: [String: String] = [:]
  private var report = JournalReport()
  /// How many records of each kind some import has made.
  private var known: [RecordKind: Int] = [:]

  init(_ connection: Connection) throws {
    self.connection = connection
    newest = try connection.integer("SELECT coalesce(max(number), 0) FROM imports") ?? 0
    restated = try connection.restated(.imports)
    hasOlderErasures =
      try connection.integer(
        """
        SELECT 1 FROM events
        WHERE action = 'contact.erased' AND json_type(\(Connection.readableDetails), '$.imports') IS NULL
        """) != nil
    // What later imports found of each record that they changed.
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.found;
      CREATE TABLE temp.found (kind, key, before, PRIMARY KEY (kind, key)) WITHOUT ROWID;
      """)
  }

  /// Compares all of it; inside a transaction, so that it is of one state.
  mutating func run() throws -> JournalReport {
    for number in stride(from: newest, to: 0, by: -1) { try check(number) }
    let missing = try connection.oneOff(
      """
      SELECT substr(subject, 9) FROM events WHERE action IN ('import.applied', 'import.undone')
        AND NOT EXISTS (SELECT 1 FROM imports WHERE id = substr(subject, 9)) ORDER BY sequence DESC
      """)
    while try missing.step() { report.faults.append(.init(id: missing.text(0), reason: .missing)) }
    // Since when contacts are as they are is compared with the seals, which tells of those that no import made, too.
    for kind in RecordKind.allCases where kind != .contact { try checkStrays(RecordTable(kind: kind)) }
    try connection.execute("DROP TABLE temp.found")
    return report
  }

  /// Looks for records that no import made.
  private mutating func checkStrays(_ table: RecordTable) throws {
    let count = try connection.integer("SELECT count(*) FROM \(table.name)") ?? 0
    guard count != known[table.kind, default: 0] else { return }
    let select = try connection.oneOff(
      """
      WITH known AS MATERIALIZED (SELECT DISTINCT key FROM import_journal WHERE kind = '\(table.kind.rawValue)')
      SELECT \(table.list(table.columns, of: "m")) FROM \(table.name) m
      WHERE \(table.journalKey("m")) NOT IN (SELECT key FROM known)
      """)
    while try select.step() {
      let record = select.record(table.kind)
      let label = table.kind == .licence ? LicenceCode(record.label).masked : record.label
      report.faults.append(.init(id: "\(table.kind.rawValue)/\(label)", reason: .stray))
    }
  }

  private mutating func check(_ number: Int) throws {
    let entry = try connection.statement("SELECT id, digest FROM imports WHERE number = ?1")
    entry.bind(1, number)
    defer { entry.reset() }
    guard try entry.step() else { return }
    let (id, kept) = (entry.text(0), entry.text(1))
    entry.reset()
    try connection.execute(Connection.journalOf(number))
    var hash = SHA256()
    var hasErased = false
    for kind in try kinds() { try digest(RecordTable(kind: kind), &hash, &hasErased) }
    let digest = hash.digest().description
    digests[id] = digest
    if try !isRecorded(id, kept) {
      report.faults.append(.init(id: id, reason: .unrecorded))
    } else if digest == restated[id] ?? kept {
      report.count += 1
      sound[id] = digest
    } else if hasErased, hasOlderErasures, restated[id] == nil {
      report.erased += 1
    } else {
      report.faults.append(.init(id: id, reason: .changed))
    }
    // The first import needs nothing handed on.
    if number > 1 {
      try connection.execute("INSERT OR REPLACE INTO temp.found SELECT kind, key, before FROM temp.journal")
    }
  }

  /// The kinds that the import changed, in their order.
  private func kinds() throws -> [RecordKind] {
    let select = try connection.oneOff("SELECT DISTINCT kind FROM temp.journal")
    var names: Set<String> = []
    while try select.step() { names.insert(select.text(0)) }
    return RecordKind.allCases.filter { names.contains($0.rawValue) }
  }

  /// Whether the audit record has an import with a digest, as far as its details were not erased.
  private func isRecorded(_ id: String, _ digest: String) throws -> Bool {
    let select = try connection.statement(
      """
      SELECT e.actor = i.actor AND (
        details IS NULL OR \(Connection.readableDetails) ->> '$.digest' = ?2
          AND json(\(Connection.readableDetails) -> '$.counts') = json(iif(json_valid(i.counts), i.counts, '{}')))
      FROM imports i JOIN events e ON e.subject = 'imports/' || i.id
      WHERE i.id = ?1 AND e.action IN ('import.applied', 'import.undone')
      """)
    select.bind(1, id)
    select.bind(2, digest)
    defer { select.reset() }
    return try select.step() && select.integer(0) == 1
  }

  /// Whether an erased person's placeholder stands in some bytes: looked for sign by sign, since a million records are.
  private static func hasPlaceholder(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.indices.contains { bytes[$0] == placeholder[0] && bytes[$0...].starts(with: placeholder) }
  }

  /// Adds the changes of a kind to a digest, byte for byte as `Staging.seal` did when they were applied.
  private mutating func digest(_ table: RecordTable, _ hash: inout SHA256, _ hasErased: inout Bool) throws {
    let count = Int32(table.columns.count)
    // What a record became: what a later import found, or else what the registry holds.
    let columns = table.columns.map { column in
      "CASE WHEN f.key IS NULL THEN m.\(column) ELSE json_extract(f.before, '$.\(column)') END"
    }
    for removed in [false, true] {
      let isThere =
        "CASE WHEN f.key IS NULL THEN m.\(table.keyColumns[0]) ELSE f.before END IS \(removed ? "" : "NOT ")NULL"
      let select = try connection.oneOff(
        """
        SELECT \(removed ? "" : columns.joined(separator: ", ") + ", ")\(table.columns(fromJournal: "j.before")),
          j.before IS NULL, f.key IS NULL
        FROM temp.journal j LEFT JOIN temp.found f ON f.kind = j.kind AND f.key = j.key
          LEFT JOIN \(table.name) m ON \(table.hasJournalKey("m", "j.key"))
        WHERE j.kind = '\(table.kind.rawValue)' AND \(isThere)
        ORDER BY \(table.keys(fromJournalKey: "j.key"))
        """)
      var piece: [UInt8] = []
      var isFirst = true
      while try select.step() {
        if isFirst { piece = Array("\(table.kind.rawValue) \(removed ? "removed" : "changed")\n".utf8) }
        isFirst = false
        let isAdded = select.integer(removed ? count : 2 * count) == 1
        if !removed, select.integer(2 * count + 1) == 1 { known[table.kind, default: 0] += 1 }
        let start = piece.count
        for column in 0..<(removed || isAdded ? count : 2 * count) { select.appendField(column, to: &piece) }
        if !hasErased { hasErased = JournalCheck.hasPlaceholder(piece[start...]) }
        piece.append(0x0A)
        if piece.count > 60_000 {
          hash.update(with: piece)
          piece.removeAll(keepingCapacity: true)
        }
      }
      if !piece.isEmpty { hash.update(with: piece) }
    }
  }
}

extension Connection {
  /// The digests of imports as their changes and the records are now: of all, and of those that are what was recorded.
  func importDigests() throws -> (all: [String: String], sound: [String: String]) {
    var check = try JournalCheck(self)
    _ = try check.run()
    return (check.digests, check.sound)
  }

  /// Compares the history of imports with its journal, the audit record and the records themselves.
  ///
  /// Belongs into a transaction, so that it is of one state.
  public func verifyImports() throws -> JournalReport {
    var check = try JournalCheck(self)
    return try check.run()
  }
}
