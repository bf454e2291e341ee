/// Where a server is: `http://host:port`, perhaps with a path before its own, or `unix:/path/of/socket`.
public struct ServerAddress: Sendable, Hashable {
  /// How the server is reached.
  public enum Place: Sendable, Hashable {
    /// A host, by its name or number, and a port.
    case host(String, port: Int)
    /// A local socket.
    case socket(path: String)
  }

  /// How the server is reached.
  public let place: Place
  /// What stands before the paths of the server, without a slash at its end; mostly empty.
  public let prefix: String

  /// Reads an address as people write it.
  ///
  /// - Parameter text: the address; without a port it is 80.
  /// - Throws: ``ClientError`` if it is none, or of a kind that is not spoken here.
  public init(_ text: String) throws(ClientError) {
    if text.hasPrefix("unix:") {
      let path = String(text.dropFirst("unix:".count))
      guard (1..<108).contains(path.utf8.count), !path.utf8.contains(0) else { throw .badAddress }
      place = .socket(path: path)
      prefix = ""
      return
    }
    let lower = text.lowercased()
    if lower.hasPrefix("https:") { throw .encrypted }
    guard lower.hasPrefix("http://") else { throw .badAddress }
    let rest = text.dropFirst("http://".count)
    let authority = rest.prefix { $0 != "/" }
    let path = rest.dropFirst(authority.count)
    // A question mark, a fragment, a name before an @ and what could end a line are no part of a server's address.
    guard rest.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"?#@\\\"<>".utf8.contains($0) }) else {
      throw .badAddress
    }
    guard let (host, port) = ServerAddress.hostAndPort(authority) else { throw .badAddress }
    place = .host(host, port: port)
    var prefix = String(path)
    while prefix.hasSuffix("/") { prefix.removeLast() }
    self.prefix = prefix
  }

  /// What the `Host` field says.
  var hostField: String {
    switch place {
    case .socket: "localhost"
    case .host(let host, let port):
      (host.contains(":") ? "[\(host)]" : host) + (port == 80 ? "" : ":\(port)")
    }
  }

  private static func hostAndPort(_ text: Substring) -> (host: String, port: Int)? {
    var (host, rest) = (text, text[text.endIndex...])
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      host = text[text.index(after: text.startIndex)..<end]
      rest = text[text.index(after: end)...]
      guard host.contains(":") else { return nil }
    } else if let colon = text.firstIndex(of: ":") {
      (host, rest) = (text[..<colon], text[colon...])
    }
    guard !host.isEmpty else { return nil }
    if rest.isEmpty { return (String(host), 80) }
    let digits = rest.dropFirst()
    guard rest.hasPrefix(":"), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
      (1...65_535).contains(port)
    else { return nil }
    return (String(host), port)
  }
}
