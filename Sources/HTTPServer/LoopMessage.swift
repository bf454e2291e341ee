import HTTPCore

/// What other threads tell a loop.
enum LoopMessage: Sendable {
  /// The answer to a request whose handler deferred it, or why there is none.
  case answer(Result<HTTPResponse, any Error>, token: UInt64, deferral: UInt64)
  /// How far a body has got on its way to its sink.
  case body(BodyFeed, BodyFeed.Progress, token: UInt64)
  /// Stop accepting, finish what runs, and end by this moment at the latest.
  case drain(deadline: Int)
}
