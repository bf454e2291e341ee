#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension RegistryFile {
  /// The size of the file in bytes; 0 while there is none.
  public var bytes: Int { RegistryFile.size(path) }

  /// The size of its write-ahead log in bytes; 0 while there is none.
  public var logBytes: Int { RegistryFile.size(path + "-wal") }

  private static func size(_ path: String) -> Int {
    var status = stat()
    // The structure belongs to this call, which the kernel fills.
    return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
