/// What a handler wants done with a body, decided from the head alone.
public enum BodyDisposition {
  /// Gather up to this many bytes and hand them over with the request; more is answered 413.
  case collect(limit: Int)
  /// Write up to this many bytes to a sink as they come; more is answered 413.
  case stream(any BodySink, limit: Int)
  /// Do not read the body; answer this.
  case refuse(HTTPResponse)
}
