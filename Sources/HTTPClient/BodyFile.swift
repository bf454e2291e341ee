import Glibc

/// A file that is sent, piece by piece.
struct BodyFile: ~Copyable {
  private let descriptor: Int32
  private let path: String
  /// How many bytes are sent: as many as there were when it was opened.
  let length: Int

  init(path: String) throws(ClientError) {
    self.path = path
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: ClientSocket.reason(errno)) }
    var info = stat()
    // The system fills in the structure that it is given.
    guard unsafe fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .unreadable(path: path, reason: "no regular file")
    }
    length = Int(info.st_size)
  }

  deinit { close(descriptor) }

  /// The next piece, of at most so many bytes.
  func next(_ count: Int) throws(ClientError) -> [UInt8] {
    var code: Int32 = 0
    // The system writes at most so many bytes, and says how many; only those are kept.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      var got = unsafe read(descriptor, buffer.baseAddress, count)
      while got < 0, errno == EINTR { got = unsafe read(descriptor, buffer.baseAddress, count) }
      if got < 0 { code = errno }
      initialized = max(0, got)
    }
    guard code == 0 else { throw .unreadable(path: path, reason: ClientSocket.reason(code)) }
    guard !bytes.isEmpty else { throw .unreadable(path: path, reason: "it became shorter while it was sent") }
    return bytes
  }
}
