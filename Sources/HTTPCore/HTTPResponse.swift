/// An answer: status, fields, body.
///
/// The length, the date and the connection's fate are written by the encoder.
public struct HTTPResponse: Sendable, Hashable {
  /// How it went.
  public var status: HTTPStatus
  /// The fields that the body's owner knows: its type, its tag, where to go next.
  public var fields: HTTPFields
  /// The body, also in an answer to HEAD, whose length is told but whose bytes are not sent.
  public var body: [UInt8]
  /// Whether the connection is closed after this answer, whatever the client wished.
  public var closesConnection = false

  /// Makes an answer.
  public init(status: HTTPStatus, fields: HTTPFields = HTTPFields(), body: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.body = body
  }

  /// Makes an answer with a body of a type.
  public init(status: HTTPStatus = .ok, contentType: String, body: [UInt8]) {
    self.init(status: status, body: body)
    fields.append("content-type", contentType)
  }

  /// Makes an answer of JSON text.
  public init(status: HTTPStatus = .ok, json: [UInt8]) {
    self.init(status: status, contentType: "application/json", body: json)
  }

  /// Makes an answer of plain text.
  public init(status: HTTPStatus = .ok, text: String) {
    self.init(status: status, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
  }
}
