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

  /// Finds the addresses of a host, each once; at least one.
  static func all(host: String, port: Int) throws(ServerError) -> [SocketAddress] {
    guard (0...65_535).contains(port) else { throw .portOutOfRange(port: port) }
    let name = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_PASSIVE
    var list: UnsafeMutablePointer<addrinfo>?
    let code = unsafe getaddrinfo(name, String(port), &hints, &list)
    defer { unsafe freeaddrinfo(list) }
    var found: [SocketAddress] = []
    var entry = unsafe code == 0 ? list : nil
    // The system's list lives until it is freed at the end, and each entry says how long its address is; that fits,
    // because the storage fits every address.
    while let current = unsafe entry {
      unsafe entry = current.pointee.ai_next
      guard let address = unsafe current.pointee.ai_addr else { continue }
      var storage = sockaddr_storage()
      let length = unsafe current.pointee.ai_addrlen
      unsafe withUnsafeMutableBytes(of: &storage) { bytes in
        unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(start: address, count: Int(length)))
      }
      let new = SocketAddress(storage, length)
      if !found.contains(where: { $0.host == new.host }) { found.append(new) }
    }
    guard !found.isEmpty else {
      let reason = unsafe gai_strerror(code).map { unsafe String(cString: $0) } ?? "unknown"
      throw .hostUnknown(host: host, reason: reason)
    }
    return found
  }

  /// The same address with another port.
  func with(port: Int) -> SocketAddress {
    var copy = self
    // Both kinds of internet address keep the port, most significant byte first, after the family.
    unsafe withUnsafeMutableBytes(of: &copy.storage) { bytes in
      unsafe bytes[2] = UInt8(port >> 8)
      unsafe bytes[3] = UInt8(port & 0xFF)
    }
    return copy
  }

  /// The address of a local socket at a path; one that may be abstract starts with "@" if it is.
  init(path: String, mayBeAbstract: Bool = false) throws(ServerError) {
    var storage = sockaddr_storage()
    let offset = MemoryLayout<sa_family_t>.size
    // The kernel's limit, with room for the NUL that ends the path.
    guard (1..<108).contains(path.utf8.count) else {
      throw .socketPath(path: path, reason: "it has to have between 1 and 107 bytes")
    }
    let isAbstract = mayBeAbstract && path.hasPrefix("@")
    storage.ss_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &storage) { bytes in
      for (index, byte) in path.utf8.enumerated() { unsafe bytes[offset + index] = byte }
      if isAbstract { unsafe bytes[offset] = 0 }
    }
    self.init(storage, socklen_t(offset + path.utf8.count + (isAbstract ? 0 : 1)))
  }

  /// The path of a local socket; empty where there is none.
  var path: String {
    guard family == AF_UNIX else { return "" }
    let offset = MemoryLayout<sa_family_t>.size
    let length = max(Int(length), offset)
    return unsafe withUnsafeBytes(of: storage) { bytes in
      unsafe String(decoding: bytes[offset..<min(length, bytes.count)].prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// AF_INET, AF_INET6 or AF_UNIX.
  var family: Int32 { Int32(storage.ss_family) }

  /// The port; 0 where there are none.
  var port: Int {
    guard family == AF_INET || family == AF_INET6 else { return 0 }
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
