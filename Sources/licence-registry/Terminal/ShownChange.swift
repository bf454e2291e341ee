import Formats
import LicenceRegistry
import Licensing
import SQLiteStore

/// A change of one record as it is shown: the record as people call it, and its fields, codes but for their last four
/// characters.
struct ShownChange {
  /// What becomes of the record.
  enum Sign: String {
    case added = "+"
    case removed = "-"
    case changed = "~"
  }

  /// A field that differs.
  typealias Field = (name: String, old: FieldValue, new: FieldValue)

  let kind: RecordKind
  let sign: Sign
  let label: String
  /// The fields that differ.
  let fields: [Field]
  /// Of a contact the customer.
  let customer: String

  /// A change of this registry's.
  init(_ change: Staging.Change) {
    kind = change.kind
    sign = change.old == nil ? .added : change.new == nil ? .removed : .changed
    label = change.shownLabel
    let kind = change.kind
    fields = change.shownFields.map {
      ($0.name, ShownChange.readable($0.old, $0.name, kind), ShownChange.readable($0.new, $0.name, kind))
    }
    customer = change.kind == .contact ? change.new?["customer"].description ?? "" : ""
  }

  /// A change that a server told, as `JSONWriter.change` writes it; nothing if it is none.
  init?(_ node: JSONNode) {
    guard let kind = node["kind"]?.string.flatMap({ RecordKind(rawValue: $0) }), let label = node["record"]?.string,
      let change = node["change"]?.string, let members = node["fields"]?.object
    else { return nil }
    self.kind = kind
    self.label = label
    sign = change == "added" ? .added : change == "removed" ? .removed : .changed
    fields = members.map {
      ($0.key, ShownChange.value($0.value["old"]), ShownChange.value($0.value["new"]))
    }
    customer = fields.first { $0.name == "customer" }?.new.description ?? ""
  }

  /// A list as people write one.
  private static func readable(_ value: FieldValue, _ field: String, _ kind: RecordKind) -> FieldValue {
    guard let text = value.text else { return value }
    if kind == .entitlement, field == "releases" { return .text(text.replacing("|", with: ", ")) }
    guard kind.isJSON(field), let items = try? StrictJSON.parse(Array(text.utf8)).array else { return value }
    return items.isEmpty ? .none : .text(items.compactMap(\.string).joined(separator: ", "))
  }

  private static func value(_ node: JSONNode?) -> FieldValue {
    if let number = node?.int { return .integer(number) }
    if let flag = node?.bool { return .integer(flag ? 1 : 0) }
    if let items = node?.array {
      return items.isEmpty ? .none : .text(items.compactMap(\.string).joined(separator: ", "))
    }
    return node?.string.map { .text($0) } ?? .none
  }
}
