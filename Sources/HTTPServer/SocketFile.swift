import Glibc

/// The file of a local socket, known again by its inode: another server may have taken the path meanwhile.
struct SocketFile: Sendable {
  private let path: String
  private let identity: [UInt64]

  /// Remembers the file that stands at a path now.
  init?(at path: String) {
    guard let identity = Self.identity(of: path) else { return nil }
    self.path = path
    self.identity = identity
  }

  /// Removes the file, if it is still the same.
  func remove() {
    guard Self.identity(of: path) == identity else { return }
    _ = unsafe unlink(path)
  }

  private static func identity(of path: String) -> [UInt64]? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    return [UInt64(status.st_dev), UInt64(status.st_ino)]
  }
}
