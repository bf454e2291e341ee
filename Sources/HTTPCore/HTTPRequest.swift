/// A whole request, ready to be answered.
public struct HTTPRequest: Sendable {
  /// Everything before the body.
  public var head: RequestHead
  /// The body; empty when there is none or when it was streamed.
  public var body: [UInt8]
  /// Who asks, and how.
  public var origin: RequestOrigin
  /// The request's id, which the answer bears in `x-request-id` and the log under `id`.
  public var id: String

  /// Makes a request.
  ///
  /// - Parameters:
  ///   - head: everything before the body.
  ///   - body: the body.
  ///   - origin: who asks, and how.
  ///   - id: the request's id.
  public init(
    head: RequestHead, body: [UInt8] = [], origin: RequestOrigin = RequestOrigin(address: ""), id: String = ""
  ) {
    self.head = head
    self.body = body
    self.origin = origin
    self.id = id
  }

  /// The client's address as text, without port; "unix" for a local socket.
  public var peer: String { origin.address }

  /// What is to be done.
  public var method: HTTPMethod { head.method }
  /// To what.
  public var target: RequestTarget { head.target }
  /// The path as it was sent.
  public var path: String { head.target.path }
  /// The decoded segments of the path.
  public var segments: [String] { head.target.segments }
  /// The decoded query.
  public var query: [QueryItem] { head.target.query }
  /// The header fields.
  public var fields: HTTPFields { head.fields }
  /// The media type of the body in lower case, without its parameters.
  public var mediaType: String? {
    guard let value = head.fields["content-type"] else { return nil }
    let type = value.prefix { $0 != ";" && $0 != " " && $0 != "\t" }
    return type.lowercased()
  }
}
