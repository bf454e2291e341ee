/// Hears of what happens on one event loop, on that loop's thread; it must not block.
public protocol AccessObserver: AnyObject {
  /// Called when an answer has been handed to the connection.
  ///
  /// - Parameter record: the request and its answer.
  func finished(_ record: AccessRecord)

  /// Called when a handler has failed, before the answer that says so.
  ///
  /// - Parameter failure: which request, and what went wrong.
  func failed(_ failure: HandlerFailure)

  /// Called when a connection is accepted.
  func opened()

  /// Called when an accepted connection is closed.
  func closed()

  /// Called when a connection is turned away because there are too many.
  func refused()
}

extension AccessObserver {
  /// Takes no note.
  public func failed(_ failure: HandlerFailure) {}
  /// Takes no note.
  public func opened() {}
  /// Takes no note.
  public func closed() {}
  /// Takes no note.
  public func refused() {}
}
