import Glibc

/// Where a server listens.
public struct BoundAddress: Sendable, Hashable, CustomStringConvertible {
  /// The numeric address, or the path of a local socket.
  public let host: String
  /// The port, also when it was picked by the system; 0 for a local socket.
  public let port: Int

  init(_ address: SocketAddress) {
    host = address.family == AF_UNIX ? address.path : address.host
    port = address.port
  }

  init(path: String) {
    host = path
    port = 0
  }

  /// The address as it stands in a URL: "127.0.0.1:8080", "[::1]:8080", "unix:/run/registry.sock".
  public var description: String {
    if host.hasPrefix("/") { return "unix:\(host)" }
    return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
