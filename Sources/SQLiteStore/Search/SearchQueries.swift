/// Finds searched texts and licence codes on one connection.
///
/// Each query ends after a fixed number of rows, so that a search costs about the same in a registry of any size.
public struct SearchQueries {
  private let connection: Connection

  /// Makes the queries of a connection.
  public init(_ connection: Connection) {
    self.connection = connection
  }

  /// Entries whose whole text is this.
  public func exact(_ text: String, limit: Int) throws -> [SearchEntry] {
    try entries("text = ?1 LIMIT ?2", text, limit)
  }

  /// Entries whose text begins with this and goes on.
  public func beginning(with text: String, limit: Int) throws -> [SearchEntry] {
    // Nothing sorts behind this scalar.
    try entries("text > ?1 AND text < ?1 || char(1114111) ORDER BY text LIMIT ?2", text, limit)
  }

  /// Entries that hold every one of these parts, of three characters at least.
  public func holding(_ parts: [String], limit: Int) throws -> [SearchEntry] {
    try matching(parts.map(SearchQueries.quoted).joined(separator: " AND "), limit)
  }

  /// Entries that hold at least one, or at least two, of these trigrams.
  public func holdingSome(of grams: [String], atLeastTwo: Bool, limit: Int) throws -> [SearchEntry] {
    let quoted = grams.map(SearchQueries.quoted)
    guard atLeastTwo else { return try matching(quoted.joined(separator: " OR "), limit) }
    let pairs = quoted.indices.flatMap { first in
      quoted[(first + 1)...].map { "(\(quoted[first]) AND \($0))" }
    }
    return try matching(pairs.joined(separator: " OR "), limit)
  }

  /// How many entries hold a trigram.
  public func count(ofGram gram: String) throws -> Int {
    let select = try connection.statement("SELECT doc FROM search_vocabulary WHERE term = ?1")
    select.bind(1, gram)
    defer { select.reset() }
    return try select.step() ? select.integer(0) : 0
  }

  /// The canonical keys of licence codes that begin with this, in their order.
  public func licences(beginningWith code: String, limit: Int) throws -> [String] {
    let select = try connection.statement(
      "SELECT key FROM licences WHERE key >= ?1 AND key < ?1 || char(1114111) ORDER BY key LIMIT ?2")
    select.bind(1, code)
    select.bind(2, limit)
    defer { select.reset() }
    var keys: [String] = []
    while try select.step() { keys.append(select.text(0)) }
    return keys
  }

  private func entries(_ condition: String, _ text: String, _ limit: Int) throws -> [SearchEntry] {
    let select = try connection.statement(
      "SELECT kind, record, part, field, text FROM search_entries WHERE \(condition)")
    select.bind(1, text)
    select.bind(2, limit)
    return try SearchQueries.rows(select)
  }

  private func matching(_ expression: String, _ limit: Int) throws -> [SearchEntry] {
    if expression.isEmpty { return [] }
    let select = try connection.statement(
      """
      SELECT kind, record, part, field, e.text FROM search_grams g CROSS JOIN search_entries e ON e.id = g.rowid
      WHERE search_grams MATCH ?1 LIMIT ?2
      """)
    select.bind(1, expression)
    select.bind(2, limit)
    return try SearchQueries.rows(select)
  }

  private static func rows(_ select: Statement) throws -> [SearchEntry] {
    defer { select.reset() }
    var entries: [SearchEntry] = []
    while try select.step() {
      guard let kind = SearchEntry.Kind(rawValue: select.text(0)),
        let field = SearchEntry.Field(rawValue: select.text(3))
      else { throw StoreError.corrupt(reason: "a searched text is of an unknown kind") }
      entries.append(
        SearchEntry(kind: kind, record: select.text(1), part: select.text(2), field: field, text: select.text(4)))
    }
    return entries
  }

  /// A text as FTS5 takes it literally.
  private static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
}
