/// The words of a version text, in the one spelling by which typed texts and catalogue names are compared.
///
/// `Service Pack 1` is `sp1`; `Update 2.1`, `maj 2.1`, `mise à jour 2.1` and `U2.1` are `update2.1`: a number that
/// follows such a word belongs to it, so that the `26` of `Update 26` is never taken for a release.
enum VersionWords {
  /// The normal words of a text.
  static func words(_ text: some StringProtocol) -> [String] {
    var normal: [String] = []
    var words = plainWords(text).compactMap(withoutNumberSign).flatMap(partedUpdate)[...]
    while let word = words.popFirst() {
      if let number = ordinal(word), let (kind, taken) = kind(at: words) {
        // "2e mise à jour", "1st service pack"
        words = words.dropFirst(taken)
        normal.append(kind + number)
      } else if let (kind, number, taken) = numbered(word, rest: words) {
        words = words.dropFirst(taken)
        normal.append(kind + number)
      } else if isPrefixLetter(word), let next = words.first, startsWithDigit(next) {
        // "v 25", "R 24.2"
        words = words.dropFirst()
        normal.append(word + next)
      } else {
        normal.append(word)
      }
    }
    return normal
  }

  /// The folded words of a name or a version; an underscore parts them too, as in the names of files (`Revit_2025`).
  static func plainWords(_ text: some StringProtocol) -> [String] {
    TextFolding.words(text).flatMap { word in
      word.utf8.contains(0x5F) ? word.split(separator: "_").map(String.init) : [word]
    }
  }

  /// Parts `2025sp1` into `2025` and `sp1`, where what follows the number is a kind of update with a number of its own.
  private static func partedUpdate(_ word: String) -> [String] {
    guard startsWithDigit(word), let letter = word.firstIndex(where: \.isLetter) else { return [word] }
    let (number, tail) = (word[..<letter], String(word[letter...]))
    guard number.allSatisfy({ $0.isNumber || $0 == "." }) else { return [word] }
    let isUpdate = numbered(tail, rest: [])?.number.isEmpty == false
    return isUpdate || withoutPrefixLetter(tail) != nil ? [String(number), tail] : [word]
  }

  /// The number behind a sign that says no more than that it is one: `n°2`, `#2`; `nil` for the sign alone.
  private static func withoutNumberSign(_ word: String) -> String? {
    guard let sign = ["n°", "nº", "#"].first(where: word.hasPrefix) else { return word }
    let rest = word.dropFirst(sign.count).drop { $0 == "." }
    return rest.isEmpty ? nil : startsWithDigit(rest) ? String(rest) : word
  }

  /// The number of an ordinal: `2` of `2e`, `2ème`, `2nd`.
  private static func ordinal(_ word: String) -> String? {
    let number = word.prefix(while: \.isNumber)
    return isUpdateNumber(number) && ordinalEndings.contains(String(word.dropFirst(number.count)))
      ? String(number) : nil
  }

  /// The kind of update that words start with, and how many of them name it.
  private static func kind(at words: ArraySlice<String>) -> (kind: String, taken: Int)? {
    for (kind, spellings) in kinds {
      if let spelling = spellings.first(where: { words.starts(with: $0) }) { return (kind, spelling.count) }
    }
    return nil
  }

  /// Whether a word says nothing about which version it is.
  static func isNeutral(_ word: String) -> Bool {
    neutral.contains(word)
  }

  /// Whether a word says that something is not out yet.
  static func isPreviewMark(_ word: String) -> Bool {
    previewMarks.contains(word) || (word.hasPrefix("beta") || word.hasPrefix("rc")) && word.last?.isNumber == true
  }

  /// Whether words name a version only to say that it is another one: `avant 2025`, `not 2025`, `2025 ou antérieur`.
  ///
  /// - Parameters:
  ///   - words: the words of a text.
  ///   - isName: whether a version is named at their beginning.
  static func isBound(_ words: [String], _ isName: (ArraySlice<String>) -> Bool) -> Bool {
    if words.contains(where: comparisons.contains) { return true }
    guard let mark = words.firstIndex(where: negations.contains) else { return false }
    // A word of that kind further back speaks of something else: "2025 ne démarre pas".
    return !words.indices.prefix(mark).contains { isName(words[$0...]) }
  }

  /// The word without the `v` or `R` in front of its number, or `nil` if there is none.
  static func withoutPrefixLetter(_ word: String) -> String? {
    guard let first = word.first, isPrefixLetter(String(first)) else { return nil }
    let rest = word.dropFirst().drop { $0 == "." }
    return startsWithDigit(rest) ? String(rest) : nil
  }

  /// Whether a word begins a version by its looks alone: a digit, or `v` or `R` and a digit.
  static func looksLikeVersion(_ word: String) -> Bool {
    startsWithDigit(word) || withoutPrefixLetter(word) != nil
  }

  /// The last two digits of a name that is a year: `25` of `2025`.
  static func yearEnding(_ name: some StringProtocol) -> String? {
    name.utf8.count == 4 && name.utf8.allSatisfy { (0x30...0x39).contains($0) } ? String(name.suffix(2)) : nil
  }

  /// The number that is written right behind a name, perhaps after a full stop: `25` of `rvt25`, `2025` of `revit.2025`.
  static func gluedNumber(_ tail: some StringProtocol) -> String? {
    let number = tail.drop { $0 == "." }
    return startsWithDigit(number) ? String(number) : nil
  }

  /// Whether words start with a kind of update, such as `sp1` or `hotfix`.
  static func looksLikeUpdate(_ words: ArraySlice<String>) -> Bool {
    guard let first = words.first else { return false }
    return ["sp", "update", "hotfix"].contains { kind in
      first.hasPrefix(kind) && first.dropFirst(kind.count).allSatisfy { $0.isNumber || $0 == "." }
    }
  }

  static func startsWithDigit(_ word: some StringProtocol) -> Bool {
    word.utf8.first.map { (0x30...0x39).contains($0) } ?? false
  }

  private static func isPrefixLetter(_ word: String) -> Bool { word == "v" || word == "r" }

  /// A kind of update with its number, and how many of the following words were taken for it.
  private static func numbered(
    _ word: String, rest: ArraySlice<String>
  ) -> (kind: String, number: String, taken: Int)? {
    for (kind, spellings) in kinds {
      for spelling in spellings {
        guard word.hasPrefix(spelling[0]) else { continue }
        let tail = spelling.dropFirst()
        if word.count == spelling[0].count, rest.prefix(tail.count).elementsEqual(tail) {
          // "service pack 1", "update no. 2", or "service pack" alone, which stays a word of its kind.
          let after = rest.dropFirst(tail.count)
          let signs = after.first.map(numberSigns.contains) == true ? 1 : 0
          if let number = after.dropFirst(signs).first, isUpdateNumber(number) {
            return (kind, number, tail.count + signs + 1)
          }
          if !tail.isEmpty { return (kind, "", tail.count) }
        } else if tail.isEmpty, isUpdateNumber(word.dropFirst(spelling[0].count)) {
          // "sp1", "update2.1", "u1.4"
          return (kind, String(word.dropFirst(spelling[0].count)), 0)
        }
      }
    }
    return nil
  }

  /// A small number with dots: `2`, `2.1`; not `2025.0.2`, which is a release and not the number of an update.
  private static func isUpdateNumber(_ text: some StringProtocol) -> Bool {
    guard startsWithDigit(text), text.prefix(while: \.isNumber).count <= 2 else { return false }
    return text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
  }

  /// Spellings as words, the longer ones of a kind first.
  private static let kinds: [(String, [[String]])] = [
    ("sp", [["service", "pack"], ["servicepack"], ["sp"]]),
    ("update", [["mise", "a", "jour"], ["update"], ["updt"], ["upd"], ["maj"], ["u"]]),
    ("hotfix", [["hotfix"], ["hot", "fix"], ["hf"], ["patch"], ["correctif"]]),
    ("install", [["full", "install"], ["full", "installer"]]),
  ]

  private static let numberSigns: Set<String> = ["n", "no", "nr", "num", "numero", "number"]

  private static let ordinalEndings: Set<String> = [
    "e", "er", "ere", "re", "eme", "ieme", "nd", "nde", "st", "rd", "th",
  ]

  private static let neutral: Set<String> = [
    "version", "ver", "v", "r", "release", "rel", "build", "edition", "x64", "x86", "64", "32", "bit", "bits", "64bit",
    "64bits", "32bit", "32bits", "win64", "n", "no", "nr", "num", "numero", "number", "the", "la", "le",
  ]

  private static let comparisons: Set<String> = [
    "anterieur", "anterieure", "anterieurs", "anterieures", "ulterieur", "ulterieure", "ulterieurs", "ulterieures",
    "posterieur", "posterieure", "posterieurs", "posterieures", "older", "newer", "earlier", "later", "recent",
    "recente",
    "ancien", "ancienne", "min", "mini", "minimum", "max", "maxi", "maximum",
  ]

  private static let negations: Set<String> = [
    "avant", "apres", "before", "after", "pas", "not", "sauf", "except", "until", "since", "jusqu", "depuis", "hors",
  ]

  private static let previewMarks: Set<String> = [
    "preview", "previews", "beta", "alpha", "rc", "prerelease", "apercu", "candidate", "eap",
  ]
}
