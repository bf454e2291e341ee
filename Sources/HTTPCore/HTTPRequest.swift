/// A whole request, ready to be answered.
public struct HTTPRequest: Sendable {
  /// Everything before the body.
  public var head: RequestHead
  /// The body; empty when there is none or when it was streamed.
  public var body: [UInt8]
  /// The address at the other end of the connection; who asks, unless a proxy that is trusted says otherwise.
  private let connectionAddress: String
  /// What a proxy says, or the maker of the request.
  private let statedOrigin: RequestOrigin?
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
    connectionAddress = origin.address
    statedOrigin = origin
    self.id = id
  }

  /// Makes a request of a connection.
  ///
  /// - Parameters:
  ///   - head: everything before the body.
  ///   - body: the body.
  ///   - address: the address at the other end.
  ///   - origin: what a proxy says that is trusted.
  ///   - id: the request's id.
  package init(head: RequestHead, body: [UInt8], from address: String, as origin: RequestOrigin?, id: String) {
    self.head = head
    self.body = body
    connectionAddress = address
    statedOrigin = origin
    self.id = id
  }

  /// Who asks, and how.
  public var origin: RequestOrigin { statedOrigin ?? RequestOrigin(address: connectionAddress, host: head.host) }
  /// The client's address as text, without port; "unix" for a local socket.
  public var peer: String { statedOrigin?.address ?? connectionAddress }

  /// What is to be done.
  public var method: HTTPMethod { head.method }
  /// To what.
  public var target: RequestTarget { head.target }
  /// The path as it was sent.
  public var path: String { head.target.path }
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
