#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder that an export goes into: its files get their names together, once all of them are whole.
final class ExportFolder {
  /// A file of the export, under another name until all are whole.
  final class Output {
    fileprivate let name: String
    fileprivate let temporary: String
    private var descriptor: Int32
    /// How many bytes were written.
    private(set) var size = 0

    fileprivate init(name: String, temporary: String) throws {
      self.name = name
      self.temporary = temporary
      // Codes and addresses are in it: nobody else on the machine needs to read them.
      descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw FileError(path: temporary) }
    }

    deinit { if descriptor >= 0 { closeDescriptor(descriptor) } }

    /// Writes all of the bytes.
    func put(_ bytes: [UInt8]) throws {
      var done = 0
      while done < bytes.count {
        // The system reads from the array during the call and keeps nothing of it.
        let count = unsafe bytes.withUnsafeBytes { buffer in
          unsafe write(descriptor, buffer.baseAddress?.advanced(by: done), bytes.count - done)
        }
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw FileError(path: temporary) }
        done += count
      }
      size += bytes.count
    }

    /// Ends the file, and sees to it that it is on the disk.
    func close() throws {
      defer { descriptor = -1 }
      guard fsync(descriptor) == 0 else { throw FileError(path: temporary) }
      closeDescriptor(descriptor)
    }
  }

  private let path: String
  private var outputs: [Output] = []
  private var isFinished = false

  init(_ path: String) throws {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    if unsafe mkdir(path, 0o777) != 0, errno != EEXIST { throw FileError(path: path) }
    guard try FileKind(path: path) == .folder else { throw FileError(path: path, reason: "is no folder") }
  }

  deinit {
    if !isFinished { for output in outputs { unsafe unlink(output.temporary) } }
  }

  /// Begins a file.
  func output(_ name: String) throws -> Output {
    let output = try Output(name: name, temporary: "\(path)/.\(name).\(getpid()).part")
    outputs.append(output)
    return output
  }

  /// Gives the files their names, and returns their paths in order.
  func finish() throws -> [String] {
    let names = Set(outputs.map(\.name))
    // An import of the folder would read these as well.
    let strangers = try FileKind.names(in: path).filter { name in
      let lower = name.lowercased()
      return !names.contains(name) && [".json5", ".json", ".csv", ".tsv"].contains(where: lower.hasSuffix)
    }
    if let stranger = strangers.first {
      throw FileError(
        path: "\(path)/\(stranger)", reason: "stands in the way of the export; choose an empty folder, or remove it")
    }
    for output in outputs {
      guard unsafe rename(output.temporary, "\(path)/\(output.name)") == 0 else { throw FileError(path: path) }
    }
    isFinished = true
    return outputs.map { "\(path)/\($0.name)" }.sorted()
  }
}

/// Closes a descriptor, from where a method has that name.
private func closeDescriptor(_ descriptor: Int32) { close(descriptor) }
