import HTTPCore
import Hashing
import LicenceRegistry
import Synchronization

/// Takes a large body into a file beside the registry, piece by piece, on the server's workers.
final class UploadSink: BodySink {
  /// The file; it is gone once nobody has it.
  let file: SpooledFile
  private let hash = Mutex(SHA256())

  /// Makes the file.
  init(_ registry: Registry) throws {
    file = try registry.makeSpooledFile()
  }

  /// The digest of what was taken.
  var digest: Digest { hash.withLock { $0.digest() } }

  func write(_ bytes: ArraySlice<UInt8>) throws(HTTPFault) {
    do {
      try file.write(bytes)
    } catch {
      // What exactly failed is for the log; the path is nobody's business.
      throw HTTPFault(
        HTTPStatus(507), HTTPFault.Kind("upload-not-kept"), "The file could not be kept on the server's disk.")
    }
    hash.withLock { $0.update(with: bytes.span) }
  }

  func finish() throws(HTTPFault) {}

  func abort() {}
}
