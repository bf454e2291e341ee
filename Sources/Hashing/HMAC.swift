/// A keyed hash (RFC 2104) with SHA-256: only who has the key can make or check one.
public struct HMAC: Sendable {
  private let inner: SHA256
  private let outer: SHA256

  /// Takes a key; one longer than 64 bytes is hashed first.
  public init(key: [UInt8]) {
    let key = key.count > 64 ? SHA256.digest(of: key).bytes : key
    let block = key + Array(repeating: 0, count: 64 - key.count)
    // The first block of both hashes depends on the key alone, so it is hashed once.
    var inner = SHA256()
    inner.update(with: block.map { $0 ^ 0x36 })
    var outer = SHA256()
    outer.update(with: block.map { $0 ^ 0x5C })
    (self.inner, self.outer) = (inner, outer)
  }

  /// The keyed hash of some bytes.
  public func digest(of bytes: [UInt8]) -> Digest { digest { $0.update(with: bytes) } }

  /// The keyed hash of what `body` adds.
  public func digest(of body: (inout SHA256) -> Void) -> Digest {
    var hash = inner
    body(&hash)
    var result = outer
    result.update(with: hash.digest().bytes)
    return result.digest()
  }
}
