import Licensing

/// The words of searched texts that a slip of the pen is looked up among.
///
/// Numbers are none: what differs in one digit is another number.
public enum SearchWords {
  /// The longest word that is kept, in bytes.
  static let longest = 40

  /// The words of a folded text: what stands between spaces and other marks, of three letters at least, without digits.
  ///
  /// - Parameter text: a text as searched texts are kept.
  public static func of(_ text: some StringProtocol) -> [String] {
    text.utf8.split { !isPart($0) }.compactMap { word in
      guard word.count >= 3, word.count <= longest, !word.contains(where: isDigit) else { return nil }
      return String(decoding: word, as: UTF8.self)
    }
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || isDigit(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The words as a JSON array, nothing if there are none.
  ///
  /// Nothing in a word needs an escape.
  static func json(_ text: String) -> String? {
    let words = of(text)
    return words.isEmpty ? nil : "[\"" + words.joined(separator: "\",\"") + "\"]"
  }
}
