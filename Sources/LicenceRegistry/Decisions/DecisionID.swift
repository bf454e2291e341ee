public import Licensing

/// Ids of recorded decisions: `dec_`, ten characters of time and sixteen of chance, so that they sort by time.
public enum DecisionID {
  /// A new id for a decision of this time.
  public static func make(now: UTCInstant) -> String { SortableID.make("dec_", now: now, chance: 16) }
}

/// Ids of imports: `imp_`, ten characters of time and four of chance, so that they sort by time and can be typed.
public enum ImportID {
  /// A new id for an import of this time.
  public static func make(now: UTCInstant) -> String { SortableID.make("imp_", now: now, chance: 4) }
}

/// Ids that sort by time.
enum SortableID {
  // Crockford's alphabet: no I, L, O or U to be misread.
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// A prefix, ten characters of time, and some of chance.
  static func make(_ prefix: String, now: UTCInstant, chance: Int) -> String {
    var bytes = Array(prefix.utf8)
    for shift in stride(from: 45, through: 0, by: -5) {
      bytes.append(alphabet[Int((now.milliseconds >> Int64(shift)) & 31)])
    }
    // The system's generator: ids are not to be guessed.
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<chance { bytes.append(alphabet[Int(generator.next() & 31)]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
