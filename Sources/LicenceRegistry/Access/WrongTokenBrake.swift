import Licensing
import Synchronization

/// Makes wrong tokens cost time, by the address that they come from.
///
/// Only wrong ones: a good token is let in whatever else comes from its address, so that nobody can lock out others, also
/// behind one proxy. The first few wrong ones of an address are answered at once (a slip of the pen), each further one
/// twice as late as the one before; where too many wait for that, the next is told to come back later.
final class WrongTokenBrake: Sendable {
  /// What becomes of the answer to a wrong token.
  enum Verdict: Equatable {
    /// It is sent at once.
    case now
    /// It is sent after this time, in milliseconds; then ``WrongTokenBrake/release(_:)`` is to be called with the group.
    case delay(Int, group: String)
    /// It is not looked into now; the client may try again after this many seconds.
    case tooMany(retryAfter: Int)
  }

  private struct Attempts {
    var count = 0
    var last: UTCInstant
    var waiting = 0
  }

  /// Wrong tokens that are answered at once.
  private static let free = 3
  /// The longest delay, in milliseconds.
  private static let longest = 2000
  /// One wrong token is forgiven after this many seconds without another.
  private static let forgiving: Int64 = 10
  /// Answers that may wait, for one address and for all.
  private static let waitingOfOne = 8
  private static let waitingOfAll = 256
  /// Addresses that are remembered; beyond, all new ones count as one.
  private static let capacity = 8192

  private let addresses = Mutex<(attempts: [String: Attempts], waiting: Int)>(([:], 0))

  /// Counts a wrong token from an address.
  func count(_ address: String, now: UTCInstant) -> Verdict {
    addresses.withLock { state in
      let key = WrongTokenBrake.known(WrongTokenBrake.network(of: address), &state.attempts, now)
      var attempts = state.attempts[key] ?? Attempts(last: now)
      attempts.count = WrongTokenBrake.remaining(attempts, now) + 1
      attempts.last = now
      defer { state.attempts[key] = attempts }
      guard attempts.waiting < WrongTokenBrake.waitingOfOne, state.waiting < WrongTokenBrake.waitingOfAll else {
        return .tooMany(retryAfter: WrongTokenBrake.longest / 1000)
      }
      let excess = attempts.count - WrongTokenBrake.free
      guard excess > 0 else { return .now }
      attempts.waiting += 1
      state.waiting += 1
      return .delay(min(WrongTokenBrake.longest, 50 << min(excess, 10)), group: key)
    }
  }

  /// A delayed answer to a group of addresses was sent.
  func release(_ group: String) {
    addresses.withLock { state in
      state.waiting -= 1
      state.attempts[group]?.waiting -= 1
    }
  }

  private static func remaining(_ attempts: Attempts, _ now: UTCInstant) -> Int {
    max(0, min(attempts.count, 100) - Int(clamping: (now.seconds - attempts.last.seconds) / forgiving))
  }

  /// Under which key an address is counted; makes room by forgetting those that are forgiven.
  private static func known(_ address: String, _ attempts: inout [String: Attempts], _ now: UTCInstant) -> String {
    if attempts[address] != nil || attempts.count < capacity { return address }
    attempts = attempts.filter { $1.waiting > 0 || remaining($1, now) > 0 }
    return attempts.count < capacity ? address : ""
  }

  /// The address, or of an IPv6 address the network of its first 64 bits: one client has all the others in it.
  static func network(of address: String) -> String {
    guard address.contains(":") else { return address }
    let halves = address.split(separator: "%")[0].split(separator: ":", omittingEmptySubsequences: false)
    guard let gap = halves.firstIndex(of: ""), gap < 4 else { return halves.prefix(4).joined(separator: ":") }
    return halves.prefix(gap).joined(separator: ":") + "::"
  }
}
