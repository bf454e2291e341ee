import Licensing
import SQLiteStore

/// How much kept texts are what somebody looked for, from 0 to 1.
struct Similarity {
  /// What is compared as one word is no longer than this; more is no slip of the pen.
  private static let longest = 64

  private let words: [String]
  private let whole: String
  /// How much each kept word that was met is like each wanted one: most texts share their words.
  private var known: [String: [Double]] = [:]

  init(_ wanted: SearchText) {
    words = Similarity.words(of: wanted.phrase)
    whole = words.joined()
  }

  /// Each wanted word against the word that is most like it, weighed by length; or both as one word, for those that were
  /// written together or apart.
  mutating func similarity(to text: String) -> Double {
    let others = Similarity.words(of: text)
    return max(wordwise(others), Similarity.likeness(whole, others.joined()))
  }

  private mutating func wordwise(_ others: [String]) -> Double {
    var best = [Double](repeating: 0, count: words.count)
    for other in others {
      let likeness = known[other] ?? words.map { Similarity.likeness($0, other) }
      known[other] = likeness
      for index in best.indices { best[index] = max(best[index], likeness[index]) }
    }
    let (sum, weight) = zip(words, best).reduce((0.0, 0.0)) { sums, pair in
      let weight = Double(pair.0.utf8.count)
      return (sums.0 + pair.1 * weight, sums.1 + weight)
    }
    return weight > 0 ? sum / weight : 0
  }

  /// What stands between spaces and the marks of addresses.
  private static func words(of text: String) -> [String] {
    text.utf8.split { " @.-_+".utf8.contains($0) }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// How many slips of the pen a word of some length may hold.
  static func slips(in length: Int) -> Int { length < 4 ? 0 : length < 8 ? 1 : length < 16 ? 2 : 3 }

  /// One for the same word, a little less for its beginning, less for each slip of the pen, nothing for another word.
  private static func likeness(_ wanted: String, _ word: String) -> Double {
    if wanted == word { return 1 }
    let length = wanted.utf8.count
    if length >= 3, word.hasPrefix(wanted) { return 0.95 }
    let allowed = slips(in: length)
    guard allowed > 0, abs(word.utf8.count - length) <= allowed, length <= longest else { return 0 }
    let distance = TextFolding.distance(wanted, word)
    return distance <= allowed ? 1 - 1.2 * Double(distance) / Double(length) : 0
  }
}
