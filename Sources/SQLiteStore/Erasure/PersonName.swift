import Licensing

/// A person's name, and how it is found in texts: in any order of its words, as people write it and as files are named.
struct PersonName {
  /// The words, folded, in each order in which they are looked for: `Claire Martin`, `MARTIN Claire`, `martin-claire`.
  let orders: [[String]]
  /// Whether it is a given name and a surname, and so tells a person by itself.
  let isWhole: Bool
  /// A pattern of LIKE for each word, which every text with the name in letters of usual width fits, and some others.
  let patterns: [String]

  /// The ways in which a registry's text names a person: as it stands, and without a title before it or a remark behind.
  static func names(in text: String) -> [PersonName] {
    let plain = text.prefix { $0 != "(" }
    var parts = plain.split(whereSeparator: \.isWhitespace)
    if let first = parts.first, titles.contains(TextFolding.phrase(first)) { parts.removeFirst() }
    return [text, parts.joined(separator: " ")].compactMap(PersonName.init)
  }

  /// A name; nothing if the text has no word.
  init?(_ text: String) {
    let places = WordPlaces(text)
    let words = places.words.map(\.text)
    guard !words.isEmpty else { return nil }
    orders = words.count > 5 ? [words] : words.indices.map { Array(words[$0...] + words[..<$0]) }
    isWhole =
      words.filter { $0.count > 1 }.count > 1 && text.split(whereSeparator: \.isWhitespace).count > 1
    patterns = places.words.map { word in
      // LIKE knows nothing of accents: what may have one, or be one, fits anything.
      word.text.unicodeScalars.reduce(into: "%") { pattern, scalar in
        if "bfhjkmpqrvwx0123456789".unicodeScalars.contains(scalar) {
          pattern.unicodeScalars.append(scalar)
        } else if pattern.last != "%" {
          pattern += "%"
        }
      } + "%"
    }
  }

  private static let titles: Set<String> = [
    "m", "mr", "mrs", "ms", "mme", "mlle", "dr", "me", "monsieur", "madame", "mademoiselle", "maitre", "docteur",
  ]

  /// Where the words of a text are the name, in the text's scalars.
  ///
  /// - Parameters:
  ///   - places: the text.
  ///   - index: the number of the word with which the name begins.
  /// - Returns: the place and how many words it takes; nothing if the name does not begin there.
  func match(in places: WordPlaces, at index: Int) -> (place: Range<Int>, count: Int)? {
    let word = places.words[index]
    for order in orders {
      if order.count > 1, isWhole, word.text == order.joined() { return (word.place, 1) }
      let words = places.words[index...].prefix(order.count)
      guard words.count == order.count, zip(words, order).allSatisfy({ $0.text == $1 }), let last = words.last
      else { continue }
      let gaps = zip(words, words.dropFirst()).map { places.scalars[$0.place.upperBound..<$1.place.lowerBound] }
      guard gaps.allSatisfy(PersonName.isGap) else { continue }
      let place = word.place.lowerBound..<last.place.upperBound
      let sign = gaps.first.flatMap { gap in gaps.allSatisfy { $0.elementsEqual(gap) } ? gap : nil }
      if !PersonName.isPart(place, of: places, writtenWith: sign) { return (place, order.count) }
    }
    return nil
  }

  /// What may stand between the words of one name.
  private static func isGap(_ gap: ArraySlice<Unicode.Scalar>) -> Bool {
    gap.count <= 4
      && gap.allSatisfy { scalar in
        if scalar == "\n" || scalar == "\r" { return false }
        return !WordPlaces.isLetter(scalar) || "20".unicodeScalars.contains(scalar)
      }
  }

  /// Whether a dash makes a longer name of it: `Martin-Roux`; `contacts-claire-martin` is words written with dashes.
  private static func isPart(
    _ place: Range<Int>, of places: WordPlaces, writtenWith sign: ArraySlice<Unicode.Scalar>?
  ) -> Bool {
    let scalars = places.scalars
    if sign?.count == 1, sign?.first.map(TextFolding.isDash) == true { return false }
    let (before, after) = (place.lowerBound - 1, place.upperBound)
    if after + 1 < scalars.count, TextFolding.isDash(scalars[after]), WordPlaces.isLetter(scalars[after + 1]) {
      return true
    }
    guard before >= 0, TextFolding.isDash(scalars[before]) else { return false }
    return places.words.contains { $0.place.upperBound == before }
  }
}
