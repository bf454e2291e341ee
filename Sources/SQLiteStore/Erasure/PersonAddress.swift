import Licensing

/// A person's e-mail address, and how it is found in texts: in any case and width, and with a tag (`claire+cad@…`).
struct PersonAddress {
  private let local: [Unicode.Scalar]
  private let domain: [Unicode.Scalar]

  init(_ email: String) {
    let scalars = email.unicodeScalars.map(TextFolding.small)
    let at = scalars.lastIndex(of: "@") ?? scalars.endIndex
    local = Array(scalars[..<at])
    domain = Array(scalars[at...].dropFirst())
  }

  /// A pattern of LIKE that every text with the address in letters of usual width fits, and some others.
  var pattern: String {
    // LIKE folds ASCII letters only; what it may see otherwise than we do fits anything.
    func fitting(_ scalars: [Unicode.Scalar]) -> String {
      scalars.reduce(into: "") { text, scalar in
        switch scalar {
        case "%", "_": text += "\\\(scalar)"
        case "\"", "\\", ..<" ", "\u{80}"...: text += "%"
        default: text.unicodeScalars.append(scalar)
        }
      }
    }
    return "%\(fitting(local))%\(fitting(domain))%"
  }

  /// Where the address stands in a text, by itself: no part of a longer word or address.
  ///
  /// - Returns: the places in the text, and the address as it stands there, small and of usual width.
  func places(in scalars: [Unicode.Scalar]) -> [(place: Range<Int>, address: String)] {
    guard let first = local.first, !domain.isEmpty else { return [] }
    let text = scalars.map(TextFolding.small)
    var places: [(place: Range<Int>, address: String)] = []
    var start = 0
    while start < text.count {
      guard text[start] == first, text[start...].starts(with: local), !goesOn(backFrom: text[..<start]),
        let end = end(in: text, after: start + local.count)
      else {
        start += 1
        continue
      }
      let address = String(String.UnicodeScalarView(text[start..<end])).split(separator: "%40").joined(separator: "@")
      places.append((start..<end, address))
      start = end
    }
    return places
  }

  /// Where the address ends whose local part ends at a place.
  private func end(in text: [Unicode.Scalar], after place: Int) -> Int? {
    var index = place
    if index < text.count, text[index] == "+" {
      index += 1
      while index < text.count, index - place <= 64, isWord(text[index]) || text[index] == "." || text[index] == "-",
        !text[index...].starts(with: PersonAddress.encodedAt)
      {
        index += 1
      }
    }
    guard index < text.count else { return nil }
    if text[index] == "@" {
      index += 1
    } else if text[index...].starts(with: PersonAddress.encodedAt) {
      index += 3
    } else {
      return nil
    }
    guard text[index...].starts(with: domain) else { return nil }
    index += domain.count
    return goesOn(into: text[index...]) ? nil : index
  }

  /// An `@` as addresses on the web have it.
  private static let encodedAt: [Unicode.Scalar] = ["%", "4", "0"]

  /// Whether what follows makes a longer word; a dot that ends a sentence does not.
  private func goesOn(into text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let next = text.first else { return false }
    if isWord(next) { return true }
    return joins(next) && text.dropFirst().first.map(isWord) == true
  }

  /// Whether what goes before makes a longer word; a dash that begins a line does not.
  private func goesOn(backFrom text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let previous = text.last else { return false }
    if isWord(previous) { return !endsEscape(text) }
    let rest = text.dropLast()
    return joins(previous) && rest.last.map(isWord) == true && !endsEscape(rest)
  }

  /// Whether a text ends in an escape, whose letters belong to no word: `\n`, `\u001f`, `%20`.
  private func endsEscape(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let last = text.last else { return false }
    let isShort = ["b", "f", "n", "r", "t"].contains(last) && text.dropLast().last == "\\"
    let isEncoded = text.suffix(3).first == "%" && text.suffix(2).allSatisfy(\.properties.isASCIIHexDigit)
    return isShort || (isEncoded && text.suffix(3).count == 3)
      || (text.suffix(6).starts(with: ["\\", "u"]) && text.suffix(4).allSatisfy(\.properties.isASCIIHexDigit))
  }

  private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    WordPlaces.isLetter(scalar) || "_+%".unicodeScalars.contains(scalar)
      || [.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
  }

  /// Whether two words on either side of it are one.
  private func joins(_ scalar: Unicode.Scalar) -> Bool { scalar == "-" || scalar == "\u{2011}" || scalar == "." }
}
