import Licensing

/// How the registry names a person, and what is put in the place of that.
///
/// Texts are plain or JSON: a name is found as JSON writes it too, and next to what JSON escapes.
struct PersonTexts {
  /// What is looked for, and with it what makes another word of it.
  private enum Kind {
    case address
    case name
  }

  private let addresses: [[Unicode.Scalar]]
  private let names: [[Unicode.Scalar]]
  private let placeholder: [Unicode.Scalar]
  /// A pattern of LIKE that every text with the address fits, and some others.
  let pattern: String

  /// Tells of a person.
  ///
  /// - Parameters:
  ///   - email: the address, in any case.
  ///   - names: how the registry calls the person.
  ///   - placeholder: what is put in the place of the address; names leave `…`.
  init(email: String, names: [String], placeholder: String) {
    addresses = PersonTexts.forms(of: email)
    // The longest first: one may be part of another.
    self.names = names.flatMap(PersonTexts.forms).filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    self.placeholder = Array(placeholder.unicodeScalars)
    // LIKE folds ASCII letters only; what it may see otherwise than we do fits anything.
    pattern =
      "%"
      + email.unicodeScalars.reduce(into: "") { text, scalar in
        switch scalar {
        case "%", "_": text += "\\\(scalar)"
        case "\"", "\\", ..<" ", "\u{80}"...: text += "%"
        default: text.unicodeScalars.append(scalar)
        }
      } + "%"
  }

  /// Whether a text has the address in it, as a whole and in any case.
  func areNamed(in text: String) -> Bool {
    let text = PersonTexts.folded(Array(text.unicodeScalars))
    return addresses.contains { PersonTexts.place(of: $0, in: text, from: 0, .address) != nil }
  }

  /// A text without the address and the names.
  func replaced(in text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    for address in addresses { scalars = PersonTexts.replacing(address, .address, in: scalars, with: placeholder) }
    for name in names { scalars = PersonTexts.replacing(name, .name, in: scalars, with: ["…"]) }
    return String(String.UnicodeScalarView(scalars))
  }

  /// A text to be found, folded: as it is, and as JSON writes it if that is another.
  private static func forms(of text: String) -> [[Unicode.Scalar]] {
    let plain = Array(text.unicodeScalars)
    let json = plain.flatMap { scalar -> [Unicode.Scalar] in
      switch scalar {
      case "\"", "\\": ["\\", scalar]
      case "\n": ["\\", "n"]
      case "\r": ["\\", "r"]
      case "\t": ["\\", "t"]
      default: [scalar]
      }
    }
    return json == plain ? [folded(plain)] : [folded(json), folded(plain)]
  }

  private static func replacing(
    _ wanted: [Unicode.Scalar], _ kind: Kind, in text: [Unicode.Scalar], with replacement: [Unicode.Scalar]
  ) -> [Unicode.Scalar] {
    let folded = folded(text)
    var result: [Unicode.Scalar] = []
    var end = 0
    while let place = place(of: wanted, in: folded, from: end, kind) {
      result += text[end..<place]
      result += replacement
      end = place + wanted.count
    }
    return result + text[end...]
  }

  /// Where a text stands by itself: no part of a longer word or address.
  private static func place(
    of wanted: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int, _ kind: Kind
  ) -> Int? {
    guard let first = wanted.first, start + wanted.count <= text.count else { return nil }
    for place in start...(text.count - wanted.count) where text[place] == first {
      let end = place + wanted.count
      guard text[place..<end].elementsEqual(wanted) else { continue }
      if !goesOn(backFrom: text[..<place], kind) && !goesOn(into: text[end...], kind) { return place }
    }
    return nil
  }

  /// Whether what follows makes a longer word; a dot that ends a sentence does not.
  private static func goesOn(into text: ArraySlice<Unicode.Scalar>, _ kind: Kind) -> Bool {
    guard let next = text.first else { return false }
    if isWord(next, kind) { return true }
    return joins(next, kind) && text.dropFirst().first.map { isWord($0, kind) } == true
  }

  /// Whether what goes before makes a longer word; a dash that begins a line does not.
  private static func goesOn(backFrom text: ArraySlice<Unicode.Scalar>, _ kind: Kind) -> Bool {
    guard let previous = text.last else { return false }
    if isWord(previous, kind) { return !endsEscape(text) }
    let rest = text.dropLast()
    return joins(previous, kind) && rest.last.map { isWord($0, kind) } == true && !endsEscape(rest)
  }

  /// Whether a text ends in an escape of JSON, whose letters belong to no word: `\n`, `\u001f`.
  private static func endsEscape(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let last = text.last else { return false }
    let isShort = ["b", "f", "n", "r", "t"].contains(last) && text.dropLast().last == "\\"
    return isShort
      || (text.suffix(6).starts(with: ["\\", "u"]) && text.suffix(4).allSatisfy(\.properties.isASCIIHexDigit))
  }

  /// Small letters, a scalar for each, so that places stay what they are.
  private static func folded(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    text.map { scalar in
      let small = scalar.properties.lowercaseMapping.unicodeScalars
      return small.count == 1 ? small.first ?? scalar : scalar
    }
  }

  private static func isWord(_ scalar: Unicode.Scalar, _ kind: Kind) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark: true
    default:
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || (kind == .address && "_+%".unicodeScalars.contains(scalar))
    }
  }

  /// Whether two words on either side of it are one.
  private static func joins(_ scalar: Unicode.Scalar, _ kind: Kind) -> Bool {
    scalar == "-" || scalar == "\u{2011}" || (kind == .address && scalar == ".")
  }
}
