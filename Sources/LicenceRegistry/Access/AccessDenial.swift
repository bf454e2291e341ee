public import Licensing

/// Why a request is not let in.
public enum AccessDenial: Error, Sendable, Hashable {
  /// It bears no token.
  case missing
  /// What it bears can't be a token, or is none that this registry gave out.
  case unknown
  /// The token's time is over.
  case expired(AccessToken)
  /// The token was taken back.
  case revoked(AccessToken)
  /// The token's role lacks the right.
  case forbidden(AccessToken, Right)

  /// A stable code.
  public var code: String {
    switch self {
    case .missing: "access.token_missing"
    case .unknown: "access.token_unknown"
    case .expired: "access.token_expired"
    case .revoked: "access.token_revoked"
    case .forbidden: "access.forbidden"
    }
  }

  /// The token, if there is one.
  public var token: AccessToken? {
    switch self {
    case .missing, .unknown: nil
    case .expired(let token), .revoked(let token), .forbidden(let token, _): token
    }
  }

  /// Whether the request had a token that was never given out, as somebody has who guesses.
  public var isGuess: Bool { self == .unknown }
}
