/// A request without its body.
public struct RequestHead: Sendable, Hashable {
  /// What is to be done.
  public var method: HTTPMethod
  /// To what.
  public var target: RequestTarget
  /// In which version the client speaks.
  public var version: HTTPVersion
  /// The header fields.
  public var fields: HTTPFields
  /// Where the body ends.
  public var framing: BodyFraming
  /// Whether the client wants to go on using the connection.
  public var keepsAlive: Bool
  /// Whether the client waits for `100 Continue` before it sends the body.
  public var expectsContinue: Bool

  /// The host that the client names, with its port if it gives one; nil when it names none.
  public var host: String? { target.authority ?? fields["host"] }

  /// Makes a head by hand, as tests do; the parser makes the others.
  public init(
    method: HTTPMethod, target: RequestTarget, version: HTTPVersion = .http11, fields: HTTPFields = HTTPFields(),
    framing: BodyFraming = .none, keepsAlive: Bool = true, expectsContinue: Bool = false
  ) {
    self.method = method
    self.target = target
    self.version = version
    self.fields = fields
    self.framing = framing
    self.keepsAlive = keepsAlive
    self.expectsContinue = expectsContinue
  }
}
