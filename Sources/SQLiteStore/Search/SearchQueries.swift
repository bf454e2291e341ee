/// Finds searched texts and licence codes on one connection.
///
/// Each query ends after a fixed number of rows, so that a search costs about the same in a registry of any size.
public struct SearchQueries {
  private let connection: Connection
  /// Most parts that the index is asked for; a text of more is found by these.
  private static let mostParts = 16
  /// Most entries that hold the trigrams and are looked through for the rest.
  private static let lookedThrough = 2000

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

  /// Entries that hold every one of these parts, of three characters at least, and every one of other texts.
  ///
  /// - Parameters:
  ///   - parts: what the index of trigrams is asked for.
  ///   - others: what entries are looked through for, such as words that are too short for the index.
  ///   - limit: how many at most.
  public func holding(_ parts: [String], others: [String] = [], limit: Int) throws -> [SearchEntry] {
    let asked = parts.prefix(SearchQueries.mostParts).map(SearchQueries.expression)
    return try matching(
      asked.joined(separator: " AND "), containing: (parts + others).prefix(SearchQueries.mostParts), limit)
  }

  /// Entries that hold, of every group, one of its alternatives, of which each is one or several parts.
  ///
  /// Some of the entries may hold the trigrams of a part and not the part.
  public func holding(oneOfEach groups: [[[String]]], limit: Int) throws -> [SearchEntry] {
    let expressions = groups.map { group in
      let alternatives = group.map { "(" + $0.map(SearchQueries.expression).joined(separator: " AND ") + ")" }
      return "(" + alternatives.joined(separator: " OR ") + ")"
    }
    return try matching(expressions.joined(separator: " AND "), containing: [], limit)
  }

  /// Entries whose whole text is this number or id.
  public func numbered(_ text: String, limit: Int) throws -> [SearchEntry] {
    try entries("text = ?1 AND field IN ('number', 'id') LIMIT ?2", text, limit)
  }

  /// The canonical key of the licence with this one; nothing if there is none.
  public func licence(_ key: String) throws -> String? {
    let select = try connection.statement("SELECT key FROM licences WHERE key = ?1")
    select.bind(1, key)
    defer { select.reset() }
    return try select.step() ? select.text(0) : nil
  }

  /// Whether there is a word that is this one, or begins so.
  public func hasWord(beginningWith text: String) throws -> Bool {
    let select = try connection.statement("SELECT word FROM search_words WHERE word >= ?1 ORDER BY word LIMIT 1")
    select.bind(1, text)
    defer { select.reset() }
    return try select.step() && select.text(0).hasPrefix(text)
  }

  /// In how many texts a word stands.
  public func uses(ofWord word: String) throws -> Int {
    let select = try connection.statement("SELECT uses FROM search_words WHERE word = ?1")
    select.bind(1, word)
    defer { select.reset() }
    return try select.step() ? select.integer(0) : 0
  }

  /// Words that begin or end as this one does, with three letters.
  public func words(like word: String, limit: Int) throws -> [String] {
    let select = try connection.statement(
      """
      SELECT word FROM (
        SELECT word FROM search_words WHERE word >= ?1 AND word < ?1 || char(1114111) LIMIT ?3)
      UNION SELECT word FROM (SELECT word FROM search_words WHERE substr(word, -3) = ?2 LIMIT ?3)
      """)
    let scalars = word.unicodeScalars
    select.bind(1, String(scalars.prefix(3)))
    select.bind(2, String(scalars.suffix(3)))
    select.bind(3, limit)
    defer { select.reset() }
    var words: [String] = []
    while try select.step() { words.append(select.text(0)) }
    return words
  }

  private func entries(_ condition: String, _ text: String, _ limit: Int) throws -> [SearchEntry] {
    let select = try connection.statement(
      "SELECT kind, record, part, field, text FROM search_entries WHERE \(condition)")
    select.bind(1, text)
    select.bind(2, limit)
    return try SearchQueries.rows(select)
  }

  private func matching(_ expression: String, containing texts: some Collection<String>, _ limit: Int) throws
    -> [SearchEntry]
  {
    if expression.isEmpty { return [] }
    // What the index gives is looked through, a bounded part of it.
    let conditions = texts.indices.enumerated().map { "instr(text, ?\($0.offset + 4)) > 0" }
    let select = try connection.statement(
      """
      SELECT kind, record, part, field, text FROM (
        SELECT kind, record, part, field, e.text AS text
        FROM search_grams g CROSS JOIN search_entries e ON e.id = g.rowid WHERE search_grams MATCH ?1 LIMIT ?3)
      \(conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")) LIMIT ?2
      """)
    select.bind(1, expression)
    select.bind(2, limit)
    select.bind(3, conditions.isEmpty ? limit : SearchQueries.lookedThrough)
    for (index, text) in texts.enumerated() { select.bind(Int32(index + 4), text) }
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

  /// What asks the index for a part: trigrams side by side, and the last, which together hold all of its letters.
  ///
  /// All of its trigrams, as a phrase in quotes would ask for, cost three times as much.
  private static func expression(_ part: String) -> String {
    let scalars = Array(part.unicodeScalars)
    guard scalars.count > 3 else { return quoted(part) }
    let starts = Array(stride(from: 0, to: scalars.count - 3, by: 3)) + [scalars.count - 3]
    return starts.map { start in
      var gram = ""
      gram.unicodeScalars.append(contentsOf: scalars[start..<start + 3])
      return quoted(gram)
    }.joined(separator: " AND ")
  }

  /// A text as FTS5 takes it literally.
  private static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
}
