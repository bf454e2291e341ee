/// A value read from JSON, with the place it was read from.
public struct JSONNode: Sendable {
  /// What a node holds.
  public enum Value: Sendable {
    /// The literal `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, as it was written.
    case number(JSONNumber)
    /// A string, its escapes resolved.
    case string(String)
    /// The elements of an array, in order.
    case array([JSONNode])
    /// The members of an object, in the order of the source; no two have the same key.
    case object([JSONMember])
  }

  /// What the node holds.
  public let value: Value
  /// Where the value begins.
  public let position: SourcePosition

  /// Makes a node by hand, for tests and for writing.
  public init(_ value: Value, at position: SourcePosition = .start) {
    self.value = value
    self.position = position
  }
}

extension JSONNode {
  /// The value of an object's member, or nil if there is none or this is no object.
  public subscript(key: String) -> JSONNode? { member(key)?.value }

  /// The member of an object with a key, or nil if there is none or this is no object.
  public func member(_ key: String) -> JSONMember? { object?.first { $0.key == key } }

  /// The members, if this is an object.
  public var object: [JSONMember]? {
    guard case .object(let members) = value else { return nil }
    return members
  }

  /// The elements, if this is an array.
  public var array: [JSONNode]? {
    guard case .array(let elements) = value else { return nil }
    return elements
  }

  /// The text, if this is a string.
  public var string: String? {
    guard case .string(let text) = value else { return nil }
    return text
  }

  /// The number, if this is one.
  public var number: JSONNumber? {
    guard case .number(let number) = value else { return nil }
    return number
  }

  /// The whole number, if this is a number with exactly that value.
  public var int: Int? { number?.int }

  /// The number as floating point, if this is one within range.
  public var double: Double? { number?.double }

  /// The truth value, if this is one.
  public var bool: Bool? {
    guard case .bool(let flag) = value else { return nil }
    return flag
  }

  /// Whether this is the literal `null`.
  public var isNull: Bool {
    guard case .null = value else { return false }
    return true
  }

  /// What kind of value this is, for messages: "a string", "an array".
  public var kind: Bilingual {
    switch value {
    case .null: Bilingual(en: "null", fr: "null")
    case .bool: Bilingual(en: "true or false", fr: "true ou false")
    case .number: Bilingual(en: "a number", fr: "un nombre")
    case .string: Bilingual(en: "a string", fr: "une chaîne")
    case .array: Bilingual(en: "an array", fr: "un tableau")
    case .object: Bilingual(en: "an object", fr: "un objet")
    }
  }
}
