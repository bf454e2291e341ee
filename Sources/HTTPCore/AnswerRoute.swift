/// The way back to the thread that serves a connection, for answers that come later.
package protocol AnswerRoute: AnyObject, Sendable {
  /// Takes answers, from any thread.
  func deliver(_ answers: [DeferredAnswer])

  /// Runs work on another thread; false if there is too much of it already.
  func perform(_ work: @escaping @Sendable () -> Void) -> Bool
}
