extension Migration {
  /// Recorded decisions: the question and the answer as they were, for ever.
  static let decisions = Migration(
    name: "decisions",
    sql: """
      CREATE TABLE decisions (
        id TEXT PRIMARY KEY, decided_at TEXT NOT NULL, outcome TEXT NOT NULL, ticket TEXT, contract TEXT,
        question TEXT NOT NULL, answer TEXT NOT NULL
      ) STRICT;
      CREATE INDEX decision_by_ticket ON decisions (ticket) WHERE ticket IS NOT NULL;
      CREATE INDEX decision_by_contract ON decisions (contract) WHERE contract IS NOT NULL;
      """)
}
