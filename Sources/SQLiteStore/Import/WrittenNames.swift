import Licensing

/// Customers and contracts as they are written, for changes that name them by the form that is compared.
///
/// What is no longer in the registry is named as an import last knew it.
public final class WrittenNames {
  private let connection: Connection
  private var names: [RecordKind: [FieldValue: FieldValue]] = [:]

  /// Looks names up in a registry.
  public init(_ connection: Connection) {
    self.connection = connection
  }

  /// A change whose records name others as these are written.
  public func written(_ change: Staging.Change) throws -> Staging.Change {
    var change = change
    for (field, kind) in [("customer", RecordKind.customer), ("contract", .contract)]
    where change.kind != kind && change.kind.fields.contains(where: { $0.name == field }) {
      if let key = change.new?[field] { change.new?[field] = try name(kind, key) }
      if let key = change.old?[field] { change.old?[field] = try name(kind, key) }
    }
    return change
  }

  private func name(_ kind: RecordKind, _ key: FieldValue) throws -> FieldValue {
    if key == .none { return key }
    if let name = names[kind]?[key] { return name }
    let record = try stored(kind, key) ?? connection.lastKnown(kind, key: [key])
    let name = record.map { FieldValue.text($0.label) } ?? key
    names[kind, default: [:]][key] = name
    return name
  }

  private func stored(_ kind: RecordKind, _ key: FieldValue) throws -> Record? {
    let table = RecordTable(kind: kind)
    let select = try connection.statement(
      "SELECT \(table.list(table.columns)) FROM \(table.name) WHERE \(table.keyIs(from: 1))")
    select.bind([key])
    defer { select.reset() }
    return try select.step() ? select.record(kind) : nil
  }
}
