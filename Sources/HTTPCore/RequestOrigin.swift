/// Who asks, and how: told by the connection, or by a reverse proxy that is trusted.
public struct RequestOrigin: Sendable, Hashable {
  /// The client's numeric address without port; "unix" for a local socket.
  public var address: String
  /// "http" or "https".
  public var scheme: String
  /// The host, with its port if one was given, as the client wrote it; nil when it gave none.
  public var host: String?

  /// Makes an origin.
  ///
  /// - Parameters:
  ///   - address: the client's numeric address.
  ///   - scheme: "http" or "https".
  ///   - host: the host that the client named.
  public init(address: String, scheme: String = "http", host: String? = nil) {
    self.address = address
    self.scheme = scheme
    self.host = host
  }
}
