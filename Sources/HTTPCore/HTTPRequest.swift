/// A whole request, ready to be answered.
public struct HTTPRequest: Sendable {
  /// Everything before the body.
  public var head: RequestHead
  /// The body; empty when there is none or when it was streamed.
  public var body: [UInt8]
  /// The address at the other end as text, without port; "unix" for a local socket.
  public var peer: String

  /// Makes a request.
  public init(head: RequestHead, body: [UInt8] = [], peer: String = "") {
    self.head = head
    self.body = body
    self.peer = peer
  }

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
