/// One answered request, as logs and metrics want it.
public struct AccessRecord: Sendable {
  /// A number that no other request of this server has had.
  public let id: UInt64
  /// The request's head; nil when it could not be read.
  public let head: RequestHead?
  /// The address at the other end.
  public let peer: String
  /// The status of the answer.
  public let status: HTTPStatus
  /// The fields that the handler gave the answer.
  public let fields: HTTPFields
  /// Bytes of the request's body.
  public let bytesIn: Int
  /// Bytes of the answer, head included.
  public let bytesOut: Int
  /// From the end of the request's head (or from the fault) to the answer.
  public let microseconds: Int

  /// Makes a record.
  public init(
    id: UInt64, head: RequestHead?, peer: String, status: HTTPStatus, fields: HTTPFields, bytesIn: Int, bytesOut: Int,
    microseconds: Int
  ) {
    self.id = id
    self.head = head
    self.peer = peer
    self.status = status
    self.fields = fields
    self.bytesIn = bytesIn
    self.bytesOut = bytesOut
    self.microseconds = microseconds
  }
}
