/// An answer that came later, or why there is none.
package struct DeferredAnswer: Sendable {
  /// The answer, or what went wrong.
  package let result: Result<HTTPResponse, any Error>
  /// The connection that it is for.
  package let token: UInt64
  /// Which of the connection's sinks it came through, so that an answer from an old one is known as such.
  package let deferral: UInt64
}
