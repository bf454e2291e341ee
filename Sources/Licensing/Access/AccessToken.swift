/// What the registry keeps of an access token; the token itself is shown once and not kept.
public struct AccessToken: Sendable, Hashable {
  /// The token's id, `tok_` and 26 characters.
  public var id: String
  /// What people call it, such as the program that uses it.
  public var name: String
  /// What its holder may do.
  public var role: Role
  /// When it was made.
  public var created: UTCInstant
  /// Who made it.
  public var creator: String
  /// From when on it is no longer accepted; `nil`: it does not expire.
  public var expires: UTCInstant?
  /// From when on it is no longer accepted because somebody took it back.
  public var revoked: UTCInstant?
  /// About when it was last used; a few minutes may be missing.
  public var lastUsed: UTCInstant?

  /// Makes the record of a token.
  public init(
    id: String, name: String, role: Role, created: UTCInstant, creator: String, expires: UTCInstant? = nil,
    revoked: UTCInstant? = nil, lastUsed: UTCInstant? = nil
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.created = created
    self.creator = creator
    self.expires = expires
    self.revoked = revoked
    self.lastUsed = lastUsed
  }

  /// Whether a token counts.
  public enum State: String, Sendable, CaseIterable {
    /// It is accepted.
    case active
    /// It was accepted until its time was over.
    case expired
    /// Somebody took it back.
    case revoked
  }

  /// Whether the token counts at a time.
  public func state(at now: UTCInstant) -> State {
    if revoked != nil { return .revoked }
    return expires.map { $0 <= now } == true ? .expired : .active
  }

  /// Who did something with the token, for records that stay: its name may be given again, its id is not.
  public var actor: String { "token:\(name)/\(id)" }

  /// The longest name, in characters.
  public static let longestName = 64
}
