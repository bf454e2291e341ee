/// Ids that are not to be guessed: a prefix and 16 characters of chance.
enum RandomID {
  // Crockford's alphabet: no I, L, O or U to be misread.
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// A new id, `prefix_` and 16 characters.
  static func make(_ prefix: String) -> String {
    var bytes = Array("\(prefix)_".utf8)
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<16 { bytes.append(alphabet[Int(generator.next() & 31)]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
