extension Migration {
  /// The history of imports and what each changed, so that it can be shown and taken back.
  ///
  /// `import_changes` holds what each changed record was before, as a JSON object of its fields, and nothing for one that
  /// was added. What a record became is what the next change of it found, or else what the registry holds: so each state
  /// is kept once. `key` is the key field, or a JSON array where a kind has several.
  static let imports = Migration(
    name: "imports",
    sql: """
      CREATE TABLE imports (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, applied_at TEXT NOT NULL, actor TEXT NOT NULL,
        undoes TEXT, files TEXT NOT NULL, counts TEXT NOT NULL, digest TEXT NOT NULL
      ) STRICT;

      CREATE TABLE import_changes (
        "import" INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, before TEXT,
        PRIMARY KEY (import, kind, key)
      ) STRICT, WITHOUT ROWID;

      -- Since when each contact is as it is; one that is not listed was there before imports were kept.
      CREATE TABLE contact_since (
        customer TEXT NOT NULL, key TEXT NOT NULL, since TEXT NOT NULL, PRIMARY KEY (customer, key)
      ) STRICT, WITHOUT ROWID;
      """)

  /// Added records in the journal of imports: their keys, a thousand together, since nothing else need be kept of them.
  ///
  /// `import_journal` is the whole journal, one row a changed record.
  static let additions = Migration(
    name: "additions",
    sql: """
      CREATE TABLE import_additions (
        "import" INTEGER NOT NULL, kind TEXT NOT NULL, part INTEGER NOT NULL, keys TEXT NOT NULL,
        PRIMARY KEY ("import", kind, part)
      ) STRICT, WITHOUT ROWID;
      CREATE VIEW import_journal AS
        SELECT "import", kind, key, before FROM import_changes
        UNION ALL
        SELECT a."import", a.kind, k.value, NULL FROM import_additions a, json_each(a.keys) k;
      """)
}
