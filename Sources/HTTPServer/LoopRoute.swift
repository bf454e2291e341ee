import HTTPCore

/// The way back to one event loop, and to the server's workers.
final class LoopRoute: AnswerRoute {
  private let mailbox: Mailbox
  private let workers: WorkerPool

  init(_ mailbox: Mailbox, _ workers: WorkerPool) {
    self.mailbox = mailbox
    self.workers = workers
  }

  func deliver(_ answers: [DeferredAnswer]) { mailbox.post(.answers(answers)) }

  func perform(_ work: @escaping @Sendable () -> Void) -> Bool { workers.tryToPerform(work) }
}
