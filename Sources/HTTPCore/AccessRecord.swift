/// One answered request, as logs and metrics want it.
///
/// There is no path, query or address in it: those may hold names and codes.
public struct AccessRecord: Sendable {
  /// The request's id, as the answer says it in `x-request-id`.
  public let requestID: String
  /// The request's method; nil when its head could not be read.
  public let method: HTTPMethod?
  /// The pattern of the route that answers such requests; nil when there is none.
  public let route: String?
  /// The status of the answer.
  public let status: HTTPStatus
  /// Why the request could not be understood or served; nil when a handler answered.
  public let fault: HTTPFault.Kind?
  /// Bytes of the request's body.
  public let bytesIn: Int
  /// Bytes of the answer, head included.
  public let bytesOut: Int
  /// From the end of the request's head (or from the fault) to the answer.
  public let microseconds: Int

  /// Makes a record.
  ///
  /// - Parameters:
  ///   - requestID: the request's id.
  ///   - method: the request's method, if its head could be read.
  ///   - route: the pattern of its route, if there is one.
  ///   - status: the status of the answer.
  ///   - fault: why it could not be served, if that is so.
  ///   - bytesIn: bytes of its body.
  ///   - bytesOut: bytes of the answer.
  ///   - microseconds: how long the answer took.
  public init(
    requestID: String, method: HTTPMethod?, route: String?, status: HTTPStatus, fault: HTTPFault.Kind? = nil,
    bytesIn: Int, bytesOut: Int, microseconds: Int
  ) {
    self.requestID = requestID
    self.method = method
    self.route = route
    self.status = status
    self.fault = fault
    self.bytesIn = bytesIn
    self.bytesOut = bytesOut
    self.microseconds = microseconds
  }
}
