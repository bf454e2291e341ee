import Licensing
import SQLiteStore

/// Finds what somebody may have meant whose text holds slips of the pen.
///
/// Each word is put right by itself, among the words of the registry, and then the texts are looked up that hold the right
/// words together: so that the cost follows the text that was typed, and hardly the size of the registry.
struct SlipSearch {
  /// Words that a word may stand for; more are no help.
  private static let mostCorrections = 8
  /// Words of a text that are put right; a text with more wrong ones is something else.
  private static let mostWrong = 4
  /// Words of a text that count.
  private static let mostWords = 12
  /// Words that begin or end alike and are compared.
  private static let mostCompared = 3000
  /// Entries that a look-up may give.
  private static let candidates = 200

  private let queries: SearchQueries
  private let wanted: SearchText
  private let words: [String]
  /// Numbers among the words; a slip in one of them makes another number.
  private let parts: [[[String]]]
  /// What words may stand for, as far as it was looked up.
  private var known: [String: [[String]]] = [:]

  init(_ wanted: SearchText, _ queries: SearchQueries) {
    self.wanted = wanted
    self.queries = queries
    var seen: Set<String> = []
    words = Array(
      SearchWords.of(wanted.phrase).filter { seen.insert($0).inserted }.prefix(SlipSearch.mostWords))
    parts = wanted.words.filter { word in word.utf8.count >= 3 && word.utf8.allSatisfy(SlipSearch.isDigit) }
      .prefix(SlipSearch.mostWrong).map { [[$0]] }
  }

  /// Entries that may be meant, in no order.
  mutating func entries() throws -> [SearchEntry] {
    let numbers = try self.numbers()
    if !numbers.isEmpty { return numbers }
    var right: [[[String]]] = []
    var wrong: [String] = []
    for word in try joined() {
      if try queries.hasWord(beginningWith: word) { right.append([[word]]) } else { wrong.append(word) }
    }
    guard wrong.count <= SlipSearch.mostWrong else { return [] }
    var groups = right
    for word in wrong {
      let corrections = try corrections(of: word)
      if !corrections.isEmpty { groups.append(corrections) }
    }
    var found = parts.isEmpty ? [] : try together(groups + parts)
    if found.isEmpty { found = try together(groups) }
    if !found.isEmpty || words.count > SlipSearch.mostWrong { return found }
    // A word that there is may be a slip of another.
    var others: [[[String]]] = []
    for word in words { others.append([[word]] + (try corrections(of: word))) }
    return try together(others)
  }

  /// Entries that hold a word of each group, or else of all but one.
  private func together(_ groups: [[[String]]]) throws -> [SearchEntry] {
    let groups = groups.filter { !$0.isEmpty }
    guard !groups.isEmpty else { return [] }
    let entries = try queries.holding(oneOfEach: groups, limit: SlipSearch.candidates)
    guard entries.isEmpty, groups.count > 2, groups.count <= SlipSearch.mostWrong else { return entries }
    return try groups.indices.flatMap { missing in
      var rest = groups
      rest.remove(at: missing)
      return try queries.holding(oneOfEach: rest, limit: SlipSearch.candidates / groups.count)
    }
  }

  /// The words, those that were torn apart put together again.
  private func joined() throws -> [String] {
    var result: [String] = []
    var isTaken = false
    for (place, word) in words.enumerated() {
      if isTaken {
        isTaken = false
        continue
      }
      if place + 1 < words.count {
        let whole = word + words[place + 1]
        if try queries.uses(ofWord: whole) > 0 {
          result.append(whole)
          isTaken = true
          continue
        }
      }
      result.append(word)
    }
    return result
  }

  /// What a word may stand for: words that are one slip away, or else two or three if it is long, or else two words that
  /// were written together.
  private mutating func corrections(of word: String) throws -> [[String]] {
    if let before = known[word] { return before }
    let found = try lookUp(word)
    known[word] = found
    return found
  }

  private func lookUp(_ word: String) throws -> [[String]] {
    let length = word.unicodeScalars.count
    let allowed = Similarity.slips(in: length)
    guard allowed > 0 else { return [] }
    var found: [(word: String, rank: Int)] = []
    for source in Slip.sources(of: word) where source.unicodeScalars.count >= 3 {
      let uses = try queries.uses(ofWord: source)
      if uses > 0 { found.append((source, -uses)) }
    }
    if found.isEmpty, allowed > 1 {
      for other in try queries.words(like: word, limit: SlipSearch.mostCompared)
      where abs(other.unicodeScalars.count - length) <= allowed {
        let distance = TextFolding.distance(word, other)
        if distance <= allowed { found.append((other, distance)) }
      }
    }
    if found.isEmpty { return try torn(word) }
    found.sort { ($0.rank, $0.word) < ($1.rank, $1.word) }
    return found.prefix(SlipSearch.mostCorrections).map { [$0.word] }
  }

  private func torn(_ word: String) throws -> [[String]] {
    let letters = Array(word.unicodeScalars)
    guard letters.count >= 6 else { return [] }
    var found: [[String]] = []
    for place in 3...letters.count - 3 {
      let parts = [letters[..<place], letters[place...]].map { part in
        part.reduce(into: "") { $0.unicodeScalars.append($1) }
      }
      if try parts.allSatisfy({ try queries.uses(ofWord: $0) > 0 }) { found.append(parts) }
    }
    return Array(found.prefix(SlipSearch.mostCorrections))
  }

  /// Numbers and ids that are one slip away.
  private func numbers() throws -> [SearchEntry] {
    let text = wanted.squeezed
    guard (4...20).contains(text.utf8.count), text.utf8.contains(where: SlipSearch.isDigit) else { return [] }
    return try Slip.sources(of: text).flatMap { try queries.numbered($0, limit: 4) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
