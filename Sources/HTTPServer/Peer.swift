/// Who is at the other end of a connection.
struct Peer: Sendable, Hashable {
  /// The numeric address without port; "unix" for a local socket.
  let address: String

  /// Makes a peer of a numeric address; an IPv4 address in IPv6 clothes is told as IPv4.
  init(_ text: String) {
    let mapped = "::ffff:"
    address = text.hasPrefix(mapped) && text.contains(".") ? String(text.dropFirst(mapped.count)) : text
  }

  /// Whether the other end is on this machine.
  var isLocal: Bool { address == "::1" || address == "unix" || address.hasPrefix("127.") }
}
