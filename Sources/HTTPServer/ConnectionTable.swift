/// The connections of a loop, found by tokens that are never used twice.
///
/// A token is a slot and how often the slot was used before, so that an answer or a deadline for a connection that is
/// gone does not reach the next one in its slot.
struct ConnectionTable {
  private struct Slot {
    var connection: Connection?
    var generation: UInt32 = 0
  }

  private var slots: [Slot] = []
  private var free: [Int] = []

  /// How many there are.
  var count: Int { slots.count - free.count }

  /// Makes a connection for the next free slot.
  mutating func insert(_ make: (UInt64) -> Connection) -> Connection {
    let slot: Int
    if let reused = free.popLast() {
      slot = reused
    } else {
      slot = slots.count
      slots.append(Slot())
    }
    let connection = make(UInt64(slots[slot].generation) << 32 | UInt64(slot))
    slots[slot].connection = connection
    return connection
  }

  /// The connection of a token, unless it is gone.
  subscript(_ token: UInt64) -> Connection? {
    let slot = Int(token & 0xFFFF_FFFF)
    guard slot < slots.count, UInt64(slots[slot].generation) == token >> 32 else { return nil }
    return slots[slot].connection
  }

  /// Forgets the connection of a token.
  mutating func remove(_ token: UInt64) {
    guard self[token] != nil else { return }
    let slot = Int(token & 0xFFFF_FFFF)
    slots[slot].connection = nil
    // The largest generation is left to the tokens of the loop itself.
    slots[slot].generation = slots[slot].generation == .max - 1 ? 0 : slots[slot].generation + 1
    free.append(slot)
  }

  /// All connections, as they are now.
  var all: [Connection] { slots.compactMap(\.connection) }
}
