/// How texts that people type are made comparable: case, accents, widths and kinds of white space do not count.
///
/// The letters are those of Latin scripts; others are only lower-cased. The table is in the code because the toolchain's
/// own folding needs the whole of ICU in the program.
public enum TextFolding {
  /// Lower case without outer white space; accents stay.
  ///
  /// How keys (contract numbers, e-mails, ids) are compared.
  public static func key(_ text: String) -> String {
    if let fast = asciiKey(text) { return fast }
    // Composed and decomposed accents are one text to Swift but two keys to a database.
    return composed(trimmed(text).lowercased())
  }

  /// The same for a part of a text.
  public static func key(_ text: Substring) -> String { key(String(text)) }

  /// The text without outer white space of any kind.
  public static func trimmed(_ text: String) -> String {
    // Most texts have nothing around them.
    if let first = text.utf8.first, let last = text.utf8.last, (0x21...0x7E).contains(first),
      (0x21...0x7E).contains(last)
    {
      return text
    }
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return String(scalars)
  }

  /// Lower case, without accents, as words parted by single spaces.
  ///
  /// Dashes, white space of any kind, parentheses, commas and other punctuation part words; `.`, `_`, `+`, `#` and `&`
  /// stay inside them. Zero-width characters and soft hyphens are dropped.
  public static func words(_ text: some StringProtocol) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      // Vendors write marks behind names that nobody types.
      if isIgnorable(scalar) || scalar == "®" || scalar == "©" || scalar == "™" { continue }
      if isSeparator(scalar) {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        fold(scalar, into: &word)
      }
    }
    if !word.isEmpty { words.append(word) }
    // A full stop that ends a sentence or an abbreviation ("ver. 25") is no part of the word.
    return words.map { String($0.drop { $0 == "." }.trimmingSuffix(while: { $0 == "." })) }.filter { !$0.isEmpty }
  }

  /// The words of a text, joined by single spaces.
  public static func phrase(_ text: some StringProtocol) -> String {
    isPlainWord(text) ? String(text) : words(text).joined(separator: " ")
  }

  /// Whether a text is one word that folding leaves as it is: `2025.1`, `software_use`.
  static func isPlainWord(_ text: some StringProtocol) -> Bool {
    var last: UInt8 = 0x2E
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x61...0x7A, 0x5F: break
      case 0x2E where last != 0x2E: break
      default: return false
      }
      last = byte
    }
    return last != 0x2E
  }

  private static func asciiKey(_ text: String) -> String? {
    let utf8 = text.utf8Span.span
    var needsWork = false
    for index in utf8.indices {
      let byte = utf8[index]
      if byte >= 0x80 { return nil }
      if byte <= 0x20 || (0x41...0x5A).contains(byte) { needsWork = true }
    }
    guard needsWork else { return text }
    var (first, end) = (0, utf8.count)
    while first < end, isSpace(Unicode.Scalar(utf8[first])) { first += 1 }
    while end > first, isSpace(Unicode.Scalar(utf8[end - 1])) { end -= 1 }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(end - first)
    for index in first..<end {
      let byte = utf8[index]
      bytes.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// White space of any kind, the non-breaking ones and the byte order mark among them.
  public static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) }
    return scalar.properties.isWhitespace || scalar.value == 0xFEFF
  }

  /// Hyphens and dashes of any kind.
  public static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return scalar == "-" }
    return scalar.properties.generalCategory == .dashPunctuation || scalar.value == 0x2212
  }

  /// Characters that show nothing: zero-width marks, soft hyphens, joiners, direction marks.
  public static func isIgnorable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return false }
    return scalar.properties.generalCategory == .format || scalar.properties.isDefaultIgnorableCodePoint
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      switch scalar {
      case "0"..."9", "a"..."z", "A"..."Z", ".", "_", "+", "#", "&": return false
      default: return true
      }
    }
    if isSpace(scalar) || isDash(scalar) { return true }
    // A full-width mark parts words if its usual form does: "２０２５．１" is one word.
    if let narrow = narrowForm(scalar) { return isSeparator(narrow) }
    switch scalar.properties.generalCategory {
    case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation, .control:
      return true
    default: return false
    }
  }

  /// The usual form of a full-width letter, digit or mark.
  private static func narrowForm(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) : nil
  }

  /// A letter without its accent and case, full-width forms as their usual ones; combining marks vanish.
  private static func fold(_ scalar: Unicode.Scalar, into word: inout String) {
    switch scalar.value {
    case 0x41...0x5A: word.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value | 0x20)))
    case ..<0x80: word.unicodeScalars.append(scalar)
    default:
      if let narrow = narrowForm(scalar) { return fold(narrow, into: &word) }
      if scalar.properties.generalCategory == .nonspacingMark { return }
      for lower in scalar.properties.lowercaseMapping.unicodeScalars
      where lower.properties.generalCategory != .nonspacingMark {
        if let base = baseLetters[lower] { word += base } else { word.unicodeScalars.append(lower) }
      }
    }
  }

  /// What a letter counts as when texts are compared: small, without its accent, of usual width; nothing for an accent.
  public static func letters(of scalar: Unicode.Scalar) -> String {
    var letters = ""
    fold(scalar, into: &letters)
    return letters
  }

  /// A letter of usual width and small, if that is one letter; accents stay.
  public static func small(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let narrow = narrowForm(scalar) ?? scalar
    let small = narrow.properties.lowercaseMapping.unicodeScalars
    return small.count == 1 ? small.first ?? narrow : narrow
  }

  /// Accented lower-case letters, and the letters that each stands for.
  private static let baseLetters: [Unicode.Scalar: String] = {
    let rows: [(String, String)] = [
      ("a", "àáâãäåāăąǎ"), ("ae", "æ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"),
      ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("ij", "ĳ"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉ"),
      ("o", "òóôõöøōŏő"), ("oe", "œ"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("ss", "ß"), ("t", "ţťŧț"), ("th", "þ"),
      ("u", "ùúûüũūŭůűų"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"),
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (base, letters) in rows {
      for letter in letters.unicodeScalars { table[letter] = base }
    }
    return table
  }()

  /// Letters followed by a combining accent as the one letter that they make, where there is one.
  private static func composed(_ text: String) -> String {
    var result = ""
    for character in text {
      result.append(character.unicodeScalars.count == 1 ? character : composedForms[character] ?? character)
    }
    return result
  }

  private static let composedForms: [Character: Character] = {
    // Swift compares characters by canonical equivalence, so the composed form finds itself by the decomposed one.
    var forms: [Character: Character] = [:]
    for value in 0xC0...0x17F as ClosedRange<UInt32> {
      if let scalar = Unicode.Scalar(value) { forms[Character(scalar)] = Character(scalar) }
    }
    return forms
  }()
}

extension Substring {
  func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, predicate(last) { rest.removeLast() }
    return rest
  }
}
