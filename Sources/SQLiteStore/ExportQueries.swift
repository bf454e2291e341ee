public import Licensing

/// Goes through the registry's records for an export, one owner with its parts in memory at a time.
public final class ExportQueries {
  private let connection: Connection
  private var parts: [RecordKind: Statement] = [:]

  /// Prepares the queries on a connection.
  public init(_ connection: Connection) {
    self.connection = connection
  }

  /// Calls `body` with each record of a kind, in the order of keys; what it names stands there as people write it.
  public func forEach(_ kind: RecordKind, _ body: (Record) throws -> Void) throws {
    let select = try connection.oneOff("\(ExportQueries.select(kind)) ORDER BY \(ExportQueries.order(kind))")
    while try select.step() { try body(select.record(kind)) }
  }

  /// The parts of one kind that a record has: the contacts of a customer, the releases, updates or advisories of a product,
  /// the entitlements of a contract.
  public func parts(_ kind: RecordKind, of owner: Record) throws -> [Record] {
    let select =
      try parts[kind]
      ?? connection.oneOff(
        """
        \(ExportQueries.select(kind)) WHERE t.\(RecordTable(kind: owner.kind).ownerColumn(of: kind)) = ?1
        ORDER BY \(ExportQueries.order(kind))
        """)
    parts[kind] = select
    select.bind([owner.key[0]])
    var records: [Record] = []
    while try select.step() { records.append(select.record(kind)) }
    return records
  }

  private static func order(_ kind: RecordKind) -> String {
    switch kind {
    // Newest first, as catalogue files list them.
    case .release: "t.product, t.sequence DESC, t.name"
    case .update: "t.product, t.release, t.sequence DESC, t.name"
    default: RecordTable(kind: kind).list(RecordTable(kind: kind).keyColumns, of: "t")
    }
  }

  /// The record's columns, with the numbers of contracts and the ids of customers as they are written.
  private static func select(_ kind: RecordKind) -> String {
    let table = RecordTable(kind: kind)
    let columns = table.columns.map { column -> String in
      switch (kind, column) {
      case (.contact, "customer"), (.contract, "customer"):
        "(SELECT id FROM main.customers WHERE key = t.customer)"
      case (.entitlement, "contract"), (.licence, "contract"):
        "(SELECT number FROM main.contracts WHERE key = t.contract)"
      default: "t.\(column)"
      }
    }
    return "SELECT \(columns.joined(separator: ", ")) FROM \(table.name) t"
  }
}

extension RecordTable {
  /// The column by which parts of a kind name their owner.
  fileprivate func ownerColumn(of part: RecordKind) -> String {
    switch part {
    case .contact: "customer"
    case .entitlement: "contract"
    default: "product"
    }
  }
}
