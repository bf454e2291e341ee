/// What a route table says about a request.
public enum RouteMatch<Handler> {
  /// A route answers; the pattern is its name in metrics.
  case found(Handler, parameters: RouteParameters, pattern: String)
  /// The path exists, with these methods only.
  case methodNotAllowed(allow: [HTTPMethod])
  /// There is no such path.
  case notFound
}

extension RouteMatch: Sendable where Handler: Sendable {}
