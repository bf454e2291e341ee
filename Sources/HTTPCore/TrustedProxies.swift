/// The reverse proxies whose word is taken for who the client is; everybody else's `X-Forwarded-*` is ignored.
public struct TrustedProxies: Sendable {
  private struct Network: Sendable {
    let address: IPAddress
    let bits: Int
  }

  private let networks: [Network]
  private let trustsLocalSocket: Bool

  /// Trusts nobody.
  public static let none = TrustedProxies(networks: [], trustsLocalSocket: false)

  private init(networks: [Network], trustsLocalSocket: Bool) {
    self.networks = networks
    self.trustsLocalSocket = trustsLocalSocket
  }

  /// Reads a list such as `127.0.0.1,10.0.0.0/8,fd00::/8,unix`; nil if a part of it is none.
  ///
  /// - Parameter text: addresses and networks, separated by commas; "unix" is whoever comes by a local socket.
  public init?(_ text: String) {
    var networks: [Network] = []
    var trustsLocalSocket = false
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let part = Self.trimmed(part)
      if part == "unix" {
        trustsLocalSocket = true
        continue
      }
      let pieces = part.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      guard let first = pieces.first, let address = IPAddress(first) else { return nil }
      let width = address.isIPv4 && !first.contains(":") ? 32 : 128
      var bits = width
      if pieces.count == 2 {
        guard let given = Int(pieces[1]), (0...width).contains(given) else { return nil }
        bits = given
      }
      networks.append(Network(address: address, bits: bits + 128 - width))
    }
    self.init(networks: networks, trustsLocalSocket: trustsLocalSocket)
  }

  /// Whether nobody is trusted.
  public var isEmpty: Bool { networks.isEmpty && !trustsLocalSocket }

  /// Who asks, by the connection and, where that comes from a trusted proxy, by what the proxy says.
  ///
  /// The client is the last address in `X-Forwarded-For` that is not itself a trusted proxy: what stands before it was
  /// written by the client and proves nothing.
  ///
  /// - Parameters:
  ///   - head: the request.
  ///   - peer: the address at the other end of the connection.
  public func origin(of head: RequestHead, from peer: String) -> RequestOrigin {
    var origin = RequestOrigin(address: peer, host: head.host)
    guard !isEmpty, trusts(peer) else { return origin }
    walk: for line in head.fields.values("x-forwarded-for").reversed() {
      for member in line.split(separator: ",", omittingEmptySubsequences: false).reversed() {
        let text = Self.trimmed(member)
        guard let address = IPAddress(text) else { break walk }
        origin.address = String(text)
        guard trusts(address) else { break walk }
      }
    }
    // The last one is what the nearest proxy saw.
    if let scheme = Self.last(head.fields.values("x-forwarded-proto"))?.lowercased(),
      scheme == "http" || scheme == "https"
    {
      origin.scheme = scheme
    }
    if let host = Self.last(head.fields.values("x-forwarded-host")), HostSyntax.isValid(host.utf8.span) {
      origin.host = host
    }
    return origin
  }

  private func trusts(_ peer: String) -> Bool {
    if peer == "unix" { return trustsLocalSocket }
    return IPAddress(Substring(peer)).map(trusts) ?? false
  }

  private func trusts(_ address: IPAddress) -> Bool {
    networks.contains { address.hasPrefix(of: $0.address, bits: $0.bits) }
  }

  private static func last(_ values: [String]) -> String? {
    values.last?.split(separator: ",", omittingEmptySubsequences: false).last.map { String(trimmed($0)) }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
