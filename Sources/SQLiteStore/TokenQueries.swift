public import Hashing
public import Licensing

extension Connection {
  /// Adds a token under the digest of what its holder has.
  public func insert(_ token: AccessToken, digest: Digest) throws {
    let insert = try statement(
      """
      INSERT INTO tokens (digest, id, name, role, created, creator, expires, revoked, lastUsed)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      """)
    insert.bind(1, digest.description)
    insert.bind(2, token.id)
    insert.bind(3, token.name)
    insert.bind(4, token.role.rawValue)
    insert.bind(5, token.created.description)
    insert.bind(6, token.creator)
    insert.bind(7, token.expires?.description)
    insert.bind(8, token.revoked?.description)
    insert.bind(9, token.lastUsed?.description)
    try insert.run()
  }

  /// The token whose holder has the text with a digest.
  public func token(digest: Digest) throws -> AccessToken? {
    let select = try statement("SELECT \(Connection.tokenColumns), digest FROM tokens WHERE digest = ?1")
    select.bind(1, digest.description)
    defer { select.reset() }
    guard try select.step(), let kept = Digest(hexadecimal: select.text(8)), kept == digest else { return nil }
    return try Connection.token(select)
  }

  /// Every token, in the order in which they were made.
  public func tokens() throws -> [AccessToken] {
    let select = try statement("SELECT \(Connection.tokenColumns) FROM tokens ORDER BY created, id")
    defer { select.reset() }
    var tokens: [AccessToken] = []
    while try select.step() { tokens.append(try Connection.token(select)) }
    return tokens
  }

  /// The token with an id.
  public func token(id: String) throws -> AccessToken? {
    let select = try statement("SELECT \(Connection.tokenColumns) FROM tokens WHERE id = ?1")
    select.bind(1, id)
    defer { select.reset() }
    return try select.step() ? try Connection.token(select) : nil
  }

  /// Takes a token back, for good.
  public func revokeToken(id: String, at now: UTCInstant) throws {
    let update = try statement("UPDATE tokens SET revoked = ?2 WHERE id = ?1 AND revoked IS NULL")
    update.bind(1, id)
    update.bind(2, now.description)
    try update.run()
  }

  /// Notes that a token was used.
  public func noteUse(ofToken id: String, at now: UTCInstant) throws {
    let update = try statement("UPDATE tokens SET lastUsed = ?2 WHERE id = ?1 AND (lastUsed IS NULL OR lastUsed < ?2)")
    update.bind(1, id)
    update.bind(2, now.description)
    try update.run()
  }

  private static let tokenColumns = "id, name, role, created, creator, expires, revoked, lastUsed"

  private static func token(_ row: Statement) throws -> AccessToken {
    func instant(_ column: Int32) throws -> UTCInstant? {
      guard let text = row.optionalText(column) else { return nil }
      guard case .instant(let instant)? = try? Moment(text) else {
        throw StoreError.corrupt(reason: "token \(row.text(0)) has an unreadable time")
      }
      return instant
    }
    guard let role = Role(rawValue: row.text(2)), let created = try instant(3) else {
      throw StoreError.corrupt(reason: "token \(row.text(0)) has an unknown role or time")
    }
    return AccessToken(
      id: row.text(0), name: row.text(1), role: role, created: created, creator: row.text(4), expires: try instant(5),
      revoked: try instant(6), lastUsed: try instant(7))
  }
}

extension Connection {
  /// A secret of this registry's own.
  public func secret(_ name: String) throws -> [UInt8] {
    let select = try statement("SELECT value FROM secrets WHERE name = ?1")
    select.bind(1, name)
    defer { select.reset() }
    guard try select.step() else { throw StoreError.corrupt(reason: "the secret \(name) is missing") }
    return select.blob(0)
  }
}
