import Hashing

/// How the hash of an event follows from the one before it.
///
/// Each part is preceded by its length, so that no two events can be read as the same bytes.
struct EventChain {
  /// The digest of an event's details under a salt.
  static func detailsDigest(_ details: String, salt: [UInt8]) -> Digest {
    SHA256.digest(of: salt + Array(details.utf8))
  }

  /// The hash of an event that follows one with the hash `previous`.
  static func hash(
    after previous: Digest, sequence: Int, at: String, actor: String, action: String, subject: String,
    request: String?, detailsDigest: Digest
  ) -> Digest {
    var hash = SHA256()
    hash.update(with: previous.bytes)
    hash.update(with: bigEndian(sequence))
    for text in [at, actor, action, subject, request ?? ""] {
      let bytes = Array(text.utf8)
      hash.update(with: bigEndian(bytes.count))
      hash.update(with: bytes)
    }
    hash.update(with: [request == nil ? 0 : 1])
    hash.update(with: detailsDigest.bytes)
    return hash.digest()
  }

  private static func bigEndian(_ number: Int) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
  }
}
