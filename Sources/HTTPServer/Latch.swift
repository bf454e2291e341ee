import CEvents

/// A door that opens once, for any number of threads that wait at it.
final class Latch: Sendable {
  private let flag: Descriptor

  init() throws(ServerError) {
    let raw = cevents_flag()
    guard raw >= 0 else { throw .system(call: "eventfd", code: -raw) }
    flag = Descriptor(owning: raw)
  }

  /// Becomes readable when the door opens, and stays so.
  var descriptor: Int32 { flag.raw }

  func open() { _ = cevents_flag_raise(flag.raw) }

  /// Waits until the door is open; the flag is never lowered, so all waiters pass.
  func wait() { _ = cevents_await(flag.raw) }

  /// Waits until the door is open, but not for ever.
  func wait(milliseconds: Int32) { _ = cevents_await_one(flag.raw, -1, milliseconds) }
}
