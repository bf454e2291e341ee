public import HTTPCore
import Synchronization

/// What all loops of a server have served, for a route that tells it.
public final class ServerMetrics: Sendable {
  /// The counts of one loop, behind a lock that only a reader of the metrics ever contends for.
  final class LoopCounts: Sendable {
    let counts = Mutex(RequestMetrics())
  }

  private let loops = Mutex<[LoopCounts]>([])
  private let log: ServerLog?

  /// Makes counts of nothing.
  ///
  /// - Parameter log: a log to write the same events to.
  public init(log: ServerLog? = nil) {
    self.log = log
  }

  /// Makes the observer of one more loop, which counts and logs.
  public func observer() -> any AccessObserver {
    let counts = LoopCounts()
    loops.withLock { $0.append(counts) }
    return LoopReporter(counts, log)
  }

  /// Writes the counts of all loops together.
  ///
  /// - Parameter text: what they are added to.
  public func write(into text: inout MetricsText) {
    var all = RequestMetrics()
    for loop in loops.withLock({ $0 }) { all.add(loop.counts.withLock { $0 }) }
    all.write(into: &text)
    if let log {
      text.family("log_lines_dropped_total", .counter, "Lines that the log had no room or no disk for.")
      text.sample("log_lines_dropped_total", [], log.dropped)
    }
  }
}
