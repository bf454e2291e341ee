public import Licensing

extension RegistryReader {
  /// The token that a client sent, if it counts and its role has a right.
  ///
  /// Asked inside `onOneState` it is judged on the same state as what follows, so that a token that was taken back reads
  /// nothing that was written later.
  ///
  /// - Parameters:
  ///   - text: what the client sent; `nil` if nothing.
  ///   - right: what is to be done; `nil` if any token may.
  ///   - now: the present.
  /// - Throws: ``AccessDenial`` if it is not let in; `SQLiteError` or `StoreError` if the file can't be read.
  public func access(_ text: Substring?, to right: Right?, now: UTCInstant) throws -> AccessToken {
    guard let text else { throw AccessDenial.missing }
    guard let token = try tokens.token(text) else { throw AccessDenial.unknown }
    switch token.state(at: now) {
    case .active: break
    case .expired: throw AccessDenial.expired(token)
    case .revoked: throw AccessDenial.revoked(token)
    }
    if let right, !token.role.allows(right) { throw AccessDenial.forbidden(token, right) }
    return token
  }
}
