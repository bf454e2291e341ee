import Hashing
import Licensing
import SQLiteStore

/// Finds access tokens for one reader; what it found before is at hand as long as no token changed, in any process.
final class TokenLookup {
  private let connection: Connection
  private let queries: FactQueries
  private var known: [Digest: AccessToken] = [:]
  /// What was sent last and was a token: most requests bear the same as the one before.
  private var last: (secret: TokenSecret, token: AccessToken)?
  private var revision = -1
  /// Most tokens at hand; a registry that has more looks the others up.
  private static let capacity = 4096

  init(_ connection: Connection, _ queries: FactQueries) {
    self.connection = connection
    self.queries = queries
  }

  /// The token that a client sent, as it is on the state that is being read.
  func token(_ text: Substring) throws -> AccessToken? {
    // Neither how much of a text is right nor where it is wrong can be told from how long this takes, nor from the digest
    // of what was sent, by which all others are found.
    if let last, last.secret.isSame(as: text), try isUnchanged() { return last.token }
    guard let secret = TokenSecret(text), let token = try token(secret.digest) else { return nil }
    last = (secret, token)
    return token
  }

  /// The token under a digest, as it is on the state that is being read.
  private func token(_ digest: Digest) throws -> AccessToken? {
    if try isUnchanged(), let token = known[digest] { return token }
    guard let token = try connection.token(digest: digest) else { return nil }
    if known.count >= TokenLookup.capacity { known.removeAll() }
    known[digest] = token
    return token
  }

  /// Whether no token changed since the last look; forgets them all if one did.
  private func isUnchanged() throws -> Bool {
    let current = try queries.revisions().access
    guard current != revision else { return true }
    known.removeAll()
    last = nil
    revision = current
    return false
  }
}
