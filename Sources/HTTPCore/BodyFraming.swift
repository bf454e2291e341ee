/// How the end of a request's body is known.
public enum BodyFraming: Sendable, Hashable {
  /// There is no body.
  case none
  /// The body has this many bytes; may be 0.
  case length(Int)
  /// The body comes in chunks and says itself when it ends.
  case chunked

  /// Whether bytes of a body will follow.
  public var hasBody: Bool {
    switch self {
    case .none, .length(0): false
    case .length, .chunked: true
    }
  }
}
