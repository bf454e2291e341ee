/// Takes a body piece by piece, on a worker thread of the server, so that it may write to a disk and wait.
///
/// Its functions are called one at a time, in order, though not always by the same thread. While it is behind, the
/// connection is not read, so what waits for it stays small. After `write` any number of times comes exactly one of
/// `finish` and `abort`. `finish` is followed by the handler's `respond(to:streamedInto:_:)`, on the loop. A fault
/// thrown by `write` is answered, and `abort` follows; one thrown by `finish` is answered, and nothing follows.
public protocol BodySink: AnyObject, Sendable {
  /// Takes the next bytes.
  ///
  /// - Parameter bytes: a piece of the body; its ends have no meaning.
  /// - Throws: what to answer instead of reading on.
  func write(_ bytes: ArraySlice<UInt8>) throws(HTTPFault)

  /// The body is complete.
  ///
  /// - Throws: what to answer instead of asking the handler.
  func finish() throws(HTTPFault)

  /// The body will not be completed: drop what was written.
  func abort()
}
