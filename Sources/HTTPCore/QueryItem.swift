/// One `name=value` of a query, decoded: escapes are bytes of UTF-8 and "+" is a space.
public struct QueryItem: Sendable, Hashable {
  /// The decoded name.
  public let name: String
  /// The decoded value; empty where there is no "=".
  public let value: String

  /// Makes an item of decoded texts.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
