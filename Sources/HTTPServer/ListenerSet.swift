import CEvents
import Glibc

/// The listening sockets of a server: for each loop, one for each address.
struct ListenerSet {
  /// By loop, then by address.
  private(set) var sockets: [[ListeningSocket]]
  private(set) var addresses: [BoundAddress] = []
  /// The files of local sockets, to be removed in the end.
  private(set) var files: [SocketFile] = []

  /// Binds and listens.
  init(_ configuration: ServerConfiguration) throws(ServerError) {
    sockets = Array(repeating: [], count: max(1, configuration.loops))
    if !configuration.inheritedSockets.isEmpty {
      for raw in configuration.inheritedSockets { try inherit(raw) }
      return
    }
    var port = configuration.port
    for host in configuration.host.split(separator: ",") {
      let host = String(host.drop { $0 == " " })
      if host.hasPrefix("unix:") {
        let path = String(host.dropFirst("unix:".count))
        try share(try Self.local(path), BoundAddress(path: path))
        if let file = SocketFile(at: path) { files.append(file) }
        continue
      }
      try listen(host, &port, configuration)
    }
    guard !addresses.isEmpty else { throw .hostUnknown(host: configuration.host, reason: "it is empty") }
  }

  /// Listens at all addresses of a host; once the system has picked a port, it is the port of the others too.
  private mutating func listen(
    _ host: String, _ port: inout Int, _ configuration: ServerConfiguration
  ) throws(ServerError) {
    var failure: ServerError?
    var hasBound = false
    for address in try SocketAddress.all(host: host, port: port) {
      do throws(ServerError) {
        try listen(address.with(port: port), host, configuration)
        port = addresses.last?.port ?? port
        hasBound = true
      } catch .addressNotHere(let host) {
        // A name may have an address of a kind that this machine does without, such as IPv6.
        failure = .addressNotHere(host: host)
      }
    }
    if let failure, !hasBound { throw failure }
  }

  private mutating func listen(
    _ wanted: SocketAddress, _ host: String, _ configuration: ServerConfiguration
  ) throws(ServerError) {
    // A socket that shares its port binds beside another server of the same user without complaint, so the port is
    // tried first by a socket that does not share.
    let first = try Self.bind(wanted, host, configuration, sharesPort: false)
    let bound = try SocketAddress(of: first.raw)
    guard configuration.reusePort, sockets.count > 1 else {
      try Self.listen(first.raw, bound, host)
      try share(first, BoundAddress(bound))
      return
    }
    _ = consume first
    for loop in sockets.indices {
      let socket = try Self.bind(bound, host, configuration, sharesPort: true)
      try Self.listen(socket.raw, bound, host)
      sockets[loop].append(try Self.duplicate(socket, isShared: false))
    }
    addresses.append(BoundAddress(bound))
  }

  private static func bind(
    _ address: SocketAddress, _ host: String, _ configuration: ServerConfiguration, sharesPort: Bool
  ) throws(ServerError) -> Descriptor {
    let raw = cevents_stream_socket(address.family)
    if raw == -EAFNOSUPPORT { throw .addressNotHere(host: host) }
    guard raw >= 0 else { throw .system(call: "socket", code: -raw) }
    let socket = Descriptor(owning: raw)
    _ = cevents_reuse_address(raw)
    if sharesPort { _ = cevents_reuse_port(raw) }
    _ = cevents_no_delay(raw)
    // One IPv6 wildcard alone is to serve IPv4 as well; beside others it must leave them their port.
    if address.family == AF_INET6, configuration.host.contains(",") { _ = cevents_only_ipv6(raw) }
    let result = unsafe address.withSocketAddress { unsafe Glibc.bind(raw, $0, $1) }
    let code = errno
    guard result == 0 else {
      switch code {
      case EADDRINUSE: throw .portTaken(host: host, port: address.port)
      case EACCES: throw .portNeedsPrivilege(port: address.port)
      case EADDRNOTAVAIL: throw .addressNotHere(host: host)
      default: throw .system(call: "bind", code: code)
      }
    }
    return socket
  }

  private static func listen(_ socket: Int32, _ address: SocketAddress, _ host: String) throws(ServerError) {
    guard Glibc.listen(socket, 1024) == 0 else {
      let code = errno
      if code == EADDRINUSE { throw .portTaken(host: host, port: address.port) }
      throw .system(call: "listen", code: code)
    }
  }

  /// Takes over a socket that listens already; the descriptor itself stays with whoever passed it on.
  private mutating func inherit(_ raw: Int32) throws(ServerError) {
    let copy = fcntl(raw, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw .inheritedSocket(number: raw) }
    let socket = Descriptor(owning: copy)
    guard fcntl(copy, F_SETFL, fcntl(copy, F_GETFL) | O_NONBLOCK) == 0 else { throw .inheritedSocket(number: raw) }
    _ = cevents_no_delay(copy)
    let address = try SocketAddress(of: copy)
    try share(socket, BoundAddress(address))
  }

  /// Listens at a path, taking the place of a socket that nobody listens at any more.
  private static func local(_ path: String) throws(ServerError) -> Descriptor {
    let address = try SocketAddress(path: path)
    let raw = cevents_stream_socket(AF_UNIX)
    guard raw >= 0 else { throw .system(call: "socket", code: -raw) }
    let socket = Descriptor(owning: raw)
    var status = stat()
    if unsafe lstat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFSOCK else { throw .socketPath(path: path, reason: "another file is there") }
      let probe = Descriptor(owning: cevents_stream_socket(AF_UNIX))
      // A file left behind by a process that is gone refuses the connection.
      let code = unsafe address.withSocketAddress { unsafe connect(probe.raw, $0, $1) == 0 ? 0 : errno }
      guard code == ECONNREFUSED else {
        throw .socketPath(path: path, reason: "another process listens there; stop it or choose another path")
      }
      _ = unsafe unlink(path)
    }
    guard unsafe address.withSocketAddress({ unsafe Glibc.bind(raw, $0, $1) }) == 0, Glibc.listen(raw, 1024) == 0 else {
      throw .socketPath(path: path, reason: ServerError.text(errno))
    }
    return socket
  }

  /// Gives each loop its own descriptor of one socket.
  private mutating func share(_ socket: consuming Descriptor, _ address: BoundAddress) throws(ServerError) {
    let isShared = sockets.count > 1
    for loop in sockets.indices { sockets[loop].append(try Self.duplicate(socket, isShared: isShared)) }
    addresses.append(address)
  }

  private static func duplicate(_ socket: borrowing Descriptor, isShared: Bool) throws(ServerError) -> ListeningSocket {
    let raw = fcntl(socket.raw, F_DUPFD_CLOEXEC, 0)
    guard raw >= 0 else { throw .system(call: "fcntl", code: errno) }
    return ListeningSocket(owning: raw, isShared: isShared)
  }
}
