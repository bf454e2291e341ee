/// Answers the requests of one event loop.
///
/// Each loop makes its own handler and calls it on its own thread only, so a handler needs no locks and may own things
/// that must not move between threads, such as a database connection.
public protocol RequestHandler: AnyObject {
  /// Says what to do with the body, from the head alone, before the body is read.
  func disposition(of head: RequestHead) -> BodyDisposition

  /// Answers at once, or returns nil and sends the answer to the sink later, from any thread.
  ///
  /// When an answer is returned the sink is of no further use. The target may be `*` (`OPTIONS *`), which has no
  /// segments, as "/" has none: ask `isAsterisk` before routing.
  func respond(to request: HTTPRequest, _ sink: ResponseSink) -> HTTPResponse?

  /// Answers a request whose body went to a sink, which has been finished; otherwise as `respond(to:_:)`.
  func respond(to request: HTTPRequest, streamedInto body: any BodySink, _ sink: ResponseSink) -> HTTPResponse?

  /// Words the answer to a request that could not be understood or was not served.
  func faultResponse(_ fault: HTTPFault) -> HTTPResponse
}

extension RequestHandler {
  /// Collects up to the default limit.
  public func disposition(of head: RequestHead) -> BodyDisposition { .collect(limit: HTTPLimits().bodyBytes) }

  /// Traps: a handler that streams bodies has to answer for them.
  public func respond(
    to request: HTTPRequest, streamedInto body: any BodySink, _ sink: ResponseSink
  ) -> HTTPResponse? {
    preconditionFailure("\(type(of: self)) streams bodies but does not implement respond(to:streamedInto:_:)")
  }

  /// A small problem document: type, title, status, code and detail.
  public func faultResponse(_ fault: HTTPFault) -> HTTPResponse { ProblemBody.response(fault) }
}
