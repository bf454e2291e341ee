import CEvents
import Synchronization

/// Brings messages from other threads to a loop, and wakes it.
final class Mailbox: Sendable {
  private let messages = Mutex<[LoopMessage]>([])
  private let flag: Descriptor

  init() throws(ServerError) {
    let raw = cevents_flag()
    guard raw >= 0 else { throw .system(call: "eventfd", code: -raw) }
    flag = Descriptor(owning: raw)
  }

  /// What the loop watches.
  var descriptor: Int32 { flag.raw }

  /// Leaves a message; only the first of several has to wake the loop.
  func post(_ message: LoopMessage) {
    let wakes = messages.withLock { messages in
      messages.append(message)
      return messages.count == 1
    }
    if wakes { _ = cevents_flag_raise(flag.raw) }
  }

  /// Takes all messages.
  func collect() -> [LoopMessage] {
    // Lowered first: a message that comes after this raises the flag again.
    _ = cevents_flag_lower(flag.raw)
    return messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
