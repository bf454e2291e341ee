import Licensing

/// A field, or several together, by which records of one kind name records of another.
struct RecordReference {
  let kind: RecordKind
  let columns: [String]
  let target: RecordKind
  /// Whether such records are a part of the one that they name, and go with it.
  let isPart: Bool
  /// Whether the records that name one can be looked up by an index.
  var isIndexed: Bool { isPart || columns == ["customer"] || columns == ["contract"] }

  init(_ kind: RecordKind, _ columns: [String], _ target: RecordKind, isPart: Bool = false) {
    self.kind = kind
    self.columns = columns
    self.target = target
    self.isPart = isPart
  }

  /// Every reference between records, but for the releases that an entitlement lists; owners come before their parts.
  static let all = [
    RecordReference(.product, ["vendor"], .vendor),
    RecordReference(.release, ["product"], .product, isPart: true),
    RecordReference(.update, ["product", "release"], .release, isPart: true),
    RecordReference(.advisory, ["product"], .product, isPart: true),
    RecordReference(.contact, ["customer"], .customer, isPart: true),
    RecordReference(.contract, ["customer"], .customer),
    RecordReference(.contract, ["programme"], .programme),
    RecordReference(.entitlement, ["contract"], .contract, isPart: true),
    RecordReference(.entitlement, ["product"], .product),
    RecordReference(.licence, ["contract"], .contract),
    RecordReference(.licence, ["product", "release"], .release),
  ]

  /// Whether a row of the one kind names a row of the other.
  func names(_ row: String, _ other: String) -> String {
    let keys = RecordTable(kind: target).keyColumns
    return zip(columns, keys).map { "\(row).\($0) = \(other).\($1)" }.joined(separator: " AND ")
  }
}
