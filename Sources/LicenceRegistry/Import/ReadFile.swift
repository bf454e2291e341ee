import Hashing

/// What was read of a file: how many bytes, and their digest.
///
/// Belongs to the one import that reads the file.
final class ReadFile {
  let name: String
  /// How many bytes the file has, once it was read to its end.
  private(set) var size = 0
  /// The SHA-256 digest of the file, once it was read to its end.
  private(set) var digest: Digest?
  private var isFirst = true

  init(name: String) {
    self.name = name
  }

  /// A source that passes on what another gives; the first one to be read notes size and digest.
  func noting(_ source: @escaping () throws -> [UInt8], _ read: @escaping (Int) -> Void) -> () throws -> [UInt8] {
    let isNoting = isFirst
    isFirst = false
    var hash = SHA256()
    var count = 0
    return { [self] in
      let piece = try source()
      read(piece.count)
      guard isNoting, digest == nil else { return piece }
      hash.update(with: piece)
      count += piece.count
      if piece.isEmpty { (size, digest) = (count, hash.digest()) }
      return piece
    }
  }
}
