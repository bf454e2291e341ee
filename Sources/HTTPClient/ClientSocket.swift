import Glibc

/// A connection to a server; every wait on it has an end.
@safe struct ClientSocket: ~Copyable {
  /// What a socket is waited for.
  struct Readiness {
    var canRead: Bool
    var canWrite: Bool
  }

  private let descriptor: Int32

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Connects to a server.
  ///
  /// - Parameters:
  ///   - server: the server.
  ///   - inTheClear: whether other machines may be asked, where everyone between can read along.
  ///   - seconds: how long a connection is waited for.
  static func connect(
    to server: ServerAddress, inTheClear: Bool, seconds: Int
  ) throws(ClientError) -> ClientSocket {
    switch server.place {
    case .socket(let path):
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      // The path was checked to fit with the zero that ends it, which is there already.
      unsafe withUnsafeMutableBytes(of: &address.sun_path) { bytes in
        for (index, byte) in path.utf8.enumerated() { unsafe bytes[index] = byte }
      }
      return try unsafe withUnsafeBytes(of: address) { bytes throws(ClientError) in
        try unsafe open(AF_UNIX, bytes, seconds)
      }
    case .host(let host, let port):
      return try connect(host, port, inTheClear, seconds)
    }
  }

  private static func connect(
    _ host: String, _ port: Int, _ inTheClear: Bool, _ seconds: Int
  ) throws(ClientError) -> ClientSocket {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = unsafe getaddrinfo(host, String(port), &hints, &list)
    guard code == 0 else {
      throw .unknownHost(reason: unsafe gai_strerror(code).map { unsafe String(cString: $0) } ?? "\(code)")
    }
    defer { unsafe freeaddrinfo(list) }
    var failure = ClientError.unreachable(reason: "no address")
    var entry = unsafe list
    // The system's list lives until it is freed at the end, and each entry says how long its address is.
    while let current = unsafe entry {
      unsafe entry = current.pointee.ai_next
      guard let start = unsafe current.pointee.ai_addr else { continue }
      let bytes = unsafe UnsafeRawBufferPointer(start: start, count: Int(current.pointee.ai_addrlen))
      guard unsafe inTheClear || isLoopback(bytes) else {
        failure = .inTheClear
        continue
      }
      do throws(ClientError) {
        return try unsafe open(current.pointee.ai_family, bytes, seconds)
      } catch {
        failure = error
      }
    }
    throw failure
  }

  /// Whether an address is one of this machine's own.
  private static func isLoopback(_ address: UnsafeRawBufferPointer) -> Bool {
    // Every address begins with its family; internet ones keep the number behind the port, an IPv6 one four bytes later.
    let family = unsafe Int32(address.loadUnaligned(as: sa_family_t.self))
    if family == AF_INET { return unsafe address.count >= 8 && address[4] == 127 }
    guard family == AF_INET6, address.count >= 24 else { return false }
    let number = unsafe Array(address[8..<24])
    let mapped: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF, 127]
    return number == Array(repeating: 0, count: 15) + [1] || number.starts(with: mapped)
  }

  /// Opens a socket and waits until it is connected.
  private static func open(
    _ family: Int32, _ address: UnsafeRawBufferPointer, _ seconds: Int
  ) throws(ClientError) -> ClientSocket {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let descriptor = Glibc.socket(family, kind, 0)
    guard descriptor >= 0 else { throw .unreachable(reason: reason(errno)) }
    let socket = ClientSocket(descriptor)
    // The system reads as many bytes of the address as it has.
    let result = unsafe Glibc.connect(
      descriptor, address.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(address.count))
    if result == 0 { return socket }
    guard errno == EINPROGRESS else { throw .unreachable(reason: reason(errno)) }
    _ = try socket.wait(reading: false, writing: true, seconds: seconds)
    var code: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    // The system writes one number of this size.
    guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length) == 0, code == 0 else {
      throw .unreachable(reason: reason(code == 0 ? errno : code))
    }
    return socket
  }

  /// Waits until the socket can be read or written.
  func wait(reading: Bool, writing: Bool, seconds: Int) throws(ClientError) -> Readiness {
    let events = Int16((reading ? POLLIN : 0) | (writing ? POLLOUT : 0))
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      let left = max(0, (end - ContinuousClock.now) / .milliseconds(1))
      var entry = pollfd(fd: descriptor, events: events, revents: 0)
      // One entry is passed, and one is what the system is told of.
      let count = unsafe poll(&entry, 1, Int32(left.rounded(.up)))
      if count > 0 {
        let isOver = entry.revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0
        return Readiness(
          canRead: entry.revents & Int16(POLLIN) != 0 || isOver, canWrite: entry.revents & Int16(POLLOUT) != 0)
      }
      if count == 0 { throw .timedOut(seconds: seconds) }
      if errno != EINTR { throw .unreachable(reason: ClientSocket.reason(errno)) }
    }
  }

  /// Sends what the socket takes now, and says how much that was; `nil` if the other end takes no more.
  func send(_ bytes: ArraySlice<UInt8>) -> Int? {
    // The system reads at most so many bytes of the slice, which lives as long as the call.
    let count = unsafe bytes.withUnsafeBytes {
      unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    if count >= 0 { return count }
    return errno == EAGAIN || errno == EINTR ? 0 : nil
  }

  /// What came; empty if the other end sends no more, `nil` if there is nothing just now.
  func receive() throws(ClientError) -> [UInt8]? {
    var failure: Int32 = 0
    // The system writes at most as many bytes as there is room for, and says how many; only those are kept.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 64 * 1024) { buffer, initialized in
      let count = unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if count < 0 { failure = errno }
      initialized = max(0, count)
    }
    if failure == EAGAIN || failure == EINTR { return nil }
    if failure != 0 { throw .closed }
    return bytes
  }

  static func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
