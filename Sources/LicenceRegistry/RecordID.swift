public import Licensing

/// Ids of what the registry records: a prefix that tells the kind, ten characters of time, and some of chance.
///
/// They sort by time.
public enum RecordID {
  // Crockford's alphabet: no I, L, O or U to be misread.
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// A new id.
  ///
  /// - Parameters:
  ///   - prefix: what it is an id of, such as `dec` for a decision.
  ///   - now: the time that it tells.
  ///   - chance: how many characters of chance; sixteen can't be guessed, fewer can be typed.
  public static func make(_ prefix: String, now: UTCInstant, chance: Int = 16) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(prefix.utf8.count + 11 + chance)
    bytes.append(contentsOf: prefix.utf8)
    bytes.append(UInt8(ascii: "_"))
    let alphabet = alphabet
    for shift in stride(from: 45, through: 0, by: -5) {
      bytes.append(alphabet[Int((now.milliseconds >> Int64(shift)) & 31)])
    }
    // The system's generator: ids are not to be guessed.
    var generator = SystemRandomNumberGenerator()
    var (bits, left) = (UInt64(0), 0)
    for _ in 0..<chance {
      // Each number is a call of the system's, and enough for twelve characters.
      if left == 0 { (bits, left) = (generator.next(), 12) }
      bytes.append(alphabet[Int(bits & 31)])
      bits >>= 5
      left -= 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
