import Licensing

/// The SQL that finds a page of records of one kind.
///
/// Parameter 1 is the limit and 2 the key of the last record of the page before; those of the conditions begin at 10.
struct RecordPageQuery {
  /// What is read: the fields of the kind, references as they are written.
  let columns: String
  /// The column by which the records are ordered.
  let key: String
  /// What a record must be, and what the parameters of the conditions are, in order.
  private(set) var conditions: [String] = []
  private(set) var values: [String] = []
  private let kind: RecordKind

  init(_ kind: RecordKind, _ filter: RecordFilter) {
    self.kind = kind
    let table = RecordTable(kind: kind)
    key = table.keyColumns[0]
    columns = table.columns.map { column in
      switch (kind, column) {
      case (.contract, "customer"): "coalesce((SELECT id FROM customers WHERE key = r.customer), r.customer)"
      case (.licence, "contract"): "coalesce((SELECT number FROM contracts WHERE key = r.contract), r.contract)"
      default: "r.\(column)"
      }
    }.joined(separator: ", ")
    switch kind {
    case .licence:
      add("r.contract = ?", filter.contract)
      add("r.contract IN (SELECT key FROM contracts WHERE customer = ?)", filter.customer)
      add("r.product = ?", filter.product)
      add("r.release = ?", filter.release)
      addRare("r.state", filter.state?.rawValue, common: Licence.State.active.rawValue)
    case .contract:
      add("r.customer = ?", filter.customer)
      add("EXISTS (SELECT 1 FROM entitlements WHERE contract = r.key AND product = ?)", filter.product)
      add("r.programme = ?", filter.programme)
      addRare("r.status", filter.status?.rawValue, common: Contract.Status.active.rawValue)
    case .customer:
      add("r.key IN (SELECT customer FROM customer_domain WHERE domain = ?)", filter.domain)
      add("r.key IN (SELECT customer FROM contacts WHERE key = ?)", filter.email)
    case .product: add("r.vendor = ?", filter.vendor)
    case .advisory: add("r.product = ?", filter.product)
    default: break
    }
  }

  /// The statement.
  var sql: String {
    let all = (["r.\(key) > ?2"] + conditions).joined(separator: " AND ")
    return "SELECT \(columns) FROM \(kind.rawValue) AS r WHERE \(all) ORDER BY r.\(key) LIMIT ?1"
  }

  /// Binds the parameters.
  func bind(to statement: Statement, after: String?, limit: Int) {
    statement.bind(1, limit)
    statement.bind(2, after ?? "")
    for (index, value) in values.enumerated() { statement.bind(Int32(index + 10), value) }
  }

  private mutating func add(_ condition: String, _ value: String?) {
    guard let value else { return }
    conditions.append(condition.replacing("?", with: "?\(values.count + 10)"))
    values.append(value)
  }

  /// A condition on a column of which one value is common; the others are indexed, and the planner has to see which it is.
  private mutating func addRare(_ column: String, _ value: String?, common: String) {
    guard let value else { return }
    // The value is one of a fixed list, never what a client sent.
    conditions.append(
      value == common ? "\(column) = '\(common)'" : "\(column) = '\(value)' AND \(column) <> '\(common)'")
  }
}
