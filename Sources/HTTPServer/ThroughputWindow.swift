/// Judges a peer that sends or reads a message: too slow over a stretch of time, or too long in all.
struct ThroughputWindow {
  private let length: Int
  private let leastBytes: Int
  private let end: Int
  private var windowEnd: Int
  private var bytes = 0

  /// Begins to judge; times are in microseconds.
  init(now: Int, length: Int, bytesPerSecond: Int, total: Int) {
    self.length = length
    leastBytes = Int((Double(length) / 1_000_000 * Double(bytesPerSecond)).rounded(.up))
    end = now + total
    windowEnd = now + length
  }

  /// When to ask for the next verdict.
  var deadline: Int { min(windowEnd, end) }

  /// Takes note of bytes that went over.
  mutating func add(_ count: Int) { bytes += count }

  /// Whether the peer may go on; a new stretch begins when the last one is over.
  mutating func mayGoOn(now: Int) -> Bool {
    guard now < end else { return false }
    guard now >= windowEnd else { return true }
    guard bytes >= leastBytes else { return false }
    bytes = 0
    windowEnd = now + length
    return true
  }
}
