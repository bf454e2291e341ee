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

  /// Makes an empty file.
  ///
  /// - Parameter registry: the registry's file.
  /// - Throws: ``FileError`` if it can't be made.
  public init(beside registry: String) throws(FileError) {
    var template = Array("\(registry)-upload-XXXXXX".utf8CString)
    // The template is an array of our own that ends with a zero; the system fills in the X.
    descriptor = unsafe mkstemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else { throw FileError(path: path) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
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

extension Registry {
  /// Makes a file that what comes in is put into, for as long as it is needed.
  ///
  /// - Throws: ``FileError`` if it can't be made.
  public func makeSpooledFile() throws -> SpooledFile { try SpooledFile(beside: file.path) }
}
