import HTTPCore

/// What other threads tell a loop.
enum LoopMessage: Sendable {
  /// Answers to requests whose handlers deferred them.
  case answers([DeferredAnswer])
  /// How far a body has got on its way to its sink.
  case body(BodyFeed, BodyFeed.Progress, token: UInt64)
  /// Stop accepting, finish what runs, and end by this moment at the latest.
  case drain(deadline: Int)
}
