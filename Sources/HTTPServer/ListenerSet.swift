import CEvents
import Glibc

/// The listening sockets of a server: one for each loop.
struct ListenerSet {
  let sockets: [ListeningSocket]
  let address: BoundAddress

  /// Binds and listens.
  init(_ configuration: ServerConfiguration) throws(ServerError) {
    let count = max(1, configuration.loops)
    if configuration.host.hasPrefix("unix:") {
      let path = String(configuration.host.dropFirst("unix:".count))
      sockets = try Self.shared(try Self.local(path), count)
      address = BoundAddress(host: path, port: 0)
      return
    }
    let wanted = try SocketAddress(host: configuration.host, port: configuration.port)
    // A socket that shares its port binds beside another server of the same user without complaint, so the port is
    // tried first by a socket that does not share.
    let first = try Self.bind(wanted, configuration, sharesPort: false)
    let bound = try SocketAddress(of: first.raw)
    address = BoundAddress(host: bound.host, port: bound.port)
    guard configuration.reusePort, count > 1 else {
      try Self.listen(first.raw, configuration)
      sockets = try Self.shared(first, count)
      return
    }
    _ = consume first
    var sockets: [ListeningSocket] = []
    for _ in 0..<count {
      let socket = try Self.bind(bound, configuration, sharesPort: true)
      try Self.listen(socket.raw, configuration)
      sockets.append(try Self.duplicate(socket, isShared: false))
    }
    self.sockets = sockets
  }

  private static func bind(
    _ address: SocketAddress, _ configuration: ServerConfiguration, sharesPort: Bool
  ) throws(ServerError) -> Descriptor {
    let raw = cevents_stream_socket(address.family)
    guard raw >= 0 else { throw .system(call: "socket", code: -raw) }
    let socket = Descriptor(owning: raw)
    _ = cevents_reuse_address(raw)
    if sharesPort { _ = cevents_reuse_port(raw) }
    _ = cevents_no_delay(raw)
    let result = unsafe address.withSocketAddress { unsafe Glibc.bind(raw, $0, $1) }
    let code = errno
    guard result == 0 else {
      switch code {
      case EADDRINUSE: throw .portTaken(host: configuration.host, port: configuration.port)
      case EACCES: throw .portNeedsPrivilege(port: configuration.port)
      case EADDRNOTAVAIL: throw .addressNotHere(host: configuration.host)
      default: throw .system(call: "bind", code: code)
      }
    }
    return socket
  }

  private static func listen(_ socket: Int32, _ configuration: ServerConfiguration) throws(ServerError) {
    guard Glibc.listen(socket, 1024) == 0 else {
      let code = errno
      if code == EADDRINUSE { throw .portTaken(host: configuration.host, port: configuration.port) }
      throw .system(call: "listen", code: code)
    }
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

  private static func shared(_ socket: consuming Descriptor, _ count: Int) throws(ServerError) -> [ListeningSocket] {
    var sockets: [ListeningSocket] = []
    for _ in 0..<count { sockets.append(try duplicate(socket, isShared: count > 1)) }
    return sockets
  }

  private static func duplicate(_ socket: borrowing Descriptor, isShared: Bool) throws(ServerError) -> ListeningSocket {
    let raw = fcntl(socket.raw, F_DUPFD_CLOEXEC, 0)
    guard raw >= 0 else { throw .system(call: "fcntl", code: errno) }
    return ListeningSocket(owning: raw, isShared: isShared)
  }
}
