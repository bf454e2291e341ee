import HTTPCore
import Synchronization

/// Counts the connections of all loops, in all and by address.
final class ConnectionCensus: Sendable {
  private struct Counts {
    var all = 0
    var byAddress: [String: Int] = [:]
  }

  private let counts = Mutex(Counts())
  private let limits: HTTPLimits

  init(limits: HTTPLimits) { self.limits = limits }

  /// Counts a new connection, unless that would be one too many.
  func admit(_ peer: Peer) -> Bool {
    counts.withLock { counts in
      let mine = counts.byAddress[peer.address, default: 0]
      let isExempt = limits.exemptsLoopback && peer.isLocal
      guard counts.all < limits.connections, isExempt || mine < limits.connectionsPerAddress else { return false }
      counts.all += 1
      counts.byAddress[peer.address] = mine + 1
      return true
    }
  }

  /// Forgets a connection that was admitted.
  func release(_ peer: Peer) {
    counts.withLock { counts in
      counts.all -= 1
      let mine = counts.byAddress[peer.address, default: 1] - 1
      counts.byAddress[peer.address] = mine == 0 ? nil : mine
    }
  }
}
