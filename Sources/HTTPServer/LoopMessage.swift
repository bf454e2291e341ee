import HTTPCore

/// What other threads tell a loop.
enum LoopMessage: Sendable {
  /// The answer to a request whose handler deferred it.
  case answer(HTTPResponse, token: UInt64, deferral: UInt64)
  /// Stop accepting, finish what runs, and end by this moment at the latest.
  case drain(deadline: Int)
}
