import Licensing
import SQLiteStore

/// Finds what a support engineer has in the hand: part of a company's name, an e-mail address or its domain, a contract
/// number, a licence code as pasted, a product's alias.
///
/// What is found exactly comes before what begins so, then what holds it, and only where nothing does, what resembles it.
/// A licence is found by its own whole code, and never by one that resembles it: by the beginning of a code, whoever may
/// search could find out the rest.
struct RegistrySearch {
  /// A record that was found, and how.
  struct Found {
    var entry: SearchEntry
    var match: SearchHit.Match
    var score: Double
  }

  /// The longest text that is looked for, in characters.
  static let longestText = 200
  /// Entries that a query may give.
  private static let candidates = 200

  private let queries: SearchQueries
  private let wanted: SearchText

  init(_ text: String, _ queries: SearchQueries) {
    wanted = SearchText(text)
    self.queries = queries
  }

  /// The canonical key of the licence whose code this is.
  func licence() throws -> String? {
    wanted.code.isEmpty ? nil : try queries.licence(wanted.code)
  }

  /// Records by their texts, best first.
  ///
  /// - Parameter isCode: whether the text is a licence's code; then nothing that only resembles it is of interest.
  func records(isCode: Bool) throws -> [Found] {
    var found: [SearchEntry: Found] = [:]
    func take(_ entries: [SearchEntry], _ match: SearchHit.Match, _ score: (SearchEntry) -> Double) {
      for entry in entries where found[entry] == nil {
        found[entry] = Found(entry: entry, match: match, score: score(entry) + RegistrySearch.weight(entry))
      }
    }
    let limit = RegistrySearch.candidates
    for form in forms { take(try queries.exact(form, limit: limit), .exact) { _ in 100 } }
    if isCode { return RegistrySearch.ranked(found) }
    if let domain = EmailAddress(wanted.key).domain {
      take(try queries.exact(domain, limit: limit).filter { $0.field == .domain }, .part) { _ in 75 }
    }
    for form in forms where form.utf8.count >= 2 {
      take(try queries.beginning(with: form, limit: limit), .beginning) { 80 - RegistrySearch.excess($0.text, form) }
    }
    let parts = Set(wanted.words.filter { $0.unicodeScalars.count >= 3 })
    if !parts.isEmpty {
      // Words too short for a trigram are looked for in what holds the others.
      let short = wanted.words.filter { !parts.contains($0) }
      let entries = try queries.holding(parts.sorted(), others: short, limit: limit)
      take(entries, .part, partScore)
    }
    for form in wholeForms where form.unicodeScalars.count >= 3 {
      take(try queries.holding([form], limit: limit), .part, partScore)
    }
    if found.isEmpty { for (entry, score) in try similar() { take([entry], .similar) { _ in score } } }
    return RegistrySearch.ranked(found)
  }

  /// The forms in which the whole text may be kept.
  private var forms: [String] {
    var seen: Set<String> = []
    return [wanted.phrase, wanted.key, wanted.squeezed].filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// The forms in which the whole text may be part of a text without spaces: an address, a domain, a number.
  private var wholeForms: Set<String> {
    var forms: Set<String> = []
    if !wanted.key.utf8.contains(0x20) { forms.insert(wanted.key) }
    // Numbers have no full stop, and addresses keep their dashes.
    if !wanted.squeezed.utf8.contains(0x2E) { forms.insert(wanted.squeezed) }
    return forms
  }

  private func partScore(_ entry: SearchEntry) -> Double {
    // Where a word begins is where people begin.
    let isWord = wanted.words.allSatisfy { entry.text.hasPrefix($0) || entry.text.contains(" \($0)") }
    return (isWord ? 65 : 50) - RegistrySearch.excess(entry.text, wanted.phrase)
  }

  /// Entries that resemble the text.
  private func similar() throws -> [(SearchEntry, Double)] {
    var similarity = Similarity(wanted)
    var search = SlipSearch(wanted, queries)
    return try search.entries().compactMap { entry in
      let value = similarity.similarity(to: entry.text)
      return value >= 0.7 ? (entry, 40 * value) : nil
    }
  }

  /// How much longer a text is than what was looked for, as a small number.
  private static func excess(_ text: String, _ wanted: String) -> Double {
    min(10, Double(max(0, text.utf8.count - wanted.utf8.count)) / 8)
  }

  /// Among equals, companies come before their people, and names before ids.
  private static func weight(_ entry: SearchEntry) -> Double {
    let kind: Double =
      switch entry.kind {
      case .customer: 3
      case .contract: 2
      case .contact: 1
      case .product: 2.5
      }
    return kind + (entry.field == .name || entry.field == .number || entry.field == .email ? 0.5 : 0)
  }

  /// Each record once, best first.
  private static func ranked(_ found: [SearchEntry: Found]) -> [Found] {
    let sorted = found.values.sorted { left, right in
      if left.score != right.score { return left.score > right.score }
      return (left.entry.text, left.entry.record, left.entry.part) < (
        right.entry.text, right.entry.record, right.entry.part
      )
    }
    struct Name: Hashable {
      let kind: SearchEntry.Kind
      let record, part: String
    }
    var seen: Set<Name> = []
    return sorted.filter {
      seen.insert(Name(kind: $0.entry.kind, record: $0.entry.record, part: $0.entry.part)).inserted
    }
  }
}
