/// The spaces of French typography: a narrow no-break one before double punctuation and inside « », so that no line begins
/// with a colon.
enum FrenchSpacing {
  private static let narrow: Unicode.Scalar = "\u{202F}"

  /// A text of words with its spaces put right; nothing else is changed.
  static func typeset(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let isSpace = scalar == " " && index > 0
      result.append(isSpace && isNarrow(scalars, index) ? narrow : scalar)
    }
    return String(result)
  }

  /// Whether a space stands before a mark that ends a word, or inside quotation marks.
  private static func isNarrow(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let before = scalars[index - 1]
    if before == "«" { return true }
    guard index + 1 < scalars.count, !before.properties.isWhitespace else { return false }
    switch scalars[index + 1] {
    case "»": return true
    case ":", ";", "?", "!":
      // What goes on without a space is part of something else, such as `:8080`.
      return index + 2 == scalars.count || scalars[index + 2].properties.isWhitespace || scalars[index + 2] == "\u{1B}"
    case "%": return "0"..."9" ~= before
    default: return false
    }
  }
}
