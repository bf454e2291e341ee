import Formats
import Licensing

extension FieldSource {
  /// What a record goes by, in files and in addresses: some letter or digit, no control characters, and not too long.
  func identity(_ field: String) -> String {
    let text = required(field)
    if let fault = IdentityFault.of(text) { report(field, fault) }
    return text
  }
}

/// Why a text is nothing that a record could go by.
enum IdentityFault {
  /// The longest that addresses and the API's cursors have room for, also once each byte is written as several.
  static let longest = 200

  /// The fault; nothing if there is none, or nothing at all, which is told as that.
  static func of(_ text: String) -> FieldFault? {
    if text.isEmpty { return nil }
    if text.utf8.count > longest {
      return FieldFault(
        .malformed,
        Bilingual(
          en: "longer than \(longest) bytes, which no address has room for",
          fr: "plus de \(longest) octets, trop pour une adresse"),
        expected: Bilingual(en: "at most \(longest) bytes", fr: "\(longest) octets au plus"))
    }
    // Most are plain ASCII with a letter or a digit in front.
    if let first = text.utf8.first, isPlain(first), text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return nil }
    let scalars = text.unicodeScalars
    guard scalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil }) else {
      return FieldFault(
        .malformed, Bilingual(en: "has neither a letter nor a digit", fr: "ne contient ni lettre ni chiffre"),
        expected: Bilingual(en: "letters or digits", fr: "des lettres ou des chiffres"))
    }
    guard !scalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return FieldFault(
        .malformed,
        Bilingual(en: "has a control character in it", fr: "contient un caractère de contrôle"),
        expected: Bilingual(en: "one line of text", fr: "un texte d’une ligne"),
        hint: Bilingual(
          en: "look for a line end or a tab in the cell",
          fr: "cherchez un saut de ligne ou une tabulation dans la cellule"))
    }
    return nil
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
