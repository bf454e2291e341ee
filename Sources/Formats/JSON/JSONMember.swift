/// One member of a JSON object: a key and a value, each with its place.
public struct JSONMember: Sendable {
  /// The key, its escapes resolved.
  public let key: String
  /// Where the key begins.
  public let keyPosition: SourcePosition
  /// The value.
  public let value: JSONNode

  /// Makes a member by hand, for tests and for writing.
  public init(key: String, keyPosition: SourcePosition = .start, value: JSONNode) {
    self.key = key
    self.keyPosition = keyPosition
    self.value = value
  }
}
