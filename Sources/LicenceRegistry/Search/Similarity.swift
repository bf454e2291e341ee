import Licensing
import SQLiteStore

/// How much a kept text is what somebody looked for, from 0 to 1.
struct Similarity {
  private let wanted: SearchText

  init(_ wanted: SearchText) {
    self.wanted = wanted
  }

  /// The trigrams of a text.
  static func grams(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count >= 3 else { return [] }
    return (0...scalars.count - 3).map { start in
      var gram = ""
      gram.unicodeScalars.append(contentsOf: scalars[start..<start + 3])
      return gram
    }
  }

  /// Each wanted word against the word that is most like it, weighed by length; or both as one word, for those that were
  /// written together or apart.
  func similarity(to text: String) -> Double {
    max(wordwise(text), whole(text))
  }

  private func wordwise(_ text: String) -> Double {
    let words = text.split(whereSeparator: { " @.".contains($0) }).map(String.init)
    var (sum, weight) = (0.0, 0.0)
    for word in wanted.words.flatMap({ $0.split(separator: ".").map(String.init) }) {
      let best = words.map { Similarity.likeness(word, $0) }.max() ?? 0
      sum += best * Double(word.utf8.count)
      weight += Double(word.utf8.count)
    }
    return weight > 0 ? sum / weight : 0
  }

  private func whole(_ text: String) -> Double {
    Similarity.likeness(wanted.squeezed, text.filter { $0 != " " })
  }

  /// One for the same word, a little less for its beginning, less for each slip of the pen, nothing for another word.
  private static func likeness(_ wanted: String, _ word: String) -> Double {
    if wanted == word { return 1 }
    let length = wanted.utf8.count
    if length >= 3, word.hasPrefix(wanted) { return 0.95 }
    let allowed = length < 4 ? 0 : length < 8 ? 1 : length < 16 ? 2 : 3
    guard allowed > 0, abs(word.utf8.count - length) <= allowed, length <= 64 else { return 0 }
    let distance = TextFolding.distance(wanted, word)
    return distance <= allowed ? 1 - 1.2 * Double(distance) / Double(length) : 0
  }
}
