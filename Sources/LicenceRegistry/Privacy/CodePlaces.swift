import Licensing

/// A text in a form in which codes are compared, and where codes may begin and end in it.
struct CodePlaces {
  /// Where a code may begin.
  struct Start {
    /// In the key.
    var offset: Int
    /// In the text.
    var index: String.Index
    /// Whether that is inside of a word.
    var isInside: Bool
  }

  /// Whether nothing but letters and digits counts.
  let leavesOutSigns: Bool
  /// The text's key, in UTF-8.
  private(set) var key: [UInt8] = []
  /// Where codes may begin, in order.
  private(set) var starts: [Start] = []
  /// Where codes may end, by places of the key.
  private(set) var ends: [Int: (index: String.Index, isInside: Bool)] = [:]

  init(_ text: String, leavingOutSigns: Bool) {
    leavesOutSigns = leavingOutSigns
    var last = CodeCharacter.gap
    let scalars = text.unicodeScalars
    for index in scalars.indices {
      let canonical = LicenceCode.canonical(scalars[index])
      var current = CodeCharacter(scalars[index], isCounted: !canonical.isEmpty)
      if leavesOutSigns, current == .sign { current = .gap }
      if current != last {
        let isInside = current.isWord && last.isWord
        if last != .gap { ends[key.count] = (index, isInside) }
        if current != .gap, !(isInside && (last, current) == (.capital, .letter)) {
          starts.append(Start(offset: key.count, index: index, isInside: isInside))
        }
      }
      if current != .gap { key += canonical.utf8 }
      last = current
    }
    if last != .gap { ends[key.count] = (text.endIndex, false) }
  }
}

/// What a character is to where codes begin and end.
enum CodeCharacter {
  /// A space or a dash, which does not count.
  case gap
  /// What is neither a letter nor a digit, and counts.
  case sign
  case digit, capital, letter

  init(_ scalar: Unicode.Scalar, isCounted: Bool) {
    let properties = scalar.properties
    self =
      if properties.numericType != nil {
        .digit
      } else if properties.isAlphabetic {
        properties.isUppercase ? .capital : .letter
      } else {
        isCounted ? .sign : .gap
      }
  }

  /// That of an ASCII character.
  init(ascii byte: UInt8) {
    self =
      switch byte {
      case 0x30...0x39: .digit
      case 0x41...0x5A: .capital
      case 0x61...0x7A: .letter
      case ...0x20, 0x2D, 0x7F: .gap
      default: .sign
      }
  }

  var isWord: Bool { self != .gap && self != .sign }
}
