import Synchronization

/// How many bytes all connections together hold for handlers that want whole bodies and for clients that read slowly.
final class BufferBudget: Sendable {
  private let limit: Int
  private let used = Atomic(0)

  init(limit: Int) { self.limit = limit }

  /// Takes note of bytes more, or fewer.
  func add(_ count: Int) { used.add(count, ordering: .relaxed) }

  /// Whether more is held than there should be.
  var isExceeded: Bool { used.load(ordering: .relaxed) > limit }
}
