/// Takes what changed in the searched texts over into the index of their trigrams and into the list of their words.
///
/// Every transaction of the registry does it before it commits, so that readers never see one without the other.
struct SearchIndex {
  private let isOutdated: Statement

  /// Prepares the question that each transaction asks.
  init(_ connection: Connection) throws {
    isOutdated = try connection.statement(
      """
      SELECT coalesce((SELECT max(id) FROM search_entries), 0) > indexed OR EXISTS (SELECT 1 FROM search_removed)
      FROM search_state
      """)
  }

  /// Brings the index up to date, in the present transaction.
  func bringUpToDate(_ connection: Connection) throws {
    let isNeeded = try isOutdated.step() && isOutdated.integer(0) != 0
    isOutdated.reset()
    guard isNeeded else { return }
    for sql in SearchIndex.steps { try connection.statement(sql).run() }
  }

  private static let steps = [
    "INSERT INTO search_grams (search_grams, rowid, text) SELECT 'delete', id, text FROM search_removed",
    """
    INSERT INTO search_words SELECT value, -count(*) FROM search_removed, json_each(words(text)) GROUP BY value
    ON CONFLICT (word) DO UPDATE SET uses = uses + excluded.uses
    """,
    "DELETE FROM search_removed",
    """
    INSERT INTO search_words SELECT value, count(*) FROM search_entries, json_each(words(text))
    WHERE search_entries.id > (SELECT indexed FROM search_state) GROUP BY value
    ON CONFLICT (word) DO UPDATE SET uses = uses + excluded.uses
    """,
    "DELETE FROM search_words WHERE uses <= 0",
    """
    INSERT INTO search_grams (rowid, text)
    SELECT id, text FROM search_entries WHERE id > (SELECT indexed FROM search_state) ORDER BY id
    """,
    "UPDATE search_state SET indexed = max(indexed, coalesce((SELECT max(id) FROM search_entries), 0))",
  ]
}
