import SQLiteStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that what comes in is put into, for as long as it is needed; only its owner can read it.
///
/// It stands beside the registry, where there is room for it and where its contents are going anyway.
public final class SpooledFile: Sendable {
  /// Where it is.
  public let path: String
  private let descriptor: Int32
  /// What stands between the registry's name and the six letters of the file's own.
  private static let mark = "-upload-"

  /// Makes an empty file.
  ///
  /// - Parameter registry: the registry's file.
  /// - Throws: ``FileError`` if it can't be made.
  public init(beside registry: String) throws(FileError) {
    while true {
      var template = Array("\(registry)\(SpooledFile.mark)XXXXXX".utf8CString)
      // The template is an array of our own that ends with a zero; the system fills in the X.
      let descriptor = unsafe mkstemp(&template)
      let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard descriptor >= 0 else { throw FileError(path: path) }
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      // The lock says that somebody lives who needs the file. Who tidies up may have been faster; then another is made.
      if SpooledFile.lock(descriptor) {
        self.descriptor = descriptor
        self.path = path
        return
      }
      close(descriptor)
    }
  }

  /// Takes the lock of a file that still has its name.
  private static func lock(_ descriptor: Int32) -> Bool {
    var info = stat()
    // The system fills in the structure that it is given.
    return unsafe flock(descriptor, LOCK_EX | LOCK_NB) == 0 && fstat(descriptor, &info) == 0 && info.st_nlink > 0
  }

  deinit {
    close(descriptor)
    unsafe unlink(path)
  }

  /// Adds bytes at its end.
  ///
  /// - Throws: ``FileError`` if they can't be written, as on a full disk.
  public func write(_ bytes: ArraySlice<UInt8>) throws(FileError) {
    var rest = bytes
    while !rest.isEmpty {
      // The system reads at most so many bytes of the slice, which lives as long as the call.
      let written = unsafe rest.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #else
          unsafe Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw FileError(path: path)
      }
      rest = rest.dropFirst(written)
    }
  }
}

extension SpooledFile {
  /// Removes the files that processes left beside a registry when they ended without a chance to tidy up.
  ///
  /// The files of those that live are locked, and stay.
  ///
  /// - Parameter registry: the registry's file.
  /// - Returns: how many were removed.
  static func removeAbandoned(beside registry: String) -> Int {
    let slash = registry.lastIndex(of: "/")
    let folder = slash.map { String(registry[...$0]) } ?? "./"
    let prefix = String(slash.map { registry[registry.index(after: $0)...] } ?? registry[...]) + mark
    guard let list = unsafe opendir(folder) else { return 0 }
    defer { unsafe closedir(list) }
    var names: [String] = []
    while let entry = unsafe readdir(list) {
      // The entry is the system's until the next call, and its name, which ends with a zero, is copied.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
        unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name.hasPrefix(prefix), name.utf8.count == prefix.utf8.count + 6 { names.append(name) }
    }
    return names.count { name in
      let descriptor = unsafe open(folder + name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { return false }
      defer { close(descriptor) }
      return unsafe lock(descriptor) && unlink(folder + name) == 0
    }
  }
}

extension Registry {
  /// Removes what uploads left beside the registry when their process was ended without a chance to tidy up.
  ///
  /// - Returns: how many files were removed.
  @discardableResult
  public func removeAbandonedUploads() -> Int { SpooledFile.removeAbandoned(beside: file.path) }

  /// Makes a file that what comes in is put into, for as long as it is needed.
  ///
  /// - Throws: ``FileError`` if it can't be made.
  public func makeSpooledFile() throws -> SpooledFile { try SpooledFile(beside: file.path) }
}
