import CSQLite
import Licensing

extension Connection {
  /// How the registry calls the person with an address, now and in the history of imports.
  public func names(ofPerson email: String) throws -> [String] {
    let select = try oneOff(
      """
      SELECT name FROM contacts WHERE key = ?1 AND name <> ''
      UNION SELECT json_extract(before, '$.name') FROM import_changes
      WHERE kind = 'contacts' AND json_extract(before, '$.key') = ?1 AND json_extract(before, '$.name') <> ''
      """)
    select.bind(1, TextFolding.key(email))
    var names: [String] = []
    while try select.step() { names.append(select.text(0)) }
    return names
  }

  /// The resends that a person asked for, or that would go to that person, and that are not over.
  public func openResends(email: String) throws -> [String] {
    let select = try statement("SELECT id, requestedBy, contact FROM resends WHERE state IN ('review', 'approved')")
    defer { select.reset() }
    let key = TextFolding.key(email)
    var ids: [String] = []
    while try select.step() {
      if [select.text(1), select.text(2)].contains(where: { TextFolding.key($0) == key }) {
        ids.append(select.text(0))
      }
    }
    return ids
  }

  /// Puts a placeholder in the place of a person wherever the registry names that person, and says where.
  ///
  /// Belongs into a transaction; ``compact()`` afterwards takes what was deleted out of the file, too.
  ///
  /// - Parameters:
  ///   - email: the person's address, in any case.
  ///   - names: how the registry calls the person.
  ///   - placeholder: an address that nobody has.
  ///   - bucket: under which the person's requests are counted.
  public func erasePerson(
    email: String, names: [String], placeholder: String, bucket: String
  ) throws -> ErasureReport {
    let email = TextFolding.trimmed(email)
    var report = ErasureReport()
    let key = TextFolding.key(email)
    report.contacts = try run(
      "UPDATE contacts SET key = ?2, email = ?2, name = NULL, mayReceiveCodes = 0 WHERE key = ?1", key, placeholder)
    _ = try run("UPDATE contact_since SET key = ?2 WHERE key = ?1", key, placeholder)
    let person = PersonTexts(email: email, names: names, placeholder: placeholder)
    for (id, _) in try rows(naming: person, in: "outbox", "resend", ["recipient", "message"]) {
      report.subjects.append("resends/\(id)")
      report.mails += try run(
        "UPDATE outbox SET recipient = ?2, message = NULL, failure = NULL WHERE resend = ?1", id, placeholder)
    }
    // What tells of an erasure names nobody, and is what proves the others.
    let events = "(SELECT * FROM events WHERE action <> 'contact.erased')"
    for (id, _) in try rows(naming: person, in: events, "sequence", ["details"]) {
      report.events += try run("UPDATE events SET details = NULL, salt = NULL WHERE sequence = CAST(?1 AS INTEGER)", id)
      report.erasedEvents += [Int(id)].compactMap { $0 }
    }
    for (id, _) in try rows(naming: person, in: "resend_inbox", "place", ["requestedBy"]) {
      _ = try run("DELETE FROM resend_inbox WHERE place = CAST(?1 AS INTEGER)", id)
    }
    _ = try replace(person, in: "resend_inbox", "CAST(place AS TEXT)", ["licence", "contract", "product", "ticket"])
    report.counts = try run("DELETE FROM resend_counts WHERE bucket = ?1", bucket)
    let keyed = "token || ' ' || key"
    // A client's key may go on right behind an address.
    _ = try run("DELETE FROM idempotency WHERE key LIKE ?1 ESCAPE '\\'", person.pattern)
    for (id, _) in try rows(naming: person, in: "idempotency", keyed, ["CAST(body AS TEXT)"]) {
      _ = try run("DELETE FROM idempotency WHERE \(keyed) = ?1", id)
    }
    report.decisions = try replace(person, in: "decisions", "id", ["ticket", "question", "answer", "facts"]).count
    let resends = try replace(person, in: "resends", "id", ["requestedBy", "contact", "ticket", "note"])
    report.resends = resends.count
    let checks = try replace(person, in: "resend_checks", "resend || ' ' || place", ["message"])
    report.subjects += (resends + checks).map { "resends/" + $0.prefix { $0 != " " } }
    report.changes = try replace(
      person, in: "import_changes", "\"import\" || ' ' || kind || ' ' || key", ["key", "before"]
    ).count
    report.changes += try replace(
      person, in: "import_additions", "\"import\" || ' ' || kind || ' ' || part", ["keys"]
    ).count
    report.changes += try replace(person, in: "imports", "id", ["files"]).count
    report.subjects = Set(report.subjects).sorted()
    return report
  }

  /// Writes the file anew without what was deleted, and empties the log: nothing erased is left in either.
  ///
  /// - Throws: ``SQLiteError`` if others have the file in use for too long.
  public func compact() throws {
    // The index of what is searched keeps the trigrams of what was deleted until it is merged.
    try execute("INSERT INTO search_grams (search_grams) VALUES ('optimize')")
    try execute("VACUUM")
    guard try integer("PRAGMA wal_checkpoint(TRUNCATE)") == 0 else {
      throw SQLiteError(code: SQLITE_BUSY, message: "the log is in use")
    }
  }

  /// The rows of a table that name a person, with the texts of some columns.
  private func rows(
    naming person: PersonTexts, in table: String, _ id: String, _ columns: [String]
  ) throws -> [(id: String, texts: [String?])] {
    let condition = columns.map { "\($0) LIKE ?1 ESCAPE '\\'" }.joined(separator: " OR ")
    let select = try oneOff("SELECT \(id), \(columns.joined(separator: ", ")) FROM \(table) WHERE \(condition)")
    select.bind(1, person.pattern)
    var rows: [(id: String, texts: [String?])] = []
    while try select.step() {
      let texts = columns.indices.map { select.optionalText(Int32($0 + 1)) }
      if texts.contains(where: { $0.map { person.areNamed(in: $0) } == true }) { rows.append((select.text(0), texts)) }
    }
    return rows
  }

  /// Replaces a person in the rows of a table; returns which those were.
  private func replace(
    _ person: PersonTexts, in table: String, _ id: String, _ columns: [String]
  ) throws -> [String] {
    let rows = try rows(naming: person, in: table, id, columns)
    let assignments = columns.indices.map { "\(columns[$0]) = ?\($0 + 2)" }.joined(separator: ", ")
    let update = try oneOff("UPDATE \(table) SET \(assignments) WHERE \(id) = ?1")
    for row in rows {
      update.bind(1, row.id)
      for (index, text) in row.texts.enumerated() {
        update.bind(Int32(index + 2), text.map { person.replaced(in: $0) })
      }
      try update.run()
    }
    return rows.map(\.id)
  }

  /// Runs a statement with texts, and returns how many rows it changed.
  private func run(_ sql: String, _ texts: String...) throws -> Int {
    let statement = try oneOff(sql)
    for (index, text) in texts.enumerated() { statement.bind(Int32(index + 1), text) }
    try statement.run()
    return changes
  }
}
