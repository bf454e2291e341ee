import Licensing

/// The words of a text, folded, and where each stands in it.
///
/// Letters count as `TextFolding` has them: without case, accents and width. What JSON escapes belongs to no word.
struct WordPlaces {
  /// A word and its place.
  struct Word {
    var text: String
    var place: Range<Int>
  }

  let scalars: [Unicode.Scalar]
  private(set) var words: [Word] = []

  init(_ text: String) {
    self.init(Array(text.unicodeScalars))
  }

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    let isJSON = scalars.first == "{" || scalars.first == "["
    var (word, start, end, index) = ("", 0, 0, 0)
    func flush(_ words: inout [Word]) {
      if !word.isEmpty { words.append(Word(text: word, place: start..<end)) }
      word = ""
    }
    while index < scalars.count {
      let scalar = scalars[index]
      if isJSON, scalar == "\\" {
        flush(&words)
        index += index + 1 < scalars.count && scalars[index + 1] == "u" ? 6 : 2
        continue
      }
      // An address on the web.
      if scalar == "%", scalars[index...].starts(with: ["%", "2", "0"]) {
        flush(&words)
        index += 3
        continue
      }
      index += 1
      if WordPlaces.isMark(scalar) {
        if !word.isEmpty { end = index }
      } else if WordPlaces.isLetter(scalar) {
        if word.isEmpty { start = index - 1 }
        if scalar.value < 0x80 {
          word.unicodeScalars.append(TextFolding.small(scalar))
        } else {
          word += TextFolding.letters(of: scalar)
        }
        end = index
      } else {
        flush(&words)
      }
    }
    flush(&words)
  }

  /// Letters and digits.
  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// Accents of their own, and what shows nothing.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return TextFolding.isIgnorable(scalar)
    }
  }
}
