/// Every text by which the releases and updates of one product are known, ready to be found in what people type.
struct Designations: Sendable {
  /// What a text stands for: a release, or one of its updates.
  ///
  /// Both count from 0, newest first.
  struct Target: Sendable, Hashable {
    var release: Int
    var update: Int?
  }

  private var targets: [String: [Target]] = [:]
  /// Names to show, with their folded form, for suggestions.
  private(set) var names: [(text: String, item: Target)] = []
  /// The longest designation, in words.
  private(set) var longest = 1
  /// Whether every number of two digits by which a release is known is the end of its year.
  private(set) var countsByYear = true

  init(of releases: [Release]) {
    for (index, release) in releases.enumerated() {
      let target = Target(release: index, update: nil)
      names.append((VersionWords.plainWords(release.name).joined(separator: " "), target))
      for text in [release.name] + release.aliases + release.internal + release.builds { add(text, target) }
      let updates = release.updates.enumerated().map { (Target(release: index, update: $0.offset), $0.element) }
      for (target, update) in updates {
        names.append((VersionWords.plainWords(update.name).joined(separator: " "), target))
        for text in [update.name] + update.aliases + update.builds { add(text, target) }
      }
      // "2024.3" is "2024 Update 3" and the reverse, unless the catalogue says that they are two updates.
      for (target, update) in updates {
        for text in [update.name] + update.aliases {
          guard let other = Designations.otherNotation(of: text, release: release.name) else { continue }
          if targets[other] == nil { add(other, target) }
        }
      }
    }
    countsByYear = targets.allSatisfy { key, found in
      let number = String(key.prefix { $0 != "." && $0 != " " })
      guard number.count == 2, number.allSatisfy(\.isNumber) else { return true }
      return found.allSatisfy { VersionWords.yearEnding(releases[$0.release].name) == number }
    }
  }

  /// The releases that a number of two digits may be short for where no name says it: those whose years end in it, and
  /// those whose numbers in the program start with it.
  func releases(shortenedTo number: String) -> Set<Int> {
    let prefix = number + "."
    var found = Set(
      names.filter { $0.item.update == nil && VersionWords.yearEnding($0.text) == number }.map(\.item.release))
    for (key, targets) in targets where key.hasPrefix(prefix) { found.formUnion(targets.map(\.release)) }
    return found
  }

  /// What a sequence of normal words stands for, if it is a designation as it is.
  func exactly(_ words: some Sequence<String>) -> [Target] {
    targets[words.joined(separator: " ")] ?? []
  }

  /// Whether words start with a name that goes on behind the first of them, or are one word that is a name.
  func isName(_ words: [String]) -> Bool {
    guard let match = match(at: words[...]) else { return false }
    return match.words > 1 || words.count == 1 && match.isExact
  }

  /// What a text that is one plain word stands for, if it is a designation as it is: the usual case, told without work.
  func exactly(word text: String) -> [Target]? {
    TextFolding.isPlainWord(text) ? targets[text] : nil
  }

  /// What stands at the start of `words`: the longest designation, which the last of its words may go on after a dot.
  func match(at words: ArraySlice<String>) -> Match? {
    var best: Match?
    for count in stride(from: min(longest, words.count), through: 1, by: -1) {
      let head = words.prefix(count)
      guard let last = head.last else { break }
      // As written first; "v25" and "R24.2" also without their letter.
      for spelling in [last, VersionWords.withoutPrefixLetter(last)].compactMap({ $0 }) {
        var text = head.dropLast().isEmpty ? spelling : head.dropLast().joined(separator: " ") + " " + spelling
        var isExact = true
        while true {
          if let found = targets[text] {
            if best.map({ $0.length < text.utf8.count }) ?? true {
              best = Match(targets: found, words: count, length: text.utf8.count, isExact: isExact)
            }
            break
          }
          guard let dot = text.lastIndex(of: "."), text[dot...].allSatisfy({ $0 != " " }) else { break }
          text = String(text[..<dot])
          isExact = false
        }
      }
    }
    return best
  }

  /// A designation found in a text.
  struct Match {
    var targets: [Target]
    /// How many words it takes.
    var words: Int
    /// How long the known name is, in bytes.
    var length: Int
    /// Whether the text says no more than the name.
    var isExact: Bool
  }

  private mutating func add(_ text: String, _ target: Target) {
    let words = VersionWords.words(text)
    guard !words.isEmpty else { return }
    longest = max(longest, words.count)
    insert(words.joined(separator: " "), target)
    // An internal version "R24.2" is also told as "24.2".
    if words.count == 1, let bare = VersionWords.withoutPrefixLetter(words[0]) { insert(bare, target) }
  }

  private mutating func insert(_ key: String, _ target: Target) {
    if targets[key]?.contains(target) != true { targets[key, default: []].append(target) }
  }

  /// `2024 update3` for `2024.3`, `2024.3` for `2024 Update 3`; `nil` for other names.
  private static func otherNotation(of text: String, release: String) -> String? {
    let words = VersionWords.words(text)
    let base = VersionWords.words(release)
    if words.count == base.count + 1, words.starts(with: base), let last = words.last, last.hasPrefix("update") {
      return base.joined(separator: " ") + "." + last.dropFirst("update".count)
    }
    let phrase = words.joined(separator: " ")
    let prefix = base.joined(separator: " ") + "."
    guard phrase.hasPrefix(prefix) else { return nil }
    let rest = phrase.dropFirst(prefix.count)
    guard !rest.isEmpty, rest.allSatisfy({ $0.isNumber || $0 == "." }) else { return nil }
    return base.joined(separator: " ") + " update" + rest
  }
}
