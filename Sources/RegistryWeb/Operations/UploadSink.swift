import HTTPCore
import Hashing
import LicenceRegistry
import Synchronization

/// Takes a large body into a file beside the registry, piece by piece, on the server's workers.
final class UploadSink: BodySink {
  /// The file; it is gone once nobody has it.
  let file: SpooledFile
  private let taken = Mutex((hash: SHA256(), count: 0))

  /// Makes the file.
  init(_ registry: Registry) throws {
    file = try registry.makeSpooledFile()
  }

  /// The digest of what was taken.
  var digest: Digest { taken.withLock { $0.hash.digest() } }

  /// How many bytes were taken.
  var count: Int { taken.withLock { $0.count } }

  func write(_ bytes: ArraySlice<UInt8>) throws(HTTPFault) {
    do {
      try file.write(bytes)
    } catch {
      // What exactly failed is for the log; the path is nobody's business.
      throw HTTPFault(
        HTTPStatus(507), .uploadNotKept, "The file could not be kept on the server's disk.")
    }
    taken.withLock { taken in
      taken.hash.update(with: bytes.span)
      taken.count += bytes.count
    }
  }

  func finish() throws(HTTPFault) {}

  func abort() {}
}
