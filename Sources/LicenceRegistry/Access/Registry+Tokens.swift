public import Licensing
import SQLiteStore
import Synchronization

extension Registry {
  /// Makes an access token and returns it with what its holder gets, which is not kept.
  ///
  /// - Parameters:
  ///   - name: what people call it.
  ///   - role: what its holder may do.
  ///   - expires: from when on it is no longer accepted; `nil` for never.
  ///   - actor: who makes it.
  ///   - now: the present.
  /// - Throws: `SQLiteError` if the file can't be written.
  public func createToken(
    name: String, role: Role, expires: UTCInstant?, actor: String, now: UTCInstant
  ) throws -> (token: AccessToken, secret: TokenSecret) {
    let secret = TokenSecret()
    let token = AccessToken(
      id: RecordID.make("tok", now: now), name: name, role: role, created: now, creator: actor, expires: expires)
    let digest = secret.digest
    try writer.write { connection in
      try connection.insert(token, digest: digest)
      let event = Event(
        actor: actor, action: "token.created", subject: "tokens/\(token.id)",
        details: TokenEventDetails.of(token, seal: try connection.seal(ofToken: token.id)))
      try connection.append(event, at: now)
    }
    return (token, secret)
  }

  /// Takes a token back, for good and at once; of one that was taken back before, nothing changes.
  ///
  /// Returns the token as it is now, or `nil` if there is none with this id.
  ///
  /// - Parameters:
  ///   - id: the token's id.
  ///   - actor: who takes it back.
  ///   - now: the present.
  /// - Throws: `SQLiteError` if the file can't be written.
  public func revokeToken(id: String, actor: String, now: UTCInstant) throws -> AccessToken? {
    let result = Mutex<AccessToken?>(nil)
    try writer.write { connection in
      guard let token = try connection.token(id: id) else { return }
      if token.revoked == nil {
        try connection.revokeToken(id: id, at: now)
        let event = Event(
          actor: actor, action: "token.revoked", subject: "tokens/\(id)",
          details: TokenEventDetails.of(token, seal: try connection.seal(ofToken: id)))
        try connection.append(event, at: now)
      }
      let revoked = try connection.token(id: id)
      result.withLock { $0 = revoked }
    }
    return result.withLock { $0 }
  }

  /// Every token, in the order in which they were made.
  public func tokens() throws -> [AccessToken] {
    try file.connect(.read).tokens()
  }
}
