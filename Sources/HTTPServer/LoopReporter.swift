import HTTPCore
import Synchronization

/// Brings what happens on one loop to the metrics and to the log.
final class LoopReporter: AccessObserver {
  private let counts: ServerMetrics.LoopCounts
  private let log: ServerLog?

  init(_ counts: ServerMetrics.LoopCounts, _ log: ServerLog?) {
    self.counts = counts
    self.log = log
  }

  func finished(_ record: AccessRecord) {
    counts.counts.withLock { $0.add(record) }
    log?.write(record)
  }

  func failed(_ failure: HandlerFailure) {
    counts.counts.withLock { $0.addFailure() }
    log?.write(failure)
  }

  func opened() { counts.counts.withLock { $0.addOpened() } }
  func closed() { counts.counts.withLock { $0.addClosed() } }
  func refused() { counts.counts.withLock { $0.addRefused() } }
}
