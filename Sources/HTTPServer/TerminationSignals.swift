import CEvents

/// SIGINT and SIGTERM, taken from a descriptor instead of a handler.
///
/// Make one before any thread is started, on the main thread: the signals are blocked for that thread and all that it
/// starts, and `wait` is then the only way to hear of them.
public struct TerminationSignals: ~Copyable, Sendable {
  private let descriptor: Descriptor

  /// Begins to hold the signals back.
  public init() throws(ServerError) {
    let raw = cevents_termination()
    guard raw >= 0 else { throw .system(call: "signalfd", code: -raw) }
    descriptor = Descriptor(owning: raw)
  }

  /// Waits for the next of the signals and returns its number.
  public func wait() -> Int32 { cevents_termination_await(descriptor.raw) }
}
