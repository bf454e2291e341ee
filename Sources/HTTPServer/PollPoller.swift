import CEvents
import Glibc

/// Waits with poll(2): the same behaviour with nothing but POSIX, so that tests can compare.
final class PollPoller: Poller {
  private var entries: [pollfd] = []
  private var tokens: [UInt64] = []
  private var positions: [Int32: Int] = [:]

  func add(_ descriptor: Int32, _ interest: Interest, token: UInt64) -> Int32 {
    guard positions[descriptor] == nil else { return EEXIST }
    positions[descriptor] = entries.count
    entries.append(pollfd(fd: descriptor, events: Self.mask(interest), revents: 0))
    tokens.append(token)
    return 0
  }

  func change(_ descriptor: Int32, _ interest: Interest, token: UInt64) {
    guard let position = positions[descriptor] else { return }
    entries[position].events = Self.mask(interest)
    tokens[position] = token
  }

  func remove(_ descriptor: Int32) {
    guard let position = positions.removeValue(forKey: descriptor) else { return }
    let last = entries.count - 1
    if position != last {
      entries[position] = entries[last]
      tokens[position] = tokens[last]
      positions[entries[position].fd] = position
    }
    entries.removeLast()
    tokens.removeLast()
  }

  func wait(milliseconds: Int32, into events: inout [PollEvent]) {
    events.removeAll(keepingCapacity: true)
    // The buffer belongs to the array for the length of the call, and the kernel is told its size.
    let count = unsafe entries.withUnsafeMutableBufferPointer { buffer in
      unsafe poll(buffer.baseAddress, nfds_t(buffer.count), milliseconds)
    }
    guard count > 0 else { return }
    for (position, entry) in entries.enumerated() where entry.revents != 0 {
      let mask = Int32(entry.revents)
      events.append(
        PollEvent(
          token: tokens[position], isReadable: mask & POLLIN != 0, isWritable: mask & POLLOUT != 0,
          hasFailed: mask & (POLLERR | POLLHUP | POLLNVAL) != 0))
    }
  }

  private static func mask(_ interest: Interest) -> Int16 {
    var mask: Int32 = 0
    if interest.contains(.readable) { mask |= POLLIN }
    if interest.contains(.writable) { mask |= POLLOUT }
    return Int16(mask)
  }
}
