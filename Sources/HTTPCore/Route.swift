/// An entry of a route table: which requests it answers.
public struct Route: Sendable, Hashable {
  /// The method it answers.
  public let method: HTTPMethod
  /// The path, such as "/v1/decisions/{id}".
  public let pattern: String

  /// Makes an entry.
  public init(_ method: HTTPMethod, _ pattern: String) {
    self.method = method
    self.pattern = pattern
  }
}
