extension Migration {
  /// What people search by, folded, one row a text; trigrams of it find parts of words and forgive slips.
  ///
  /// Licences are not in it: a code is found by its whole canonical key, so that no code is ever found by resembling
  /// another, and so that a million licences cost an import nothing here.
  static let search = Migration(
    name: "search",
    sql: """
      CREATE TABLE search_entries (
        id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, record TEXT NOT NULL, part TEXT NOT NULL,
        field TEXT NOT NULL, text TEXT NOT NULL
      ) STRICT;
      CREATE INDEX search_entry_by_record ON search_entries (kind, record, part);
      CREATE INDEX search_entry_by_text ON search_entries (text);

      CREATE VIRTUAL TABLE search_grams USING fts5(
        text, content = 'search_entries', content_rowid = 'id', tokenize = 'trigram');
      CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_grams, 'row');

      -- Triggers may not write to virtual tables where the schema is not trusted, so what is new (entries behind the last
      -- one that was indexed) and what is gone is noted, and taken over before each commit; see SearchIndex.
      CREATE TABLE search_state (id INTEGER PRIMARY KEY CHECK (id = 1), indexed INTEGER NOT NULL) STRICT;
      INSERT INTO search_state VALUES (1, 0);
      CREATE TABLE search_removed (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
      CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entries
        WHEN OLD.id <= (SELECT indexed FROM search_state) BEGIN
        INSERT INTO search_removed VALUES (OLD.id, OLD.text);
      END;

      """ + kinds.map(triggers).joined(separator: "\n"))

  /// A kind of record that is searched: its table, the columns of its key, those whose change matters, and its texts.
  private struct Searched {
    let kind: String
    let table: String
    let record: String
    let part: String
    let watched: String
    /// Fields and the texts that are kept of them; `NEW` stands for the record.
    let texts: [(field: String, source: String)]
  }

  private static let kinds = [
    Searched(
      kind: "customer", table: "customers", record: "key", part: "''", watched: "id, name, domains",
      texts: [
        ("name", "SELECT fold(NEW.name)"), ("id", "SELECT squeeze(NEW.id)"),
        ("domain", "SELECT value FROM json_each(NEW.domains)"),
      ]),
    Searched(
      kind: "contact", table: "contacts", record: "customer", part: "key", watched: "customer, key, name",
      texts: [("email", "SELECT NEW.key"), ("name", "SELECT fold(NEW.name) WHERE NEW.name IS NOT NULL")]),
    Searched(
      kind: "contract", table: "contracts", record: "key", part: "''", watched: "number",
      texts: [("number", "SELECT squeeze(NEW.number)")]),
    Searched(
      kind: "product", table: "products", record: "id", part: "''", watched: "id, name, aliases",
      texts: [
        ("name", "SELECT fold(NEW.name)"), ("id", "SELECT fold(NEW.id)"),
        ("alias", "SELECT fold(value) FROM json_each(NEW.aliases)"),
      ]),
  ]

  private static func triggers(_ searched: Searched) -> String {
    func row(_ name: String, _ row: String) -> String { name.hasPrefix("'") ? name : "\(row).\(name)" }
    let table = searched.table
    let add = searched.texts.map { field, source in
      """
      INSERT INTO search_entries (kind, record, part, field, text)
        SELECT '\(searched.kind)', \(row(searched.record, "NEW")), \(row(searched.part, "NEW")), '\(field)', *
        FROM (\(source));
      """
    }.joined(separator: "\n")
    let remove = """
      DELETE FROM search_entries WHERE kind = '\(searched.kind)' AND record = \(row(searched.record, "OLD"))
        AND part = \(row(searched.part, "OLD"));
      """
    // What was there before is filled in by an update that changes nothing.
    let first = searched.watched.split(separator: ",")[0]
    return """
      CREATE TRIGGER \(table)_search_added AFTER INSERT ON \(table) BEGIN
      \(add)
      END;
      CREATE TRIGGER \(table)_search_changed AFTER UPDATE OF \(searched.watched) ON \(table) BEGIN
      \(remove)
      \(add)
      END;
      CREATE TRIGGER \(table)_search_removed AFTER DELETE ON \(table) BEGIN
      \(remove)
      END;
      UPDATE \(table) SET \(first) = \(first);
      """
  }
}
