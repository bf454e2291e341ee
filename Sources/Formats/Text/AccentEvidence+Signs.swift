/// Where characters of Windows-1252 are not what people write.
extension AccentEvidence {
  /// Whether nobody writes the character that a byte is in Windows-1252 where it stands.
  static func isImplausible(_ byte: UInt8, after left: UInt8, before right: UInt8) -> Bool {
    switch byte {
    case 0x81, 0x8D, 0x8F, 0x90, 0x9D: true
    // ˆ is written over a letter, and never alone.
    case 0x88: true
    // ƒ stands before figures: neither after a letter nor before one. ‰ stands after figures.
    case 0x83: isLetter(left) || isLetter(right)
    case 0x89: isLetter(left) || isLetter(right) && !isDigit(left)
    // ‚ ˜ belong after no letter; Š Œ Ž Ÿ are capitals.
    case 0x82, 0x98: isLetter(left)
    case 0x8A, 0x8C, 0x8E, 0x9F: isLower(left) || isUpper(left) && isLower(right)
    // „ † ‡ ‹
    case 0x84, 0x86, 0x87, 0x8B: isLower(left) && isLower(right)
    default: false
    }
  }

  /// Whether a person seldom writes so: a sign where another encoding has the letter that the word wants.
  static func isOdd(_ byte: UInt8, after left: UInt8, before right: UInt8) -> Bool {
    switch byte {
    // €, elsewhere Ç or Ä: among capitals.
    case 0x80: isUpper(left) && isUpper(right)
    // ‚ opens a word.
    case 0x82: isLetter(right)
    // “ ” • ™
    case 0x93...0x95, 0x99: isLetter(left) && isLower(right)
    // – — are glued to words as hyphens are, at times.
    case 0x96, 0x97: isLower(left) && isLower(right)
    // Õ, elsewhere the apostrophe of `l’eau`.
    case 0xD5: isLower(left) && isLetter(right) || isUpper(left) && isLower(right)
    // ø and ¡, elsewhere the sign of `N°`.
    case 0xF8, 0xA1: left | 0x20 == UInt8(ascii: "n") && !isLetter(right)
    default: false
    }
  }

  /// Whether a byte is a small letter in Windows-1252.
  private static func isLower(_ byte: UInt8) -> Bool {
    0x61...0x7A ~= byte || 0xDF...0xFF ~= byte && byte != 0xF7 || [0x9A, 0x9C, 0x9E].contains(byte)
  }

  /// Whether a byte is a letter in Windows-1252.
  private static func isLetter(_ byte: UInt8) -> Bool { isLower(byte) || isUpper(byte) }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  /// Whether a byte is a capital in Windows-1252.
  private static func isUpper(_ byte: UInt8) -> Bool {
    0x41...0x5A ~= byte || 0xC0...0xDE ~= byte && byte != 0xD7
  }
}
