public import Licensing
import SQLiteStore

extension RegistryReader {
  /// A page of records of one kind with their parts, in the order of their keys.
  ///
  /// - Parameters:
  ///   - kind: `product`, `customer`, `contract`, `licence`, `programme` or `advisory`.
  ///   - filter: which of them; its texts may be written as people write them.
  ///   - after: the id of the last record of the page before.
  ///   - limit: how many at most.
  /// - Returns: the records, and whether more follow; nothing if no record can have the id `after`.
  /// - Throws: `SQLiteError` or `StoreError` if the file can't be read.
  public func records(
    _ kind: RecordKind, _ filter: RecordFilter = RecordFilter(), after: String? = nil, limit: Int = 100
  ) throws -> (records: [ShownRecord], hasMore: Bool)? {
    try onOneState {
      var filter = filter
      filter.customer = filter.customer.map { TextFolding.key($0) }
      filter.contract = filter.contract.map { TextFolding.key($0) }
      filter.domain = filter.domain.map { TextFolding.key($0) }
      filter.email = filter.email.map { EmailAddress($0).key }
      let start = try after.flatMap { try key(kind, id: $0) }
      guard (start == nil) == (after == nil) else { return nil }
      // One more than the page holds tells whether there is another.
      let rows = try connection.page(kind, filter, after: start, limit: limit + 1)
      return (try rows.prefix(limit).map(shown), rows.count > limit)
    }
  }

  /// The record of a kind with an id, with its parts.
  ///
  /// - Parameters:
  ///   - kind: `product`, `customer`, `contract`, `licence`, `programme` or `advisory`.
  ///   - id: the record's id or number; of a licence the id that the registry gave it, never its code.
  /// - Throws: `SQLiteError` or `StoreError` if the file can't be read.
  public func record(_ kind: RecordKind, id: String) throws -> ShownRecord? {
    try onOneState {
      guard let key = try key(kind, id: id), let row = try connection.shownRecord(kind, key: key) else { return nil }
      return try shown(row)
    }
  }

  /// The key under which the record with an id stands; nothing if there can be none.
  func key(_ kind: RecordKind, id: String) throws -> String? {
    switch kind {
    case .licence: try licenceIDs().key(of: id)
    case .customer, .contract, .advisory: TextFolding.key(id)
    default: id
    }
  }

  private func shown(_ record: Record) throws -> ShownRecord {
    let id =
      switch record.kind {
      case .licence: try licenceIDs().id(of: record.values[0].description)
      case .contract: record["number"].description
      default: record["id"].description
      }
    return ShownRecord(record: record, parts: try connection.parts(of: record), id: id)
  }
}
