/// Takes a body piece by piece, on the loop of its connection.
///
/// After `write` any number of times comes exactly one of `finish` and `abort`. `finish` is followed at once by the
/// handler's `respond(to:streamedInto:_:)`. A fault thrown by `write` is answered, and `abort` follows; a fault thrown
/// by `finish` is answered, and nothing follows.
public protocol BodySink: AnyObject {
  /// Takes the next bytes; they are valid as long as the caller likes, but keeping them keeps the read buffer.
  func write(_ bytes: ArraySlice<UInt8>) throws(HTTPFault)
  /// The body is complete.
  func finish() throws(HTTPFault)
  /// The body will not be completed: drop what was written.
  func abort()
}
