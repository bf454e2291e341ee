import CEvents
import Glibc

/// An address of a socket, as the system keeps it.
struct SocketAddress: Sendable {
  private var storage: sockaddr_storage
  private let length: socklen_t

  init(_ storage: sockaddr_storage, _ length: socklen_t) {
    self.storage = storage
    self.length = length
  }

  /// The local address of a socket.
  init(of socket: Int32) throws(ServerError) {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    // The storage is large enough for every kind of address, and the kernel is told its size.
    let result = unsafe withUnsafeMutableBytes(of: &storage) { bytes in
      unsafe getsockname(socket, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
    }
    guard result == 0 else { throw .system(call: "getsockname", code: errno) }
    self.init(storage, length)
  }

  /// Finds the first address of a host.
  init(host: String, port: Int) throws(ServerError) {
    guard (0...65_535).contains(port) else { throw .portOutOfRange(port: port) }
    let name = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_PASSIVE
    var list: UnsafeMutablePointer<addrinfo>?
    let code = unsafe getaddrinfo(name, String(port), &hints, &list)
    defer { unsafe freeaddrinfo(list) }
    guard code == 0, let first = unsafe list, let address = unsafe first.pointee.ai_addr else {
      let reason = unsafe gai_strerror(code).map { unsafe String(cString: $0) } ?? "unknown"
      throw .hostUnknown(host: host, reason: reason)
    }
    var storage = sockaddr_storage()
    let length = unsafe first.pointee.ai_addrlen
    // The system's list says how long the address is; it fits, because the storage fits every address.
    unsafe withUnsafeMutableBytes(of: &storage) { bytes in
      unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(start: address, count: Int(length)))
    }
    self.init(storage, length)
  }

  /// The address of a local socket at a path.
  init(path: String) throws(ServerError) {
    var storage = sockaddr_storage()
    let offset = MemoryLayout<sa_family_t>.size
    // The kernel's limit, with room for the NUL that ends the path.
    guard (1..<108).contains(path.utf8.count) else {
      throw .socketPath(path: path, reason: "it has to have between 1 and 107 bytes")
    }
    storage.ss_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &storage) { bytes in
      for (index, byte) in path.utf8.enumerated() { unsafe bytes[offset + index] = byte }
    }
    self.init(storage, socklen_t(offset + path.utf8.count + 1))
  }

  /// AF_INET, AF_INET6 or AF_UNIX.
  var family: Int32 { Int32(storage.ss_family) }

  /// The port; 0 where there are none.
  var port: Int {
    guard family == AF_INET || family == AF_INET6 else { return 0 }
    // Both kinds keep the port, most significant byte first, after the family.
    return unsafe withUnsafeBytes(of: storage) { unsafe Int($0[2]) << 8 | Int($0[3]) }
  }

  /// The numeric host.
  var host: String {
    guard family != AF_UNIX else { return "unix" }
    return unsafe withSocketAddress { address, length in
      // The largest numeric address, with a zone, is shorter than this.
      unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { text in
        let code = unsafe getnameinfo(address, length, text.baseAddress, 128, nil, 0, NI_NUMERICHOST)
        guard code == 0, let start = text.baseAddress else { return "unknown" }
        return unsafe String(cString: start)
      }
    }
  }

  /// The host as the other end of a connection.
  var peer: Peer { Peer(host) }

  /// Calls back with what the system's calls want.
  func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>?, socklen_t) -> Result) -> Result {
    // Every address begins as `sockaddr` does, and the length goes with the pointer.
    unsafe withUnsafeBytes(of: storage) { bytes in
      unsafe body(bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), length)
    }
  }
}
