/// Hears of every answer of one event loop, on that loop's thread.
public protocol AccessObserver: AnyObject {
  /// Called when an answer has been handed to the connection.
  func finished(_ record: AccessRecord)
}
