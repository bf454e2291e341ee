import Hashing
import Licensing
import SQLiteStore

/// Finds access tokens for one reader; what it found before is at hand as long as no token changed, in any process.
final class TokenLookup {
  private let connection: Connection
  private let queries: FactQueries
  private var known: [Digest: AccessToken] = [:]
  private var revision = -1
  /// Most tokens at hand; a registry that has more looks the others up.
  private static let capacity = 4096

  init(_ connection: Connection, _ queries: FactQueries) {
    self.connection = connection
    self.queries = queries
  }

  /// The token under a digest, as it is on the state that is being read.
  func token(_ digest: Digest) throws -> AccessToken? {
    let current = try queries.revisions().access
    if current != revision {
      known.removeAll()
      revision = current
    }
    if let token = known[digest] { return token }
    guard let token = try connection.token(digest: digest) else { return nil }
    if known.count >= TokenLookup.capacity { known.removeAll() }
    known[digest] = token
    return token
  }
}
