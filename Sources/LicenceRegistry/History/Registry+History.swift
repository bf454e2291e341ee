public import Licensing
public import SQLiteStore

extension RegistryReader {
  /// Applied imports, newest first.
  ///
  /// - Parameters:
  ///   - before: the id of the last import of the page before.
  ///   - limit: how many at most.
  public func imports(before: String? = nil, limit: Int = 100) throws -> [ImportRecord] {
    try connection.importEntries(before: before, limit: limit).map { try ImportRecord($0) }
  }

  /// The import with an id.
  public func importRecord(id: String) throws -> ImportRecord? {
    try connection.importEntry(id: id).map { try ImportRecord($0) }
  }

  /// Since when a contact is as it is: the time of the import that added or last changed it.
  ///
  /// `nil` if the contact was so before imports were kept, or there is none.
  ///
  /// - Parameters:
  ///   - email: the contact's address.
  ///   - customer: the customer's id.
  public func contactSince(email: String, customer: String) throws -> UTCInstant? {
    let text = try connection.contactSince(customer: TextFolding.key(customer), key: EmailAddress(email).key)
    guard let text, case .instant(let instant) = try? Moment(text) else { return nil }
    return instant
  }
}

extension Registry {
  /// Calls `body` with every change of an import, by kind and in the order of keys, until it says `false`.
  ///
  /// - Throws: ``ImportMissing`` if there is no such import, what `body` throws, and `SQLiteError` or `StoreError` if the
  ///   registry can't be read.
  public func forEachChange(ofImport id: String, _ body: (Staging.Change) throws -> Bool) throws {
    // A connection of its own: it puts what came later into a temporary table.
    let connection = try file.connect(.write)
    try connection.reading {
      guard let entry = try connection.importEntry(id: id) else { throw ImportMissing(id: id) }
      let names = WrittenNames(connection)
      try connection.forEachChange(ofImport: entry.number) { try body(try names.written($0)) }
    }
  }

  /// A page of the changes of an import: first records that it changed or removed, then those that it added.
  ///
  /// - Parameters:
  ///   - id: the import's id.
  ///   - after: how many changes come before the page.
  ///   - limit: how many at most.
  /// - Returns: the changes, and whether more follow.
  /// - Throws: ``ImportMissing`` if there is no such import, and `SQLiteError` or `StoreError` if the registry can't be read.
  public func changes(
    ofImport id: String, after: Int = 0, limit: Int = 100
  ) throws -> (changes: [RecordChange], hasMore: Bool) {
    let connection = try file.connect(.write)
    return try connection.reading {
      guard let entry = try connection.importEntry(id: id) else { throw ImportMissing(id: id) }
      let total = try ImportRecord(entry).parts.reduce(0) { $0 + $1.added + $1.changed + $1.removed }
      guard after < total else { return ([], false) }
      let names = WrittenNames(connection)
      let ids = LicenceIDs(secret: try connection.secret("licence-ids"))
      let changes = try connection.changes(ofImport: entry.number, after: after, limit: limit).map { change in
        let change = try names.written(change)
        let record = change.new ?? change.old
        let id: String? =
          switch change.kind {
          case .licence: record.map { ids.id(of: $0.values[0].description) }
          case .customer, .contract, .product, .programme, .advisory: change.label
          default: nil
          }
        return RecordChange(change: change, id: id)
      }
      return (changes, after < total - limit)
    }
  }
}
