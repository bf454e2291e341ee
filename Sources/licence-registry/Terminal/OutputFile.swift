import LicenceRegistry

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where results go: standard output, or a file that gets its name only once it is whole.
final class OutputFile {
  private let descriptor: Int32
  private let path: String
  /// The name until the file is whole; `nil` where the output has no other.
  private var temporary: String?

  /// Opens a file for writing, or standard output if there is no path.
  ///
  /// - Throws: `FileError` if the file can't be made.
  init(path: String?) throws {
    guard let path else {
      (descriptor, self.path, temporary) = (STDOUT_FILENO, "-", nil)
      return
    }
    self.path = path
    var info = stat()
    // A device or a pipe is written as it is; another file would take its place.
    if unsafe stat(path, &info) == 0, info.st_mode & S_IFMT != S_IFREG {
      descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    } else {
      let name = "\(path).\(getpid()).part"
      descriptor = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { temporary = name }
    }
    guard descriptor >= 0 else { throw FileError(path: path) }
  }

  deinit {
    if descriptor != STDOUT_FILENO { close(descriptor) }
    if let temporary { unsafe unlink(temporary) }
  }

  /// Whether two paths are one file.
  static func isSame(_ left: String, _ right: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard unsafe stat(left, &first) == 0, unsafe stat(right, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  /// Writes all of the bytes.
  func put(_ bytes: [UInt8]) throws {
    var done = 0
    while done < bytes.count {
      // The system reads from the array during the call and keeps nothing of it.
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(descriptor, buffer.baseAddress?.advanced(by: done), bytes.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError(path: path) }
      done += count
    }
  }

  /// Gives the file its name.
  func finish() throws {
    guard let name = temporary else { return }
    guard unsafe rename(name, path) == 0 else { throw FileError(path: path) }
    temporary = nil
  }
}
