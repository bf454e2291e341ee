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
  /// - Parameters:
  ///   - path: the file's name once it is whole.
  ///   - distinct: tells the name until then from that of another file that is to have the same.
  /// - Throws: `FileError` if the file can't be made.
  init(path: String?, distinct: String = "") throws {
    guard let path else {
      (descriptor, self.path, temporary) = (STDOUT_FILENO, "-", nil)
      return
    }
    self.path = path
    // A device or a pipe is written as it is; another file would take its place.
    if OutputFile.isStream(path) {
      descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    } else {
      let name = "\(path).\(getpid())\(distinct).part"
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

  /// Whether a path is there and no file: a device, a pipe.
  static func isStream(_ path: String) -> Bool {
    var info = stat()
    return unsafe stat(path, &info) == 0 && info.st_mode & S_IFMT != S_IFREG
  }

  /// Whether a path is a file that is not empty.
  static func holdsSomething(_ path: String) -> Bool {
    var info = stat()
    return unsafe stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && info.st_size > 0
  }

  /// A file's name with a word before its ending, or with another ending: `r.csv` becomes `r.customers.csv`.
  ///
  /// - Parameters:
  ///   - path: the name.
  ///   - word: what to put before the ending.
  ///   - type: the ending that it shall have; by itself it keeps its own.
  static func name(_ path: String, with word: String? = nil, extension type: String? = nil) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let file = path[slash...]
    let dot = file.lastIndex(of: ".").flatMap { $0 == file.startIndex ? nil : $0 }
    let ending = type.map { ".\($0)" } ?? dot.map { String(file[$0...]) } ?? ""
    return path[..<(dot ?? path.endIndex)] + (word.map { ".\($0)" } ?? "") + ending
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

  /// Gives the file its name, or another.
  func finish(as other: String? = nil) throws {
    guard let name = temporary else { return }
    let path = other ?? self.path
    guard unsafe rename(name, path) == 0 else { throw FileError(path: path) }
    temporary = nil
  }
}
