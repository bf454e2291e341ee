/// A searched text, and the record that it belongs to.
public struct SearchEntry: Sendable, Hashable {
  /// What kind of record it is.
  public enum Kind: String, Sendable, CaseIterable {
    case customer, contact, contract, product
  }

  /// Which of a record's texts it is.
  public enum Field: String, Sendable, CaseIterable {
    case name, id, domain, email, number, alias
  }

  /// The kind of the record.
  public var kind: Kind
  /// The record's key; of a contact its customer's.
  public var record: String
  /// The key of the contact; empty for other kinds.
  public var part: String
  /// Which of the record's texts it is.
  public var field: Field
  /// The text, folded.
  public var text: String

  /// Makes an entry.
  public init(kind: Kind, record: String, part: String, field: Field, text: String) {
    self.kind = kind
    self.record = record
    self.part = part
    self.field = field
    self.text = text
  }
}
