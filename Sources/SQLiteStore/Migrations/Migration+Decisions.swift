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
}
