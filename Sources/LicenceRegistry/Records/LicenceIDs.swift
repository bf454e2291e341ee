import Hashing
import Licensing

/// Ids of licences for addresses, logs and cursors, where a code must not stand.
///
/// An id is the code under a key of the registry's own: the same for ever, so that it can be kept, and readable for nobody
/// else, however few codes there are to try. It is a code's keyed digest followed by the code enciphered with the digest
/// as its nonce (a synthetic initialisation vector, as in RFC 5297), so that no table of ids is needed and an id that was
/// not made here is known as such.
///
/// An id's length tells how long the code is, and nothing else of it. Hiding that, too, would change the ids that clients
/// keep, for what every code of a vendor has in common.
struct LicenceIDs: Sendable {
  private static let prefix = "lic_"
  private static let tagLength = 12
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  private let hash: HMAC

  /// Takes the registry's key.
  init(secret: [UInt8]) {
    hash = HMAC(key: secret)
  }

  /// The id of the licence with a canonical key.
  func id(of key: String) -> String {
    let code = Array(key.utf8)
    let tag = tag(of: code)
    return LicenceIDs.prefix + LicenceIDs.text(tag + enciphered(code, tag))
  }

  /// The canonical key of the licence with an id; nothing if the id is none of this registry's.
  func key(of id: String) -> String? {
    guard id.hasPrefix(LicenceIDs.prefix), let bytes = LicenceIDs.bytes(id.dropFirst(LicenceIDs.prefix.count)),
      bytes.count > LicenceIDs.tagLength
    else { return nil }
    let tag = Array(bytes.prefix(LicenceIDs.tagLength))
    let code = enciphered(Array(bytes.dropFirst(LicenceIDs.tagLength)), tag)
    guard self.tag(of: code) == tag else { return nil }
    return String(validating: code, as: UTF8.self)
  }

  private func tag(of code: [UInt8]) -> [UInt8] {
    Array(hash.digest(of: [1] + code).bytes.prefix(LicenceIDs.tagLength))
  }

  /// The bytes, each combined with one of a stream that only who has the key can make; done twice it undoes itself.
  private func enciphered(_ bytes: [UInt8], _ tag: [UInt8]) -> [UInt8] {
    var result = bytes
    var stream: [UInt8] = []
    for index in bytes.indices {
      if index % 32 == 0 { stream = hash.digest(of: [2] + tag + [UInt8(truncatingIfNeeded: index / 32)]).bytes }
      result[index] ^= stream[index % 32]
    }
    return result
  }

  /// Five bits a character; what is left of the last is zero.
  private static func text(_ bytes: [UInt8]) -> String {
    var (result, buffer, count): ([UInt8], UInt32, UInt32) = ([], 0, 0)
    result.reserveCapacity(bytes.count * 8 / 5 + 1)
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      count += 8
      while count >= 5 {
        count -= 5
        result.append(alphabet[Int(buffer >> count & 31)])
      }
    }
    if count > 0 { result.append(alphabet[Int(buffer << (5 - count) & 31)]) }
    return String(decoding: result, as: UTF8.self)
  }

  private static func bytes(_ text: Substring) -> [UInt8]? {
    var (result, buffer, count): ([UInt8], UInt32, UInt32) = ([], 0, 0)
    for character in text.utf8 {
      guard let value = alphabet.firstIndex(of: character) else { return nil }
      buffer = buffer << 5 | UInt32(value)
      count += 5
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: buffer >> count))
      }
    }
    // One code has one id: the bits left over are zero, and fewer than a character.
    guard count < 5, buffer & (1 << count - 1) == 0 else { return nil }
    return result
  }
}
