import Dispatch
import LicenceRegistry
import Licensing
import Synchronization

/// What a running server does by itself, on a thread of its own, so that no request waits: it hands over the outbox every
/// few seconds, and forgets every hour what is older than its time of keeping.
final class Delivery: Sendable {
  private let registry: Registry
  private let sender: MessageSender?
  private let retention: Retention
  private let report: @Sendable (any Error) -> Void
  private let queue = DispatchQueue(label: "licence-registry.delivery")
  private let end = DispatchSemaphore(value: 0)
  private let isStopped = Atomic(false)

  /// Makes the delivery; ``start()`` starts it.
  ///
  /// - Parameters:
  ///   - registry: whose outbox.
  ///   - transport: where mail goes; `nil`: it stays in the outbox.
  ///   - retention: for how long things are kept.
  ///   - report: told of what goes wrong.
  init(
    _ registry: Registry, _ transport: MailTransport?, _ retention: Retention,
    report: @escaping @Sendable (any Error) -> Void
  ) {
    self.registry = registry
    self.retention = retention
    self.report = report
    sender = transport.map { MessageSender(registry, $0) }
  }

  /// Starts to deliver, and goes on until ``stop()``.
  func start() {
    queue.async { [self] in
      var lastHour: Int64 = 0
      let isStopped = { self.isStopped.load(ordering: .relaxed) }
      repeat {
        // Each by itself: what goes wrong with one must not keep the others. All is as it was then, and tried again.
        attempt { try registry.lookAtWaitingResends(until: isStopped, clock: SystemClock.now).forEach(report) }
        attempt { _ = try sender?.sendDue(until: isStopped, clock: SystemClock.now) }
        let now = SystemClock.now()
        if now.seconds / 3600 != lastHour {
          attempt { _ = try registry.forget(retention, now: now) }
          lastHour = now.seconds / 3600
        }
      } while end.wait(timeout: .now() + .seconds(2)) == .timedOut
    }
  }

  private func attempt(_ work: () throws -> Void) {
    do {
      try work()
    } catch {
      report(error)
    }
  }

  /// Begins nothing new from now on; what is left waits for the next start.
  func stop() {
    isStopped.store(true, ordering: .relaxed)
    end.signal()
  }

  /// Waits, after ``stop()``, until the message in hand is done with.
  func wait() { queue.sync {} }
}
