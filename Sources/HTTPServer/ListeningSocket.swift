import CEvents
import Glibc
import Synchronization

/// A socket that listens, closed once by its loop.
final class ListeningSocket: Sendable {
  /// The descriptor, valid until `close`.
  let raw: Int32
  /// Whether other loops accept from the same socket.
  let isShared: Bool
  /// How a loop watches it.
  var interest: Interest { isShared ? [.readable, .exclusive] : .readable }
  private let descriptor: Mutex<Descriptor?>

  init(owning raw: Int32, isShared: Bool) {
    self.raw = raw
    self.isShared = isShared
    descriptor = Mutex(Descriptor(owning: raw))
  }

  /// Stops listening.
  func close() {
    descriptor.withLock { $0 = nil }
  }

  /// What came of trying to accept.
  enum Acceptance {
    case connection(Int32, Peer)
    /// Nobody waits.
    case none
    /// The one who waited went away.
    case gone
    /// There are no descriptors or no memory left for now.
    case exhausted
  }

  /// Takes the next waiting connection.
  func accept() -> Acceptance {
    var address = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    // The kernel writes at most `length` bytes into the storage it is given.
    let raw = unsafe cevents_accept(self.raw, &address, &length)
    guard raw < 0 else { return .connection(raw, SocketAddress(address, length).peer) }
    switch -raw {
    case EAGAIN: return .none
    case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
    default: return .gone
    }
  }
}
