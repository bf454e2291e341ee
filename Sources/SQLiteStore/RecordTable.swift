import Licensing

/// The SQL of one kind of record; the kind's fields are its columns.
struct RecordTable {
  let kind: RecordKind

  /// The table in the registry.
  var name: String { "main." + kind.rawValue }
  /// The table that holds what files say, until it is applied.
  var staged: String { "temp.staged_" + kind.rawValue }

  /// The table that holds the keys of records that are to go.
  var removed: String { "temp.removed_" + kind.rawValue }

  var columns: [String] { kind.fields.map(\.name) }
  var keyColumns: [String] { kind.fields.filter(\.isKey).map(\.name) }
  var dataColumns: [String] { kind.fields.filter { !$0.isKey }.map(\.name) }

  /// `a.x = b.x AND a.y = b.y` over the key columns.
  func keysEqual(_ left: String, _ right: String) -> String {
    keyColumns.map { "\(left).\($0) = \(right).\($0)" }.joined(separator: " AND ")
  }

  /// Whether any column of two rows with one key differs.
  func differs(_ left: String, _ right: String) -> String {
    dataColumns.isEmpty
      ? "0" : dataColumns.map { "\(left).\($0) IS NOT \(right).\($0)" }.joined(separator: " OR ")
  }

  /// `x = ?1 AND y = ?2` over the key columns.
  func keyIs(from first: Int) -> String {
    keyColumns.enumerated().map { "\($1) = ?\($0 + first)" }.joined(separator: " AND ")
  }

  func list(_ columns: [String], of table: String? = nil) -> String {
    columns.map { column in table.map { "\($0).\(column)" } ?? column }.joined(separator: ", ")
  }

  func placeholders(from first: Int, _ count: Int) -> String {
    (first..<first + count).map { "?\($0)" }.joined(separator: ", ")
  }
}

extension Statement {
  /// Binds values from a parameter on.
  func bind(_ values: some Sequence<FieldValue>, from first: Int32 = 1) {
    for (index, value) in values.enumerated() {
      let parameter = first + Int32(index)
      switch value {
      case .none: bindNull(parameter)
      case .integer(let number): bind(parameter, number)
      case .text(let text): bind(parameter, text)
      }
    }
  }

  /// The record in the columns from `first` on.
  func record(_ kind: RecordKind, from first: Int32 = 0) -> Record {
    Record(kind, (first..<first + Int32(kind.fields.count)).map(value))
  }
}
