public import Formats
public import Licensing

/// Writes the registry's records as catalogue files have them, the reverse of reading; what is empty is left out.
public enum CatalogueText {
  /// A record with its parts as an element of a JSON5 file's array.
  ///
  /// - Parameters:
  ///   - record: the record; what it names is written as people write it.
  ///   - parts: its parts by kind, in the order in which files list them.
  ///   - writer: takes the element.
  public static func write(
    _ record: Record, parts: [RecordKind: [Record]] = [:], to writer: inout JSONWriter
  ) throws {
    switch record.kind {
    case .publicMailDomain: return writer.string(record["domain"].description)
    case .vendor, .programme, .product, .customer, .contract, .licence, .advisory, .contact, .entitlement, .release,
      .update:
      writer.beginObject()
      for field in record.kind.fields where !isLeftOut(field.name, of: record.kind) {
        try write(field.name, record[field.name], of: record, to: &writer)
      }
      for (kind, records) in parts.sorted(by: { $0.key.rawValue > $1.key.rawValue }) where !records.isEmpty {
        try write(kind, records, parts, to: &writer)
      }
      writer.endObject()
    }
  }

  /// The parts of an owner, under the name of their kind.
  private static func write(
    _ kind: RecordKind, _ records: [Record], _ parts: [RecordKind: [Record]], to writer: inout JSONWriter
  ) throws {
    // Updates stand inside their releases.
    if kind == .update { return }
    let updates = kind == .release ? Dictionary(grouping: parts[.update] ?? []) { $0["release"] } : [:]
    var lines: [FieldValue: Int] = [:]
    writer.key(kind.rawValue)
    writer.beginArray()
    for (place, record) in records.enumerated() {
      writer.beginObject()
      for field in kind.fields where !isOwners(field.name, of: kind) && !isLeftOut(field.name, of: kind) {
        // Sequences and lines that the order tells are left to it.
        if field.name == "sequence", record["sequence"] == .integer(records.count - place) { continue }
        if field.name == "line" {
          lines[record["product"], default: 0] += 1
          if record["line"] == .integer(lines[record["product"]] ?? 1) { continue }
        }
        try write(field.name, record[field.name], of: record, to: &writer)
      }
      if let updates = updates[record["name"]] { try write(.update, inside: updates, to: &writer) }
      writer.endObject()
    }
    writer.endArray()
  }

  private static func write(_ kind: RecordKind, inside records: [Record], to writer: inout JSONWriter) throws {
    writer.key(kind.rawValue)
    writer.beginArray()
    for (place, record) in records.enumerated() {
      writer.beginObject()
      for field in kind.fields where !isOwners(field.name, of: kind) {
        if field.name == "sequence", record["sequence"] == .integer(records.count - place) { continue }
        try write(field.name, record[field.name], of: record, to: &writer)
      }
      writer.endObject()
    }
    writer.endArray()
  }

  private static func write(
    _ field: String, _ value: FieldValue, of record: Record, to writer: inout JSONWriter
  ) throws {
    switch (field, value) {
    case (_, .none): return
    case ("preview", .integer(let number)), ("mayReceiveCodes", .integer(let number)):
      if number == 1 { writer.member(field, true) }
    case (_, .integer(let number)): writer.member(field, number)
    case ("aliases", _), ("domains", _), ("internal", _), ("builds", _):
      let texts = try StoredCatalogue.texts(record, field)
      guard !texts.isEmpty else { return }
      writer.key(field)
      writer.strings(texts)
    case ("releases", .text(let text)) where text != "latest":
      writer.key(field)
      writer.strings(text.split(separator: "|").map(String.init))
    case ("escalation", _):
      writer.key(field)
      writer.node(try StoredCatalogue.parse(record, field))
    case ("definition", _):
      for member in try StoredCatalogue.parse(record, field).object ?? [] {
        writer.key(member.key)
        writer.node(member.value)
      }
    case (_, .text(let text)): writer.member(field, text)
    }
  }

  /// What stands in the registry only to be compared by.
  private static func isLeftOut(_ field: String, of kind: RecordKind) -> Bool { field == "key" }

  /// What the place inside the owner tells.
  private static func isOwners(_ field: String, of kind: RecordKind) -> Bool {
    switch kind {
    case .release, .advisory: field == "product"
    case .update: field == "product" || field == "release"
    case .contact: field == "customer"
    case .entitlement: field == "contract"
    default: false
    }
  }
}

extension CatalogueText {
  /// The header of a kind's CSV file, in DESIGN's order; `nil` for a kind that CSV has no form for.
  public static func header(_ kind: RecordKind) -> [String]? {
    CSVHeader.fields(of: kind)?.map(\.name)
  }

  /// A record as the cells of a CSV row; `nil` if a cell would not be read as what it is.
  public static func cells(_ record: Record) throws -> [String]? {
    guard let header = header(record.kind) else { return nil }
    var cells: [String] = []
    for field in header {
      var cell: String
      switch field {
      case "aliases", "domains", "internal", "builds":
        let texts = try StoredCatalogue.texts(record, field)
        guard texts.allSatisfy({ isPlain($0) && !$0.contains("|") && !$0.isEmpty }) else { return nil }
        cell = texts.joined(separator: "|")
      case "preview", "mayReceiveCodes": cell = record[field] == .integer(1) ? "true" : "false"
      default: cell = record[field].description
      }
      guard isPlain(cell) else { return nil }
      if CSVColumn.damage(cell, CSVTable.content(of: field, record.kind)) != nil { return nil }
      cells.append(cell)
    }
    return cells
  }

  private static func isPlain(_ text: String) -> Bool {
    text.trimmed == text && !text.unicodeScalars.contains("\0")
  }
}
