import CSQLite
import Licensing

/// A table that may name a person, and its columns by who wrote them.
struct PersonTable {
  /// The table, or a select of it in parentheses.
  var name: String
  /// An expression that tells a row, as text or number.
  var id: String
  /// Columns with what people typed.
  var typed: [String] = []
  /// Columns with what the registry tells.
  var told: [String] = []
  /// Whether the person's name by itself counts, too.
  var countsNames = true

  var columns: [String] { typed + told }

  func origin(_ column: Int) -> PersonTexts.Origin { column < typed.count ? .typed : .told }
}

extension Connection {
  /// How the registry calls the person with an address, now and in the history of imports.
  func names(ofPerson email: String) throws -> [String] {
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
  ///   - placeholder: an address that nobody has.
  ///   - bucket: under which the person's requests are counted.
  public func erasePerson(email: String, placeholder: String, bucket: String) throws -> ErasureReport {
    let email = TextFolding.trimmed(email)
    let bearings = try bearings(ofPerson: email, placeholder: placeholder)
    let person = bearings.person
    var report = ErasureReport()
    let sound = try importDigests().sound
    let key = TextFolding.key(email)
    report.contacts = try run(
      "UPDATE contacts SET key = ?2, email = ?2, name = NULL, mayReceiveCodes = 0 WHERE key = ?1", key, placeholder)
    _ = try run("UPDATE contact_since SET key = ?2 WHERE key = ?1", key, placeholder)
    let outbox = PersonTable(
      name: "outbox", id: "resend", told: ["recipient", "message", "failure"], countsNames: false)
    for (id, _, _) in try rows(naming: person, in: outbox) {
      report.subjects.append("resends/\(id)")
      report.mails += try run(
        "UPDATE outbox SET recipient = ?2, message = NULL, failure = NULL WHERE resend = ?1", id, placeholder)
    }
    // What tells of an erasure, or of decisions, names nobody, and is what proves the others.
    let events = PersonTable(
      name: "(SELECT * FROM events WHERE action NOT IN ('contact.erased', '\(DecisionSeal.action)'))", id: "sequence",
      typed: ["details"])
    for (id, _, _) in try rows(naming: person, in: events) {
      report.events += try run("UPDATE events SET details = NULL, salt = NULL WHERE sequence = CAST(?1 AS INTEGER)", id)
      report.erasedEvents += [Int(id)].compactMap { $0 }
    }
    let asked = PersonTable(name: "resend_inbox", id: "place", typed: ["requestedBy"], countsNames: false)
    for (id, _, _) in try rows(naming: person, in: asked) {
      report.requests += try run("DELETE FROM resend_inbox WHERE place = CAST(?1 AS INTEGER)", id)
    }
    _ = try replace(
      person,
      in: PersonTable(
        name: "resend_inbox", id: "CAST(place AS TEXT)",
        typed: ["licence", "contract", "product", "requestedBy", "ticket", "request"]))
    report.counts = try run("DELETE FROM resend_counts WHERE bucket = ?1", bucket)
    let answers = PersonTable(
      name: "idempotency", id: "token || ' ' || key", told: ["key", "fields", "CAST(body AS TEXT)"])
    // A client's key may go on right behind an address.
    report.answers = try run("DELETE FROM idempotency WHERE key LIKE ?1 ESCAPE '\\'", person.pattern)
    for (id, _, _) in try rows(naming: person, in: answers) {
      report.answers += try run("DELETE FROM idempotency WHERE \(answers.id) = ?1", id)
    }
    let decisions = PersonTable(
      name: "decisions", id: "id", typed: ["ticket", "question"], told: ["answer", "facts"])
    // Decisions that were changed before in other ways stay what they are: not what was recorded.
    let soundDecisions = try soundDecisions(among: rows(naming: person, in: decisions).map(\.id))
    let changed = try replace(person, in: decisions)
    report.decisions = changed.count
    report.seals = try seals(ofDecisions: soundDecisions.intersection(changed))
    let resends = try replace(
      person, in: PersonTable(name: "resends", id: "id", typed: ["requestedBy", "contact", "ticket", "note"]))
    report.resends = resends.count
    try forgetMails(ofResends: resends, besides: placeholder, &report)
    let checks = try replace(
      person, in: PersonTable(name: "resend_checks", id: "resend || ' ' || place", told: ["message"]))
    report.subjects += (resends + checks).map { "resends/" + $0.prefix { $0 != " " } }
    report.changes = try replaceInHistory(person)
    // Whatever the person was called, in words or not.
    _ = try run(
      """
      UPDATE import_changes SET before = json_set(before, '$.name', '…')
      WHERE kind = 'contacts' AND json_extract(before, '$.key') = ?1 AND json_extract(before, '$.name') <> ''
      """, placeholder)
    report.subjects = Set(report.subjects).sorted()
    // Imports that were changed before in other ways stay what they are: not what was recorded.
    if report.contacts + report.changes > 0 {
      report.imports = try importDigests().all.filter { sound[$0.key] != nil && sound[$0.key] != $0.value }
    }
    if report.contacts + report.changes > 0 {
      // An import that was planned before would bring the person back unseen.
      try execute("UPDATE registry_state SET catalogue_revision = catalogue_revision + 1 WHERE id = 1")
    }
    report.left = try left(bearings)
    return report
  }

  /// Replaces a person in the history of imports; returns how many entries that were.
  ///
  /// A name by itself is replaced in the names of files only: in records it is that of another one.
  private func replaceInHistory(_ person: PersonTexts) throws -> Int {
    try replace(
      person,
      in: PersonTable(
        name: "import_changes", id: "\"import\" || ' ' || kind || ' ' || key", told: ["key", "before"],
        countsNames: false)
    ).count
      + replace(
        person,
        in: PersonTable(
          name: "import_additions", id: "\"import\" || ' ' || kind || ' ' || part",
          told: ["keys", "lowest", "highest"], countsNames: false)
      ).count
      + replace(person, in: PersonTable(name: "imports", id: "id", typed: ["files"])).count
  }

  /// Forgets the mails of resends that spoke of a person and go to others; those that wait are told.
  private func forgetMails(ofResends ids: [String], besides placeholder: String, _ report: inout ErasureReport) throws {
    for id in ids {
      report.mails += try run(
        """
        UPDATE outbox SET message = NULL, failure = NULL
        WHERE resend = ?1 AND recipient <> ?2 AND message IS NOT NULL AND state IN ('sent', 'failed', 'cancelled')
        """, id, placeholder)
      let waits = try oneOff(
        "SELECT 1 FROM outbox WHERE resend = ?1 AND recipient <> ?2 AND state IN ('queued', 'sending')")
      waits.bind(1, id)
      waits.bind(2, placeholder)
      if try waits.step() { report.waitingMails.append(id) }
    }
  }

  /// Writes the file anew without what was deleted, and empties the log: nothing erased is left in either.
  ///
  /// - Throws: ``SQLiteError`` if others have the file in use for too long.
  public func compact() throws {
    // The index of what is searched keeps the trigrams of what was deleted until it is merged.
    try execute("INSERT INTO search_grams (search_grams) VALUES ('optimize')")
    try execute("VACUUM")
    var isInUse = false
    try patiently { () throws(SQLiteError) in
      let emptied = try oneOff("PRAGMA wal_checkpoint(TRUNCATE)")
      defer { emptied.reset() }
      let isBusy = try emptied.step() && emptied.integer(0) != 0
      // Who is copying the log is not waited for, and then its length is not told; readers were waited for.
      if isBusy, emptied.integer(1) < 0 { throw SQLiteError(code: SQLITE_BUSY, message: "the log is being copied") }
      isInUse = isBusy
    }
    if isInUse { throw SQLiteError(code: SQLITE_BUSY, message: "the log is in use") }
  }

  /// The rows of a table that name a person, with the texts of its columns and how they do.
  func rows(
    naming person: PersonTexts, in table: PersonTable
  ) throws -> [(id: String, texts: [String?], mention: PersonTexts.Mention)] {
    var values = [person.pattern]
    // Letters of full width: LIKE can't tell them, and nobody here writes them often.
    let isWide = table.columns.map { "instr(CAST(\($0) AS BLOB), x'EFBC') OR instr(CAST(\($0) AS BLOB), x'EFBD')" }
    var conditions = isWide + table.columns.map { "\($0) LIKE ?1 ESCAPE '\\'" }
    for patterns in table.countsNames ? person.namePatterns : [] {
      let places = patterns.map { pattern in
        values.append(pattern)
        return "?\(values.count)"
      }
      // What the registry tells repeats at most what was typed in the same row.
      conditions += (table.typed.isEmpty ? table.told : table.typed).map { column in
        places.map { "\(column) LIKE \($0)" }.joined(separator: " AND ")
      }
    }
    let select = try oneOff(
      """
      SELECT \(table.id), \(table.columns.joined(separator: ", ")) FROM \(table.name)
      WHERE \(conditions.map { "(\($0))" }.joined(separator: " OR "))
      """)
    for (index, value) in values.enumerated() { select.bind(Int32(index + 1), value) }
    var rows: [(id: String, texts: [String?], mention: PersonTexts.Mention)] = []
    while try select.step() {
      let texts = table.columns.indices.map { select.optionalText(Int32($0 + 1)) }
      let mentions = try texts.enumerated().compactMap { index, text in
        try text.flatMap { try person.mention(in: $0, table.origin(index)) }
      }
      if mentions.contains(.address) {
        rows.append((select.text(0), texts, .address))
      } else if table.countsNames, mentions.contains(.name) {
        rows.append((select.text(0), texts, .name))
      }
    }
    return rows
  }

  /// Replaces a person in the rows of a table; returns which those were.
  private func replace(_ person: PersonTexts, in table: PersonTable) throws -> [String] {
    let rows = try rows(naming: person, in: table)
    let assignments = table.columns.enumerated().map { "\($1) = ?\($0 + 2)" }.joined(separator: ", ")
    let update = try oneOff("UPDATE \(table.name) SET \(assignments) WHERE \(table.id) = ?1")
    for (id, texts, mention) in rows {
      var texts = texts
      if person.isCustomer { try replaceQuoted(person, mention, in: &texts, of: table) }
      update.bind(1, id)
      for (index, text) in texts.enumerated() {
        update.bind(Int32(index + 2), try text.map { try person.replaced(in: $0, mention, table.origin(index)) })
      }
      try update.run()
    }
    return rows.map(\.id)
  }

  /// Replaces a person in what the registry tells by repeating what was typed: a customer's name is kept there otherwise.
  private func replaceQuoted(
    _ person: PersonTexts, _ mention: PersonTexts.Mention, in texts: inout [String?], of table: PersonTable
  ) throws {
    let members = try statement(
      """
      SELECT value, substr(json_quote(value), 2, length(json_quote(value)) - 2) FROM json_each(?1) WHERE type = 'text'
      """)
    let quote = try statement("SELECT substr(json_quote(?1), 2, length(json_quote(?1)) - 2)")
    for typed in texts.prefix(table.typed.count) {
      guard let typed, typed.hasPrefix("{") else { continue }
      members.bind(1, typed)
      defer { members.reset() }
      while try members.step() {
        let replaced = try person.replaced(in: members.text(0), mention)
        guard replaced != members.text(0) else { continue }
        quote.bind(1, replaced)
        guard try quote.step() else { continue }
        for index in table.typed.count..<texts.count {
          texts[index] = texts[index]?.split(separator: members.text(1), omittingEmptySubsequences: false)
            .joined(separator: quote.text(0))
        }
        quote.reset()
      }
    }
  }

  /// Runs a statement with texts, and returns how many rows it changed.
  private func run(_ sql: String, _ texts: String...) throws -> Int {
    let statement = try oneOff(sql)
    for (index, text) in texts.enumerated() { statement.bind(Int32(index + 1), text) }
    try statement.run()
    return changes
  }
}
