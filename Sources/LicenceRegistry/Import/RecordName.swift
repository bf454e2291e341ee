public import Licensing
import SQLiteStore

/// A record by the key that people write: a contract's number, a contact's customer and address.
public struct RecordName: Sendable, Hashable {
  /// What it is.
  public var kind: RecordKind
  /// The key's parts, as they are written: one for most kinds, product and name for a release, product, release and name
  /// for an update, customer and address for a contact, contract, product and line for an entitlement.
  public var parts: [String]

  /// Names a record.
  public init(_ kind: RecordKind, _ parts: [String]) {
    self.kind = kind
    self.parts = parts
  }

  /// The record's key as it is stored; `nil` if there is no such record among those that are compared without case.
  func key(in staging: Staging) throws -> [FieldValue]? {
    guard parts.count == kind.fields.count(where: \.isKey) else { return nil }
    switch kind {
    case .licence: return [.text(LicenceCode(parts[0]).key)]
    case .customer, .contract, .contact, .advisory: return parts.map { .text(TextFolding.key($0)) }
    case .entitlement:
      guard let line = Int(parts[2]) else { return nil }
      let product = try RecordName(.product, [parts[1]]).key(in: staging)?.first ?? .text(parts[1])
      return [.text(TextFolding.key(parts[0])), product, .integer(line)]
    case .vendor, .programme, .product, .release, .update, .publicMailDomain:
      // Their keys are kept as they are written, and compared without case.
      let folded = parts.map { TextFolding.key($0) }
      return try staging.planned(kind).map(\.record.key).first {
        $0.map { TextFolding.key($0.description) } == folded
      }
    }
  }
}

/// There is no record of a name.
public struct RecordMissing: Error, Sendable, Hashable {
  /// The name, as it was given.
  public let name: RecordName

  /// What is wrong, for people.
  public func message(_ language: Language) -> String {
    let text = name.parts.joined(separator: " ")
    return language(
      en: "There is no \(name.kind.singular) '\(text)'.", fr: "\(name.kind.singularFrench) « \(text) » n’existe pas.")
  }
}

/// There is no import with an id.
public struct ImportMissing: Error, Sendable, Hashable {
  /// The id, as it was given.
  public let id: String

  /// Says that there is none.
  public init(id: String) {
    self.id = id
  }

  /// What is wrong, for people.
  public func message(_ language: Language) -> String {
    language(en: "There is no import \(id).", fr: "Il n’y a pas d’import \(id).")
  }
}
