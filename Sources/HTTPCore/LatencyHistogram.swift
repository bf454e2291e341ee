/// Counts durations by size, as a Prometheus histogram has them.
struct LatencyHistogram: Sendable {
  /// The upper ends of the buckets, in microseconds, and as Prometheus writes them, in seconds.
  static let bounds: [(microseconds: Int, text: String)] = [
    (50, "0.00005"), (100, "0.0001"), (250, "0.00025"), (500, "0.0005"), (1000, "0.001"), (2500, "0.0025"),
    (5000, "0.005"), (10_000, "0.01"), (25_000, "0.025"), (50_000, "0.05"), (100_000, "0.1"), (250_000, "0.25"),
    (500_000, "0.5"), (1_000_000, "1"), (2_500_000, "2.5"), (10_000_000, "10"),
  ]

  /// How many fell into each bucket; the last is for what is longer than all bounds.
  private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
  /// All durations together, in microseconds.
  private(set) var sum = 0

  mutating func add(_ microseconds: Int) {
    counts[Self.bounds.firstIndex { microseconds <= $0.microseconds } ?? Self.bounds.count] += 1
    sum += microseconds
  }

  mutating func add(_ other: LatencyHistogram) {
    for index in counts.indices { counts[index] += other.counts[index] }
    sum += other.sum
  }

  /// Writes the samples of one series.
  func write(_ name: String, _ labels: [(String, String)], into text: inout MetricsText) {
    var total = 0
    for (count, bound) in zip(counts, Self.bounds.map(\.text) + ["+Inf"]) {
      total += count
      text.sample(name + "_bucket", labels + [("le", bound)], total)
    }
    text.sample(name + "_sum", labels, Double(sum) / 1_000_000)
    text.sample(name + "_count", labels, total)
  }
}
