/// The words of a version text, in the one spelling by which typed texts and catalogue names are compared.
///
/// `Service Pack 1` is `sp1`; `Update 2.1`, `maj 2.1`, `mise à jour 2.1` and `U2.1` are `update2.1`: a number that
/// follows such a word belongs to it, so that the `26` of `Update 26` is never taken for a release.
enum VersionWords {
  /// The normal words of a text.
  static func words(_ text: some StringProtocol) -> [String] {
    var normal: [String] = []
    var words = TextFolding.words(text).flatMap(partedUpdate)[...]
    while let word = words.popFirst() {
      if let (kind, number, taken) = numbered(word, rest: words) {
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

  /// Parts `2025sp1` into `2025` and `sp1`, where what follows the number is a kind of update with a number of its own.
  private static func partedUpdate(_ word: String) -> [String] {
    guard startsWithDigit(word), let letter = word.firstIndex(where: \.isLetter) else { return [word] }
    let (number, tail) = (word[..<letter], String(word[letter...]))
    guard number.allSatisfy({ $0.isNumber || $0 == "." }) else { return [word] }
    let isUpdate = numbered(tail, rest: [])?.number.isEmpty == false
    return isUpdate || withoutPrefixLetter(tail) != nil ? [String(number), tail] : [word]
  }

  /// Whether a word says nothing about which version it is.
  static func isNeutral(_ word: String) -> Bool {
    neutral.contains(word)
  }

  /// Whether a word says that something is not out yet.
  static func isPreviewMark(_ word: String) -> Bool {
    previewMarks.contains(word) || (word.hasPrefix("beta") || word.hasPrefix("rc")) && word.last?.isNumber == true
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
          // "service pack 1", or "service pack" alone, which stays a word of its kind.
          if let number = rest.dropFirst(tail.count).first, isUpdateNumber(number) {
            return (kind, number, tail.count + 1)
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
  ]

  private static let neutral: Set<String> = [
    "version", "ver", "v", "r", "release", "rel", "build", "edition", "x64", "x86", "64", "32", "bit", "bits", "64bit",
    "64bits", "32bit", "32bits", "win64", "n", "no", "the", "la", "le",
  ]

  private static let previewMarks: Set<String> = [
    "preview", "previews", "beta", "alpha", "rc", "prerelease", "apercu", "candidate", "eap",
  ]
}
