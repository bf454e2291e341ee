/// The kinds of records that catalogue files hold, in the order in which they depend on each other.
///
/// The fields are those of DESIGN section 3, under their names there; every part of the program that handles records by
/// kind (reading, planning, storing) goes by this one list.
public enum RecordKind: String, Sendable, CaseIterable {
  case vendor = "vendors"
  case programme = "programmes"
  case product = "products"
  case release = "releases"
  case update = "updates"
  case advisory = "advisories"
  case publicMailDomain = "publicMailDomains"
  case customer = "customers"
  case contact = "contacts"
  case contract = "contracts"
  case entitlement = "entitlements"
  case licence = "licences"

  /// A field of a record.
  public struct Field: Sendable, Hashable {
    /// The field's name in files.
    public let name: String
    /// Whether it is part of the record's key, or of the form by which the key is compared.
    public let isKey: Bool

    init(_ name: String, isKey: Bool = false) {
      self.name = name
      self.isKey = isKey
    }
  }

  /// The fields of a record of this kind, in the order of ``Record/values``.
  ///
  /// A field `key` is the form by which the kind's written key is compared (`TextFolding.key`, `LicenceCode`); references
  /// to such records hold that form too.
  public var fields: [Field] {
    // Asked for with every record that is read or stored: made once.
    switch self {
    case .vendor: RecordKind.vendorFields
    case .programme: RecordKind.programmeFields
    case .product: RecordKind.productFields
    case .release: RecordKind.releaseFields
    case .update: RecordKind.updateFields
    case .advisory: RecordKind.advisoryFields
    case .publicMailDomain: RecordKind.publicMailDomainFields
    case .customer: RecordKind.customerFields
    case .contact: RecordKind.contactFields
    case .contract: RecordKind.contractFields
    case .entitlement: RecordKind.entitlementFields
    case .licence: RecordKind.licenceFields
    }
  }

  /// Whether a field holds 1 for yes and 0 for no.
  ///
  /// - Parameter field: the field's name.
  public func isYesOrNo(_ field: String) -> Bool {
    (self == .release && field == "preview") || (self == .contact && field == "mayReceiveCodes")
  }

  /// Whether a field holds JSON: a list of texts, or an object.
  ///
  /// - Parameter field: the field's name.
  public func isJSON(_ field: String) -> Bool {
    ["aliases", "internal", "builds", "domains", "escalation", "definition"].contains(field)
  }

  private static func fields(key: [String], _ others: [String]) -> [Field] {
    key.map { Field($0, isKey: true) } + others.map { Field($0) }
  }

  private static let vendorFields = fields(key: ["id"], ["name", "escalation"])
  private static let programmeFields = fields(key: ["id"], ["name", "definition"])
  private static let productFields = fields(key: ["id"], ["vendor", "name", "aliases"])
  private static let releaseFields = fields(
    key: ["product", "name"],
    ["sequence", "released", "preview", "endOfSupport", "aliases", "internal", "builds", "source"])
  private static let updateFields = fields(
    key: ["product", "release", "name"], ["sequence", "released", "aliases", "builds", "source"])
  private static let advisoryFields = fields(key: ["key"], ["id", "product", "definition"])
  private static let publicMailDomainFields = fields(key: ["domain"], [])
  private static let customerFields = fields(key: ["key"], ["id", "name", "country", "locale", "domains"])
  private static let contactFields = fields(key: ["customer", "key"], ["email", "name", "mayReceiveCodes", "locale"])
  private static let contractFields = fields(
    key: ["key"], ["number", "customer", "programme", "starts", "ends", "status", "terminatedOn"])
  private static let entitlementFields = fields(key: ["contract", "product", "line"], ["releases", "seats"])
  private static let licenceFields = fields(
    key: ["key"], ["code", "contract", "product", "release", "kind", "seats", "state", "issued"])

  /// One record, for messages: `contract GA-2024-0117`.
  public var singular: String {
    switch self {
    case .vendor: "vendor"
    case .programme: "programme"
    case .product: "product"
    case .release: "release"
    case .update: "update"
    case .advisory: "advisory"
    case .publicMailDomain: "public mail domain"
    case .customer: "customer"
    case .contact: "contact"
    case .contract: "contract"
    case .entitlement: "entitlement"
    case .licence: "licence"
    }
  }
}

/// The value of a field.
public enum FieldValue: Sendable, Hashable {
  /// Nothing is known or set.
  case none
  /// A whole number; `true` is 1.
  case integer(Int)
  /// A text; a day is `YYYY-MM-DD`, a list a JSON array.
  case text(String)
}

/// A record as files and the store exchange it.
public struct Record: Sendable, Hashable {
  /// What it is.
  public var kind: RecordKind
  /// The values of the kind's fields, in their order.
  public var values: [FieldValue]

  /// Makes a record; `values` in the order of the kind's fields.
  public init(_ kind: RecordKind, _ values: [FieldValue]) {
    precondition(values.count == kind.fields.count, "a \(kind.singular) has \(kind.fields.count) fields")
    self.kind = kind
    self.values = values
  }

  /// The value of a field; a field that the kind does not have is none, and can't be set.
  public subscript(_ field: String) -> FieldValue {
    get { kind.fields.firstIndex { $0.name == field }.map { values[$0] } ?? .none }
    set { if let place = kind.fields.firstIndex(where: { $0.name == field }) { values[place] = newValue } }
  }

  /// How people call the record: its key as it is written.
  public var label: String {
    let names: [String] =
      switch kind {
      case .vendor, .programme, .product, .advisory, .customer: ["id"]
      case .release: ["product", "name"]
      case .update: ["product", "name"]
      case .publicMailDomain: ["domain"]
      case .contact: ["email"]
      case .contract: ["number"]
      case .entitlement: ["contract", "product", "line"]
      case .licence: ["code"]
      }
    return names.map { self[$0].description }.joined(separator: " ")
  }
}

extension FieldValue: CustomStringConvertible {
  /// The value as text; nothing is an empty text.
  public var description: String {
    switch self {
    case .none: ""
    case .integer(let number): String(number)
    case .text(let text): text
    }
  }

  /// The text, if it is one.
  public var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The number, if it is one.
  public var integer: Int? {
    if case .integer(let number) = self { number } else { nil }
  }

  /// A text, or nothing.
  public init(_ text: String?) {
    self = text.map { .text($0) } ?? .none
  }
}
