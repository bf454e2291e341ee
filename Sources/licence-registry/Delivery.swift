import Dispatch
import LicenceRegistry
import Licensing

/// Hands over the outbox beside a running server: every few seconds, on a thread of its own, so that no request waits.
final class Delivery: Sendable {
  private let sender: MessageSender
  private let report: @Sendable (any Error) -> Void
  private let queue = DispatchQueue(label: "licence-registry.delivery")
  private let end = DispatchSemaphore(value: 0)

  /// Makes the delivery; ``start()`` starts it.
  init(_ registry: Registry, _ transport: MailTransport, report: @escaping @Sendable (any Error) -> Void) {
    sender = MessageSender(registry, transport)
    self.report = report
  }

  /// Starts to deliver, and goes on until ``stop()``.
  func start() {
    queue.async { [sender, report, end] in
      repeat {
        do {
          _ = try sender.sendDue(clock: SystemClock.now)
        } catch {
          // The outbox is as it was: the next round tries again.
          report(error)
        }
      } while end.wait(timeout: .now() + .seconds(2)) == .timedOut
    }
  }

  /// Ends the delivery once the message in hand is done with.
  func stop() {
    end.signal()
    queue.sync {}
  }
}
