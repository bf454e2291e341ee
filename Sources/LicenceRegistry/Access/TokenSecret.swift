public import Hashing

/// What the holder of an access token has: `lr_` and 52 characters that stand for 256 random bits.
///
/// The registry keeps its digest alone. The bits are as many as the digest's, so it needs no slow hash: nobody can try
/// them out.
public struct TokenSecret: Sendable {
  /// The text, as it goes behind `Authorization: Bearer`.
  public let text: String

  /// What every token begins with, so that people and secret scanners recognise one.
  static let prefix = "lr_"
  private static let length = 52
  // Crockford's alphabet: no I, L, O or U to be misread.
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// Makes a new one.
  public init() {
    var bytes = Array(TokenSecret.prefix.utf8)
    // The system's generator (getrandom on Linux).
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<TokenSecret.length { bytes.append(TokenSecret.alphabet[Int(generator.next() & 31)]) }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// Takes a text that a client sent; nothing if it can't be a token.
  public init?(_ text: some StringProtocol) {
    // One concrete type from here on: each request comes by.
    let text = String(text)
    guard text.utf8.count == TokenSecret.prefix.utf8.count + TokenSecret.length, text.hasPrefix(TokenSecret.prefix)
    else { return nil }
    let bytes = text.utf8Span.span
    for place in TokenSecret.prefix.utf8.count..<bytes.count {
      switch bytes[place] {
      case 0x30...0x39, 0x61...0x7A: continue
      default: return nil
      }
    }
    self.text = text
  }

  /// Whether a text is this one, in a time that does not tell where they differ.
  func isSame(as other: Substring) -> Bool {
    let (own, other) = (text.utf8Span.span, other.utf8Span.span)
    guard own.count == other.count else { return false }
    var difference: UInt8 = 0
    for place in own.indices { difference |= own[place] ^ other[place] }
    return difference == 0
  }

  /// Whether a text may have a token in it, whatever its case; then it is for no log and no record.
  public static func mayStand(in text: String) -> Bool { text.lowercased().contains(prefix) }

  /// A text with the tokens in it hidden, and with half ones, in any case; nothing if there is none.
  static func hidden(in text: String) -> String? {
    guard text.utf8.count > length / 2, text.utf8.contains(UInt8(ascii: "_")) else { return nil }
    let bytes = Array(text.utf8)
    let start = Array(prefix.utf8)
    func isStart(_ place: Int) -> Bool {
      start.indices.allSatisfy { place + $0 < bytes.count && bytes[place + $0] | 0x20 == start[$0] | 0x20 }
    }
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      let rest = isStart(place) ? bytes[(place + start.count)...] : []
      let count = rest.prefix { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }.count
      if count >= length / 2 {
        result += Array("\(prefix)••••".utf8)
        place += start.count + count
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return result == bytes ? nil : String(decoding: result, as: UTF8.self)
  }

  /// The form in which the registry keeps it.
  public var digest: Digest { SHA256.digest(of: text) }
}
