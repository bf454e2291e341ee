import HTTPCore
import Synchronization

/// Brings the pieces of one body to its sink on the workers, in order and one at a time, and tells the loop how far it is.
final class BodyFeed: Sendable {
  /// What the loop hears.
  enum Progress: Sendable {
    /// So many bytes were taken.
    case took(Int)
    /// The body is complete and the sink content.
    case stored
    /// The sink has refused the body, and has been told that it ends.
    case refused(HTTPFault)
  }

  private struct State: Sendable {
    enum End {
      case finish, abort
    }
    var pieces: [[UInt8]] = []
    var end: End?
    var isWorking = false
    var isOver = false
  }

  /// Where the body goes.
  let sink: any BodySink
  private let workers: WorkerPool
  private let report: @Sendable (BodyFeed, Progress) -> Void
  private let state = Mutex(State())

  init(
    _ sink: any BodySink, _ workers: WorkerPool, report: @escaping @Sendable (BodyFeed, Progress) -> Void
  ) {
    self.sink = sink
    self.workers = workers
    self.report = report
  }

  /// Passes a piece on.
  func write(_ bytes: [UInt8]) { enter { $0.pieces.append(bytes) } }

  /// The body is complete.
  func finish() { enter { $0.end = .finish } }

  /// The body will not be completed; what waits is dropped.
  func abort() {
    enter { state in
      state.pieces = []
      state.end = .abort
    }
  }

  private func enter(_ change: (inout State) -> Void) {
    let mustStart = state.withLock { state in
      guard !state.isOver else { return false }
      change(&state)
      defer { state.isWorking = true }
      return !state.isWorking
    }
    if mustStart { workers.perform { [self] in work() } }
  }

  private func work() {
    while true {
      let (pieces, end) = state.withLock { state in
        defer { state.pieces = [] }
        if state.pieces.isEmpty, state.end == nil { state.isWorking = false }
        if state.end != nil { state.isOver = true }
        return (state.pieces, state.end)
      }
      if end == .abort { return sink.abort() }
      do throws(HTTPFault) {
        for piece in pieces {
          try sink.write(piece[...])
          report(self, .took(piece.count))
        }
      } catch {
        state.withLock { $0.isOver = true }
        sink.abort()
        return report(self, .refused(error))
      }
      if end == .finish { return finishSink() }
      if pieces.isEmpty { return }
    }
  }

  private func finishSink() {
    do throws(HTTPFault) {
      try sink.finish()
      report(self, .stored)
    } catch {
      report(self, .refused(error))
    }
  }
}
