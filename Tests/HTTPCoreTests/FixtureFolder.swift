import Glibc

/// A folder below `fixtures`, found from where this file stands.
struct FixtureFolder {
  private let path: String

  init(_ name: String) {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    path = parts.dropLast(3).joined(separator: "/") + "/fixtures/\(name)"
  }

  /// The names of the files, in order.
  var names: [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      // The system ends each name with a NUL inside the entry.
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      names.append(name)
    }
    return names.sorted()
  }

  /// The bytes of a file; none if it cannot be read.
  func bytes(_ name: String) -> [UInt8] {
    guard let file = unsafe fopen("\(path)/\(name)", "r") else { return [] }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    while true {
      let byte = unsafe getc(file)
      guard byte != EOF else { return bytes }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
  }
}
