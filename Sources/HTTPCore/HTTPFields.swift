/// The fields of a message's head, in order; names are kept in lower case and found whatever the case asked for.
///
/// A value cannot carry a control byte: each byte below space other than tab, and DEL, is replaced by a space when the
/// value is stored, so text from a record can never start a second field or a second response. A name that is not a
/// token is our own bug and traps.
public struct HTTPFields: Sendable, Hashable {
  /// One field.
  public struct Field: Sendable, Hashable {
    /// In lower case.
    public let name: String
    /// Without spaces around it.
    public let value: String
  }

  private var fields: [Field] = []

  /// Makes an empty list.
  public init() {}

  /// The first value under a name, or nil.
  public subscript(_ name: String) -> String? {
    for field in fields where Self.isSame(field.name, name) { return field.value }
    return nil
  }

  /// All values under a name, in order.
  public func values(_ name: String) -> [String] {
    fields.filter { Self.isSame($0.name, name) }.map(\.value)
  }

  /// Whether there is a field of this name.
  public func contains(_ name: String) -> Bool { self[name] != nil }

  /// Adds a field after the others.
  public mutating func append(_ name: String, _ value: String) {
    let key = Self.key(name)
    precondition(ByteSet.token.isMadeOf(key.utf8.span), "\"\(name)\" is not a field name")
    fields.append(Field(name: key, value: Self.clean(value)))
  }

  /// Replaces all fields of a name by one.
  public mutating func set(_ name: String, _ value: String) {
    remove(name)
    append(name, value)
  }

  /// Removes all fields of a name.
  public mutating func remove(_ name: String) {
    guard contains(name) else { return }
    fields.removeAll { Self.isSame($0.name, name) }
  }

  /// Adds a field that the parser has checked already.
  mutating func appendParsed(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// Whether a name in lower case is another one in any case; most are told apart by their lengths.
  private static func isSame(_ lowered: String, _ name: String) -> Bool {
    guard lowered.utf8.count == name.utf8.count else { return false }
    return lowered == name || lowered == key(name)
  }

  private static func key(_ name: String) -> String {
    for byte in name.utf8 where Byte.lowered(byte) != byte {
      return String(decoding: name.utf8.map(Byte.lowered), as: UTF8.self)
    }
    return name
  }

  private static func clean(_ value: String) -> String {
    for byte in value.utf8 where !Byte.isFieldText(byte) {
      return String(decoding: value.utf8.map { Byte.isFieldText($0) ? $0 : Byte.space }, as: UTF8.self)
    }
    return value
  }
}

extension HTTPFields: RandomAccessCollection {
  /// The first position.
  public var startIndex: Int { fields.startIndex }
  /// The position after the last.
  public var endIndex: Int { fields.endIndex }
  /// The field at a position.
  public subscript(position: Int) -> Field { fields[position] }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
  /// Makes a list of names and values; a name may stand more than once.
  public init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }
}
