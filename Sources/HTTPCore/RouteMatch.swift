/// What a route table says about a request.
public enum RouteMatch: Sendable {
  /// A route answers: its place in the list of which the table was made. The pattern is its name in metrics.
  case found(Int, parameters: RouteParameters, pattern: String)
  /// The path exists, with these methods only.
  case methodNotAllowed(allow: [HTTPMethod])
  /// There is no such path.
  case notFound
}
