import CEvents
import Glibc

/// SIGINT, SIGTERM and SIGHUP, taken from a descriptor instead of a handler.
///
/// Make one before any thread is started, on the main thread: the signals are blocked for that thread and all that it
/// starts, and `wait` is then the only way to hear of them.
public struct TerminationSignals: ~Copyable, Sendable {
  /// What a signal asks for.
  public enum Request: Sendable, Equatable {
    /// To end: SIGINT or SIGTERM.
    case terminate
    /// To open the log anew: SIGHUP.
    case reopenLog
  }

  private let descriptor: Descriptor

  /// Begins to hold the signals back.
  ///
  /// - Throws: ``ServerError`` if the system refuses.
  public init() throws(ServerError) {
    let raw = cevents_signals()
    guard raw >= 0 else { throw .system(call: "signalfd", code: -raw) }
    descriptor = Descriptor(owning: raw)
  }

  /// Waits for the next of the signals.
  public func wait() -> Request {
    cevents_signals_take(descriptor.raw) == SIGHUP ? .reopenLog : .terminate
  }

  /// Hears of no further signal: from now on SIGINT and SIGTERM end the program at once, as they end any other.
  public consuming func release() { cevents_signals_release() }

  /// Waits for the next of the signals, or until a door is open; nil then.
  func wait(or latch: Latch) -> Request? {
    cevents_await_one(descriptor.raw, latch.descriptor, -1) == 0 ? wait() : nil
  }
}
