/// Remembers which tokens are due when, in slots of a few milliseconds.
///
/// Entries are never taken out: the owner of a token keeps its own deadline and remembers its earliest entry. When that
/// one is told too early, it enters the token again; when another is told, it ignores that. Moving a deadline back, as
/// every request does, is therefore free, and entries do not pile up.
struct TimerWheel {
  private let tick: Int
  private var slots: [[UInt64]]
  /// One bit for each slot that is not empty.
  private var occupied: [UInt64]
  /// The last tick that was looked at.
  private var current: Int

  /// Makes an empty wheel.
  /// - Parameters:
  ///   - now: the present, in microseconds.
  ///   - tick: the width of a slot, in microseconds.
  ///   - slotCount: a multiple of 64; deadlines further away than the whole wheel are told early.
  init(now: Int, tick: Int = 8192, slotCount: Int = 1024) {
    precondition(slotCount % 64 == 0 && slotCount > 0 && tick > 0, "a wheel has whole words of slots")
    self.tick = tick
    slots = Array(repeating: [], count: slotCount)
    occupied = Array(repeating: 0, count: slotCount / 64)
    current = now / tick
  }

  /// Enters a token and returns when it will be told: in the tick after its deadline, or early if that lies beyond the
  /// wheel.
  @discardableResult
  mutating func insert(_ token: UInt64, deadline: Int) -> Int {
    let due = min(max(deadline / tick + 1, current + 1), current + slots.count - 1)
    let slot = due % slots.count
    slots[slot].append(token)
    occupied[slot / 64] |= 1 << UInt64(slot % 64)
    return due * tick
  }

  /// Takes out all tokens whose tick has come.
  mutating func expire(now: Int, into tokens: inout [UInt64]) {
    let target = now / tick
    guard target > current else { return }
    // After a long sleep each slot is looked at once.
    for step in max(current + 1, target - slots.count + 1)...target {
      let slot = step % slots.count
      guard !slots[slot].isEmpty else { continue }
      tokens.append(contentsOf: slots[slot])
      slots[slot].removeAll(keepingCapacity: slots[slot].capacity <= 1024)
      occupied[slot / 64] &= ~(1 << UInt64(slot % 64))
    }
    current = target
  }

  /// Microseconds until the next slot that is not empty; nil when all are.
  func delay(now: Int) -> Int? {
    let first = (current + 1) % slots.count
    var distance = 0
    while distance < slots.count {
      let slot = (first + distance) % slots.count
      let word = occupied[slot / 64] >> UInt64(slot % 64)
      if word != 0 {
        return max(0, (current + 1 + distance + word.trailingZeroBitCount) * tick - now)
      }
      distance += 64 - slot % 64
    }
    return nil
  }
}
