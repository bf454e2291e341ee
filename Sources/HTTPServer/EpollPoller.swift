import CEvents
import Glibc

/// Waits with epoll(7), level-triggered.
///
/// Safe: the kernel's events stay inside, and only the integer of their union is ever read.
@safe final class EpollPoller: Poller {
  private let epoll: Descriptor
  private var ready: [epoll_event]

  init(capacity: Int = 256) throws(ServerError) {
    let raw = cevents_epoll()
    guard raw >= 0 else { throw .system(call: "epoll_create1", code: -raw) }
    epoll = Descriptor(owning: raw)
    unsafe ready = Array(repeating: epoll_event(), count: capacity)
  }

  func add(_ descriptor: Int32, _ interest: Interest, token: UInt64) -> Int32 {
    -cevents_epoll_add(epoll.raw, descriptor, Self.mask(interest), token)
  }

  func change(_ descriptor: Int32, _ interest: Interest, token: UInt64) {
    _ = cevents_epoll_change(epoll.raw, descriptor, Self.mask(interest), token)
  }

  func remove(_ descriptor: Int32) {
    _ = cevents_epoll_remove(epoll.raw, descriptor)
  }

  func wait(milliseconds: Int32, into events: inout [PollEvent]) {
    events.removeAll(keepingCapacity: true)
    // The buffer belongs to the array for the length of the call, and the kernel is told its size.
    let count = unsafe ready.withUnsafeMutableBufferPointer { buffer in
      unsafe epoll_wait(epoll.raw, buffer.baseAddress, Int32(buffer.count), milliseconds)
    }
    guard count > 0 else { return }
    for index in 0..<Int(count) {
      let event = unsafe ready[index]
      let mask = unsafe event.events
      events.append(
        PollEvent(
          token: unsafe event.data.u64, isReadable: mask & CEVENTS_READABLE != 0,
          isWritable: mask & CEVENTS_WRITABLE != 0, hasFailed: mask & CEVENTS_FAILED != 0))
    }
  }

  private static func mask(_ interest: Interest) -> UInt32 {
    var mask: UInt32 = 0
    if interest.contains(.readable) { mask |= CEVENTS_READABLE }
    if interest.contains(.writable) { mask |= CEVENTS_WRITABLE }
    if interest.contains(.exclusive) { mask |= CEVENTS_EXCLUSIVE }
    return mask
  }
}
