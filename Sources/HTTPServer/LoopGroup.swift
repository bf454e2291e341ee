import Synchronization

/// What the loops of a server tell the thread that started them.
final class LoopGroup: Sendable {
  private struct Progress {
    var starting: Int
    var running: Int
    var failure: (any Error)?
  }

  let mailboxes: [Mailbox]
  /// Opens when all loops have ended.
  let ended: Latch
  private let started: Latch
  private let progress: Mutex<Progress>

  init(count: Int) throws(ServerError) {
    var mailboxes: [Mailbox] = []
    for _ in 0..<count { mailboxes.append(try Mailbox()) }
    self.mailboxes = mailboxes
    ended = try Latch()
    started = try Latch()
    progress = Mutex(Progress(starting: count, running: count))
  }

  /// A loop serves, or could not start.
  func reportStart(_ failure: (any Error)?) {
    let isLast = progress.withLock { progress in
      progress.starting -= 1
      if progress.failure == nil { progress.failure = failure }
      return progress.starting == 0
    }
    if isLast { started.open() }
  }

  /// A loop has ended, or could not start; true for the last of them.
  func reportEnd() -> Bool {
    let isLast = progress.withLock { progress in
      progress.running -= 1
      return progress.running == 0
    }
    if isLast { ended.open() }
    return isLast
  }

  /// Waits until every loop has reported; why one could not start, if one could not.
  func awaitStart() -> (any Error)? {
    started.wait()
    return progress.withLock { $0.failure }
  }
}
