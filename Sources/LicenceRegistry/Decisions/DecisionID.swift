public import Licensing

/// Ids of recorded decisions: `dec_`, ten characters of time and sixteen of chance, so that they sort by time.
public enum DecisionID {
  // Crockford's alphabet: no I, L, O or U to be misread.
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// A new id for a decision of this time.
  public static func make(now: UTCInstant) -> String {
    var bytes = Array("dec_".utf8)
    for shift in stride(from: 45, through: 0, by: -5) {
      bytes.append(alphabet[Int((now.milliseconds >> Int64(shift)) & 31)])
    }
    // The system's generator: ids are not to be guessed.
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<16 { bytes.append(alphabet[Int(generator.next() & 31)]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
