/// One entry of a route table.
public struct Route<Handler> {
  /// The method it answers.
  public let method: HTTPMethod
  /// The path, such as "/v1/decisions/{id}".
  public let pattern: String
  /// What answers.
  public let handler: Handler

  /// Makes an entry.
  public init(_ method: HTTPMethod, _ pattern: String, _ handler: Handler) {
    self.method = method
    self.pattern = pattern
    self.handler = handler
  }
}

extension Route: Sendable where Handler: Sendable {}
