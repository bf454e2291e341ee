extension Migration {
  /// The words of all searched texts, each once: a slip of the pen is looked up among them instead of in every text.
  static let vocabulary = Migration(
    name: "vocabulary",
    sql: """
      DROP TABLE search_vocabulary;
      CREATE TABLE search_words (word TEXT PRIMARY KEY, uses INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX search_word_by_ending ON search_words (substr(word, -3));
      CREATE INDEX search_word_unused ON search_words (word) WHERE uses <= 0;
      INSERT INTO search_words
        SELECT value, count(*) FROM search_entries, json_each(words(text))
        WHERE search_entries.id <= (SELECT indexed FROM search_state) GROUP BY value;
      """)
}
