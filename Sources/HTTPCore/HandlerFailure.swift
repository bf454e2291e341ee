/// A fault inside a handler: the client is told an id only, and the log what happened.
public struct HandlerFailure: Sendable {
  /// The request's id.
  public let requestID: String
  /// The request's method.
  public let method: HTTPMethod
  /// The pattern of its route.
  public let route: String?
  /// What went wrong, as the error describes itself.
  public let text: String

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - requestID: the request's id.
  ///   - method: the request's method.
  ///   - route: the pattern of its route.
  ///   - text: what went wrong.
  public init(requestID: String, method: HTTPMethod, route: String?, text: String) {
    self.requestID = requestID
    self.method = method
    self.route = route
    self.text = text
  }
}
