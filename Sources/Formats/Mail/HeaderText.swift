/// Texts of header fields: encoded words for what is not ASCII (RFC 2047), and nothing that could begin another field.
enum HeaderText {
  /// How long a line with encoded words may be (RFC 2047, section 2).
  static let longestLine = 76
  /// The longest encoded word made here; RFC 2047 allows 75.
  private static let longestWord = 60

  /// A text without line ends and other control characters; runs of them, and of spaces, become one space.
  static func clean(_ text: String) -> String {
    var clean = ""
    var isAfterSpace = true
    for scalar in text.unicodeScalars {
      let isSpace =
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .spaceSeparator:
          // Joiners belong to the letters around them.
          scalar != "\u{200C}" && scalar != "\u{200D}"
        default: false
        }
      if isSpace {
        if !isAfterSpace { clean += " " }
      } else {
        clean.unicodeScalars.append(scalar)
      }
      isAfterSpace = isSpace
    }
    if clean.last == " " { clean.removeLast() }
    return clean
  }

  /// Unstructured text, such as a subject: as it is if it is short ASCII, else in encoded words, a line each.
  static func unstructured(_ text: String) -> String {
    let text = clean(text)
    let isPlain = text.utf8.count <= longestWord && !text.contains("=?") && text.utf8.allSatisfy { $0 < 0x7F }
    return isPlain ? text : encodedWords(text)
  }

  /// A person's name before an address.
  static func phrase(_ text: String) -> String {
    guard text.utf8.count <= longestWord, !text.contains("=?"), text.utf8.allSatisfy({ $0 < 0x7F }) else {
      return encodedWords(text)
    }
    let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
    return "\"\(String(escaped))\""
  }

  /// Encoded words of whole characters, each on a line of its own.
  private static func encodedWords(_ text: String) -> String {
    let (start, end) = ("=?utf-8?Q?", "?=")
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      let encoded = String(scalar).utf8.map(encodedByte).joined()
      if start.utf8.count + word.utf8.count + encoded.utf8.count + end.utf8.count > longestWord {
        words.append(start + word + end)
        word = ""
      }
      word += encoded
    }
    words.append(start + word + end)
    return words.joined(separator: "\n ")
  }

  private static func encodedByte(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      String(UnicodeScalar(byte))
    case UInt8(ascii: " "): "_"
    default: "=" + QuotedPrintable.hexadecimal(byte)
    }
  }
}
