/// Something by which records are found that does not fit them.
public struct LookupFault: Sendable, Hashable {
  /// The table.
  public var table: String
  /// How many of the rows that it should have are not there.
  public var missing: Int
  /// How many of its rows no record gives.
  public var surplus: Int
}

/// Compares what records are found by (the domains of customers, the searched texts, their words and trigrams) with what the
/// records give.
enum LookupCheck {
  /// What each kind of record gives, as the triggers of the schema keep it.
  private static let entries: [(kind: SearchEntry.Kind, sql: String)] = [
    (
      .customer,
      """
      SELECT key, '', 'name', fold(name) FROM customers
      UNION ALL SELECT key, '', 'id', squeeze(id) FROM customers
      UNION ALL SELECT c.key, '', 'domain', d.value FROM customers c, json_each(c.domains) d
      """
    ),
    (
      .contact,
      """
      SELECT customer, key, 'email', key FROM contacts
      UNION ALL SELECT customer, key, 'name', fold(name) FROM contacts WHERE name IS NOT NULL
      """
    ),
    (.contract, "SELECT key, '', 'number', squeeze(number) FROM contracts"),
    (
      .product,
      """
      SELECT id, '', 'name', fold(name) FROM products
      UNION ALL SELECT id, '', 'id', fold(id) FROM products
      UNION ALL SELECT p.id, '', 'alias', fold(a.value) FROM products p, json_each(p.aliases) a
      """
    ),
  ]

  static func faults(_ connection: Connection) throws -> [LookupFault] {
    var faults = [
      try compare(
        connection, "customer_domain", given: "SELECT DISTINCT d.value, c.key FROM customers c, json_each(c.domains) d",
        kept: "SELECT domain, customer FROM customer_domain")
    ]
    var texts = LookupFault(table: "search_entries", missing: 0, surplus: 0)
    for (kind, sql) in entries {
      let fault = try compare(
        connection, texts.table,
        given: """
          SELECT record, part, field, text, count(*)
          FROM (SELECT NULL AS record, NULL AS part, NULL AS field, NULL AS text WHERE false UNION ALL \(sql))
          GROUP BY 1, 2, 3, 4
          """,
        kept: """
          SELECT record, part, field, text, count(*) FROM search_entries WHERE kind = '\(kind.rawValue)' GROUP BY 1, 2, 3, 4
          """)
      texts.missing += fault.missing
      texts.surplus += fault.surplus
    }
    texts.surplus +=
      try connection.integer(
        """
        SELECT count(*) FROM search_entries
        WHERE kind NOT IN (\(SearchEntry.Kind.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")))
        """) ?? 0
    faults.append(texts)
    faults.append(
      try compare(
        connection, "search_words",
        given: "SELECT value, count(*) FROM search_entries, json_each(words(text)) GROUP BY value",
        kept: "SELECT word, uses FROM search_words"))
    // Which texts have trigrams; the trigrams themselves are only checked for their form.
    faults.append(
      try compare(
        connection, "search_grams", given: "SELECT id FROM search_entries", kept: "SELECT id FROM search_grams_docsize")
    )
    return faults.filter { $0.missing + $0.surplus > 0 }
  }

  private static func compare(
    _ connection: Connection, _ table: String, given: String, kept: String
  ) throws -> LookupFault {
    func count(_ some: String, without others: String) throws -> Int {
      try connection.integer("SELECT count(*) FROM (SELECT * FROM (\(some)) EXCEPT SELECT * FROM (\(others)))") ?? 0
    }
    return LookupFault(
      table: table, missing: try count(given, without: kept), surplus: try count(kept, without: given))
  }
}

extension Connection {
  /// Compares what records are found by with the records.
  ///
  /// Belongs into a transaction, so that it is of one state.
  public func verifyLookups() throws -> [LookupFault] { try LookupCheck.faults(self) }
}
