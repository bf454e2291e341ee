extension Migration {
  /// Recorded decisions: the question, the answer and the facts as they were, for ever; ids sort by time.
  static let decisions = Migration(
    name: "decisions",
    sql: """
      CREATE TABLE decisions (
        id TEXT PRIMARY KEY, decided_at TEXT NOT NULL, outcome TEXT NOT NULL, ticket TEXT, contract TEXT,
        actor TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, facts TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX decision_by_ticket ON decisions (ticket, id) WHERE ticket IS NOT NULL;
      CREATE INDEX decision_by_contract ON decisions (contract, id) WHERE contract IS NOT NULL;
      """)

  /// Decisions as rows under numbers: a row takes most of a page, and in a table that is ordered by id each page between
  /// root and leaves holds a handful of whole rows, which are written anew with every few decisions.
  static let decisionRows = Migration(
    name: "decisionRows",
    sql: """
      CREATE TABLE decision_rows (
        id TEXT NOT NULL UNIQUE, decided_at TEXT NOT NULL, outcome TEXT NOT NULL, ticket TEXT, contract TEXT,
        actor TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, facts TEXT NOT NULL
      ) STRICT;
      INSERT INTO decision_rows SELECT * FROM decisions ORDER BY id;
      DROP TABLE decisions;
      ALTER TABLE decision_rows RENAME TO decisions;
      CREATE INDEX decision_by_ticket ON decisions (ticket, id) WHERE ticket IS NOT NULL;
      CREATE INDEX decision_by_contract ON decisions (contract, id) WHERE contract IS NOT NULL;
      """)
}
