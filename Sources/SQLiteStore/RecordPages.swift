public import Licensing

extension Connection {
  /// A page of records of one kind in the order of keys, as they are shown: references as they are written.
  ///
  /// Only kinds that stand by themselves have pages; their parts are read with ``parts(of:)``.
  ///
  /// - Parameters:
  ///   - kind: the kind.
  ///   - filter: which of them.
  ///   - after: the key of the last record of the page before.
  ///   - limit: how many at most.
  public func page(
    _ kind: RecordKind, _ filter: RecordFilter = RecordFilter(), after: String? = nil, limit: Int
  ) throws -> [Record] {
    switch kind {
    case .licence where filter.product != nil && filter.release == nil && filter.contract == nil:
      return try licences(ofEveryRelease: filter, after: after, limit: limit)
    case .contract where filter.product != nil && filter.customer == nil:
      return try contracts(including: filter, after: after, limit: limit)
    default: return try rows(kind, RecordPageQuery(kind, filter), after: after, limit: limit)
    }
  }

  /// The record of a kind with a key, as it is shown.
  public func shownRecord(_ kind: RecordKind, key: String) throws -> Record? {
    let query = RecordPageQuery(kind, RecordFilter())
    let select = try statement("SELECT \(query.columns) FROM \(kind.rawValue) AS r WHERE r.\(query.key) = ?1")
    select.bind(1, key)
    defer { select.reset() }
    return try select.step() ? select.record(kind) : nil
  }

  /// The parts of a record, by kind: of a contract its entitlements, of a customer its contacts, of a product its
  /// releases, updates and advisories.
  public func parts(of record: Record) throws -> [Record] {
    let (kinds, column): ([RecordKind], String) =
      switch record.kind {
      case .product: ([.release, .update, .advisory], "product")
      case .customer: ([.contact], "customer")
      case .contract: ([.entitlement], "contract")
      default: ([], "")
      }
    return try kinds.flatMap { kind -> [Record] in
      let table = RecordTable(kind: kind)
      let select = try statement(
        """
        SELECT \(table.list(table.columns)) FROM \(table.name) WHERE \(column) = ?1
        ORDER BY \(table.list(table.keyColumns))
        """)
      select.bind(1, record.values[0].description)
      defer { select.reset() }
      var records: [Record] = []
      while try select.step() { records.append(select.record(kind)) }
      return records
    }
  }

  private func rows(_ kind: RecordKind, _ query: RecordPageQuery, after: String?, limit: Int) throws -> [Record] {
    let select = try statement(query.sql)
    query.bind(to: select, after: after, limit: limit)
    defer { select.reset() }
    var records: [Record] = []
    while try select.step() { records.append(select.record(kind)) }
    return records
  }

  /// Licences of a product are indexed by release, so each release gives its first ones, and the first of those are wanted.
  private func licences(ofEveryRelease filter: RecordFilter, after: String?, limit: Int) throws -> [Record] {
    let select = try statement("SELECT name FROM releases WHERE product = ?1")
    select.bind(1, filter.product)
    defer { select.reset() }
    var names: [String] = []
    while try select.step() { names.append(select.text(0)) }
    var found: [Record] = []
    for name in names {
      var filter = filter
      filter.release = name
      found += try rows(.licence, RecordPageQuery(.licence, filter), after: after, limit: limit)
    }
    // The order of SQLite, which compares the bytes.
    found.sort { $0.values[0].description.utf8.lexicographicallyPrecedes($1.values[0].description.utf8) }
    return Array(found.prefix(limit))
  }

  /// Contracts by what they include, in the order of the entitlements' index.
  private func contracts(including filter: RecordFilter, after: String?, limit: Int) throws -> [Record] {
    let query = RecordPageQuery(.contract, filter)
    let conditions = (["e.product = ?3", "e.contract > ?2"] + query.conditions).joined(separator: " AND ")
    let select = try statement(
      """
      SELECT \(query.columns) FROM entitlements e CROSS JOIN contracts r ON r.key = e.contract
      WHERE \(conditions) GROUP BY e.contract ORDER BY e.contract LIMIT ?1
      """)
    query.bind(to: select, after: after, limit: limit)
    select.bind(3, filter.product)
    defer { select.reset() }
    var records: [Record] = []
    while try select.step() { records.append(select.record(.contract)) }
    return records
  }
}
