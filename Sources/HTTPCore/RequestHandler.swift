/// Answers the requests of one event loop.
///
/// Each loop makes its own handler and calls it on its own thread only, so a handler needs no locks and may own things
/// that must not move between threads, such as a database connection. For one request come, in this order:
/// `takes(requestID:)` if it has an id, `route`, `disposition`, and one of the two `respond`.
///
/// A handler must not wait for long: it would keep all connections of its loop waiting. Long work goes to the server's
/// workers with ``ResponseSink/answer(later:)``.
///
/// A handler that throws an ``HTTPFault`` has it answered. Any other error is our own: it is logged under the request's
/// id and answered 500.
public protocol RequestHandler: AnyObject {
  /// The pattern of the route that answers such requests, such as "/v1/decisions/{id}", for logs and metrics.
  ///
  /// - Parameter head: the request without its body.
  /// - Returns: nil where there is no route; never anything that the client has made up.
  func route(of head: RequestHead) -> String?

  /// Whether an id that a client gave its request may stand in logs, answers and records.
  ///
  /// - Parameter requestID: the id, which is plain; if it is not taken the request gets another.
  func takes(requestID: String) -> Bool

  /// Says what to do with the body, from the head alone, before the body is read.
  ///
  /// - Parameters:
  ///   - head: the request without its body.
  ///   - origin: who asks, and how; only worked out if it is asked for.
  ///   - requestID: the request's id.
  func disposition(
    of head: RequestHead, from origin: @autoclosure () -> RequestOrigin, requestID: String
  ) throws -> BodyDisposition

  /// Answers at once, or returns nil and sends the answer to the sink later, from any thread.
  ///
  /// When an answer is returned the sink is of no further use. The target may be `*` (`OPTIONS *`), which has no
  /// segments, as "/" has none: ask `isAsterisk` before routing.
  ///
  /// - Parameters:
  ///   - request: the whole request.
  ///   - sink: where an answer goes that comes later.
  func respond(to request: HTTPRequest, _ sink: ResponseSink) throws -> HTTPResponse?

  /// Answers a request whose body went to a sink, which has been finished; otherwise as `respond(to:_:)`.
  ///
  /// - Parameters:
  ///   - request: the request, with an empty body.
  ///   - body: the sink that took its body.
  ///   - sink: where an answer goes that comes later.
  func respond(to request: HTTPRequest, streamedInto body: any BodySink, _ sink: ResponseSink) throws -> HTTPResponse?

  /// Runs `body`, which calls `respond` for every request that was received in one round of reading.
  ///
  /// All of them were sent before it is called, so a handler may answer them from one state of what it serves, and may
  /// put off to the end what is better done together.
  ///
  /// - Parameter body: asks for the answers; to be called once.
  func serveRound(_ body: () -> Void)

  /// Words the answer to a request that could not be understood or was not served.
  ///
  /// - Parameters:
  ///   - fault: why.
  ///   - head: the request; nil when its head could not be read.
  func faultResponse(_ fault: HTTPFault, to head: RequestHead?) -> HTTPResponse
}

extension RequestHandler {
  /// Names no route.
  public func route(of head: RequestHead) -> String? { nil }

  /// Takes any.
  public func takes(requestID: String) -> Bool { true }

  /// Collects up to the default limit.
  public func disposition(
    of head: RequestHead, from origin: @autoclosure () -> RequestOrigin, requestID: String
  ) throws -> BodyDisposition { .collect(limit: HTTPLimits().bodyBytes) }

  /// Answers each request by itself.
  public func serveRound(_ body: () -> Void) { body() }

  /// Traps: a handler that streams bodies has to answer for them.
  public func respond(
    to request: HTTPRequest, streamedInto body: any BodySink, _ sink: ResponseSink
  ) throws -> HTTPResponse? {
    preconditionFailure("\(type(of: self)) streams bodies but does not implement respond(to:streamedInto:_:)")
  }

  /// A small problem document: type, title, status, code and detail.
  public func faultResponse(_ fault: HTTPFault, to head: RequestHead?) -> HTTPResponse { ProblemBody.response(fault) }
}
