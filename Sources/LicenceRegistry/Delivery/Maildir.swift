#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A Maildir: a message is written under `tmp`, made durable, and moved to `new`, so that no reader ever sees half of one.
///
/// The file's name is made of the message's id, so that a message that was delivered before a crash is found again
/// instead of being delivered twice.
struct Maildir {
  let path: String

  /// Makes the folder and its three parts if they are missing.
  func prepare() throws(FileError) {
    for folder in [path, path + "/tmp", path + "/new", path + "/cur"] {
      guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw FileError(path: folder) }
    }
    guard unsafe access(path + "/tmp", W_OK) == 0 else { throw FileError(path: path + "/tmp") }
  }

  /// Delivers a message.
  ///
  /// - Parameters:
  ///   - message: the whole message.
  ///   - name: the file's name, the same each time it is tried.
  ///   - written: called when the message is under `tmp`, before it is moved.
  func deliver(_ message: String, as name: String, written: () -> Void) -> Handover {
    do throws(FileError) {
      try prepare()
      if try isDelivered(name) { return .taken }
      try keep(message, in: "\(path)/tmp/\(name)")
      written()
      guard unsafe rename("\(path)/tmp/\(name)", "\(path)/new/\(name)") == 0 else {
        throw FileError(path: "\(path)/new/\(name)")
      }
      try makeDurable(path + "/new")
      return .taken
    } catch {
      return .later(reason: error.description)
    }
  }

  /// Whether the message is in the Maildir, read (`name:2,S`) or not.
  private func isDelivered(_ name: String) throws(FileError) -> Bool {
    if unsafe access("\(path)/new/\(name)", F_OK) == 0 { return true }
    guard let folder = unsafe opendir(path + "/cur") else { throw FileError(path: path + "/cur") }
    defer { unsafe closedir(folder) }
    while let entry = unsafe readdir(folder) {
      // The name is a C string inside the entry, which stays valid until the next entry is read.
      let found = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if found == name || found.hasPrefix(name + ":") { return true }
    }
    return false
  }

  private func keep(_ message: String, in file: String) throws(FileError) {
    unsafe unlink(file)
    let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(path: file) }
    defer { close(descriptor) }
    guard FileBytes.write(message, to: descriptor) else { throw FileError(path: file) }
    guard fsync(descriptor) == 0 else { throw FileError(path: file) }
  }

  /// Makes the names in a folder durable.
  private func makeDurable(_ folder: String) throws(FileError) {
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileError(path: folder) }
  }
}
