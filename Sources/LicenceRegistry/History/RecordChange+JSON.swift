public import Formats
import Licensing
import SQLiteStore

/// One record that an import changed, with the id under which the API has it.
public struct RecordChange: Sendable {
  /// What it was and what it became.
  let change: Staging.Change
  /// The id in the record's path; none for a part of another record.
  let id: String?
}

extension JSONWriter {
  /// A record that an import changed, whole as it was before and as it was left; codes but for their last four characters.
  public mutating func recordChange(_ item: RecordChange) {
    let change = item.change
    beginObject()
    member("kind", change.kind.rawValue)
    member("id", item.id)
    member("record", change.shownLabel)
    member("change", change.old == nil ? "added" : change.new == nil ? "removed" : "changed")
    key("before")
    fields(of: change.old)
    key("after")
    fields(of: change.new)
    endObject()
  }

  private mutating func fields(of record: Record?) {
    guard let record else { return null() }
    beginObject()
    for (field, value) in zip(record.kind.fields, record.values) where field.name != "key" {
      key(field.name)
      let isCode = record.kind == .licence && field.name == "code"
      fieldValue(isCode ? value.masked : value, of: field.name, record.kind)
    }
    endObject()
  }
}
