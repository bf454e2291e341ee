import Formats
public import Licensing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that can't be read: its path and the system's reason.
public struct FileError: Error, Sendable, CustomStringConvertible {
  /// The path, as it was given.
  public let path: String
  /// What the system says, such as "No such file or directory".
  public let reason: String
  private let french: String?

  /// `path: reason`.
  public var description: String { "\(path): \(reason)" }

  /// The error of the system call that just failed.
  public init(path: String) {
    self.path = path
    reason = unsafe String(cString: strerror(errno))
    french = nil
  }

  /// An error of our own.
  init(path: String, reason: String) {
    self.path = path
    self.reason = reason
    french = nil
  }

  /// An error of our own, in both languages.
  init(path: String, reason: Bilingual) {
    self.path = path
    self.reason = reason.en
    french = reason.fr
  }

  /// What is wrong, for people; the system speaks its own language.
  public func message(_ language: Language) -> String {
    language(en: "\(path): \(reason)", fr: "\(path) : \(french ?? reason)")
  }
}

/// An open file that is read from its beginning, piece by piece.
struct FileBytes: ~Copyable {
  private let descriptor: Int32
  private let path: String

  init(path: String) throws(FileError) {
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    self.path = path
    guard descriptor >= 0 else { throw FileError(path: path) }
  }

  deinit { close(descriptor) }

  /// The next piece, at most `count` bytes; empty at the end.
  func next(_ count: Int = 256 * 1024) throws(FileError) -> [UInt8] {
    var failed = false
    // The system writes at most `count` bytes into the buffer and says how many; only those are kept.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      var got = unsafe read(descriptor, buffer.baseAddress, count)
      while got < 0, errno == EINTR { got = unsafe read(descriptor, buffer.baseAddress, count) }
      failed = got < 0
      initialized = max(0, got)
    }
    if failed { throw FileError(path: path) }
    return bytes
  }

  /// How many bytes the file has now.
  var size: Int {
    var info = stat()
    return unsafe fstat(descriptor, &info) == 0 ? Int(info.st_size) : 0
  }

  /// Writes a whole text to an open file; `false`, and `errno`, if the system takes less.
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in
        #if canImport(Glibc)
          unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Darwin)
          unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
      }
      guard count > 0 || (count < 0 && errno == EINTR) else { return false }
      rest = rest.dropFirst(max(0, count))
    }
    return true
  }

  /// The whole file; an error if it is larger than `limit` bytes.
  static func all(of path: String, limit: Int = 256 << 20) throws -> [UInt8] {
    let file = try FileBytes(path: path)
    var bytes: [UInt8] = []
    while true {
      let piece = try file.next()
      if piece.isEmpty { return bytes }
      bytes += piece
      guard bytes.count <= limit else {
        errno = EFBIG
        throw FileError(path: path)
      }
    }
  }
}

/// What stands at a path.
enum FileKind {
  case file
  case folder
  /// A pipe or a device: can be read only once.
  case other

  init(path: String) throws(FileError) {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { throw FileError(path: path) }
    switch info.st_mode & S_IFMT {
    case S_IFDIR: self = .folder
    case S_IFREG: self = .file
    default: self = .other
    }
  }

  /// The names in a folder, in order; hidden ones are left out.
  static func names(in path: String) throws(FileError) -> [String] {
    guard let folder = unsafe opendir(path) else { throw FileError(path: path) }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      // The name is a C text inside the entry, valid until the next call.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}

/// Paths of files.
enum FilePath {
  /// The path from the root, without links and detours; the path itself if there is nothing there.
  static func absolute(_ path: String) -> String {
    // The system allocates the text, which is copied and freed here.
    guard let resolved = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
