/// What a typed version text means for one product.
public enum VersionReading: Sendable, Hashable {
  /// A release, and perhaps one of its updates. Not exact if the text says more than the catalogue knows.
  case resolved(ResolvedVersion)
  /// The text fits several releases; the candidates are their names.
  case ambiguous([String])
  /// The text fits none; the nearest names come first. `isPreview` if it speaks of something that is not out.
  case unrecognised(nearest: [String], isPreview: Bool)
}

/// A release, and perhaps an update of it, that a text names.
public struct ResolvedVersion: Sendable, Hashable {
  /// The place of the release in its product, newest first, from 0.
  public var release: Int
  /// The name of the update, if the text names one.
  public var update: String?
  /// Whether the text says no more than a name of the catalogue.
  public var isExact: Bool
}

extension CatalogueProduct {
  /// Reads a version as people type it (DESIGN, section 4, "Which release").
  public func reading(of text: String) -> VersionReading {
    if let targets = designations.exactly(word: text), let reading = single(targets, isExact: true) { return reading }
    var words = VersionWords.words(text)
    splitGluedNames(in: &words)
    // What the whole text says is tried before its parts, for names that hold the product's own.
    let whole = designations.exactly(words)
    // "< 2025" is not 2025, and neither is "avant 2025" or "2025 ou antérieur".
    let isBound =
      text.unicodeScalars.contains { "<>≤≥".unicodeScalars.contains($0) }
      || VersionWords.isBound(words) { designations.match(at: $0) != nil }
    if isBound { return bounded(words) }
    if let reading = single(whole, isExact: true) { return reading }
    let dated = OtherNumbers.markingDates(in: text) { designations.isName(VersionWords.words($0)) }
    if dated != text {
      words = VersionWords.words(dated)
      splitGluedNames(in: &words)
    }

    let parts = self.parts(of: words)
    guard !parts.found.isEmpty else { return shortYear(words) ?? unrecognised(words) }
    let releases = Set(parts.found.flatMap { $0.targets.map(\.release) })
    let agreed = releases.filter { release in
      parts.found.allSatisfy { $0.targets.contains { $0.release == release } }
    }
    guard agreed.count == 1, let release = agreed.first else { return ambiguous(releases.sorted()) }
    if parts.unaccounted.contains(where: VersionWords.isPreviewMark), !product.releases[release].isPreview {
      return unrecognised(words)
    }
    // A build stamp that two updates of the release share names the release alone.
    let targets = parts.found.map { $0.targets.filter { $0.release == release } }
    let updates = Set(targets.compactMap { $0.count == 1 ? $0[0].update : nil })
    let isShared = targets.contains { $0.count > 1 }
    if updates.isEmpty, !isShared, let (word, match) = updateNamedApart(parts.unaccounted, of: release) {
      return .resolved(
        ResolvedVersion(
          release: release, update: updateName(match.targets[0]),
          isExact: match.isExact && parts.unaccounted == [word] && parts.found.allSatisfy(\.isExact)))
    }
    let update = updates.count == 1 ? updates.first : nil
    return .resolved(
      ResolvedVersion(
        release: release,
        update: updateName(Designations.Target(release: release, update: update)),
        isExact: parts.unaccounted.isEmpty && updates.count <= 1 && !(isShared && update == nil)))
  }

  /// What a text tells that names a version only to say that it is another: nothing, near to that version.
  private func bounded(_ words: [String]) -> VersionReading {
    let releases = Set(parts(of: words).found.flatMap { $0.targets.map(\.release) }).sorted()
    // "25 -> 26" speaks of both.
    if releases.count > 1 { return ambiguous(releases) }
    return releases.isEmpty
      ? unrecognised(words) : .unrecognised(nearest: releases.map { product.releases[$0].name }, isPreview: false)
  }

  /// The designations that words hold, and the words that none accounts for.
  private func parts(of words: [String]) -> (found: [Designations.Match], unaccounted: [String]) {
    var found: [Designations.Match] = []
    var unaccounted: [String] = []
    var rest = words[...]
    while let word = rest.first {
      let match = designations.match(at: rest)
      if let taken = nameLength(at: rest), match.map({ $0.words <= taken }) ?? true {
        rest = rest.dropFirst(taken)
      } else if let taken = OtherNumbers.length(at: rest), match.map({ $0.words < taken }) ?? true {
        unaccounted += rest.prefix(taken)
        rest = rest.dropFirst(taken)
      } else if let match {
        found.append(match)
        if !match.isExact { unaccounted.append(word) }
        rest = rest.dropFirst(match.words)
      } else {
        if !isNeutral(word) { unaccounted.append(word) }
        rest = rest.dropFirst()
      }
    }
    return (found, unaccounted)
  }

  /// The update that a release and a word elsewhere in the text name together: `25 maj 2`, `SP1 for 2025`.
  private func updateNamedApart(
    _ words: [String], of release: Int
  ) -> (word: String, match: Designations.Match)? {
    let name = VersionWords.words(product.releases[release].name)
    var found: [(word: String, match: Designations.Match)] = []
    for word in words where VersionWords.looksLikeUpdate([word]) {
      guard let match = designations.match(at: (name + [word])[...]), match.words > name.count else { continue }
      guard match.targets.count == 1, match.targets[0].release == release else { return nil }
      found.append((word, match))
    }
    return found.count == 1 ? found.first : nil
  }

  /// Reads `v25` and `25.1`, where no name says them, as the release of that year.
  ///
  /// Unless a number of the program's own may be meant; what may be several is ambiguous.
  private func shortYear(_ words: [String]) -> VersionReading? {
    let words = withoutName(words).filter { !isNeutral($0) }
    guard let first = words.first, words.dropFirst().allSatisfy({ VersionWords.looksLikeUpdate([$0]) }) else {
      return nil
    }
    let number = VersionWords.withoutPrefixLetter(first) ?? first
    let digits = String(number.prefix { $0 != "." })
    guard digits.utf8.count == 2, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let releases = designations.releases(shortenedTo: digits).sorted()
    guard releases.count == 1 else { return releases.isEmpty ? nil : ambiguous(releases) }
    let name = product.releases[releases[0]].name
    guard designations.countsByYear, VersionWords.yearEnding(name) == digits else {
      return .unrecognised(nearest: [name], isPreview: false)
    }
    let spelledOut = ([name + number.dropFirst(2)] + words.dropFirst()).joined(separator: " ")
    guard case .resolved(var version) = reading(of: spelledOut) else { return nil }
    version.isExact = false
    return .resolved(version)
  }

  /// The update of a release whose name or alias comes nearest to a text, if one is near.
  func nearestUpdate(to text: String, of release: Int) -> String? {
    let words = withoutName(VersionWords.words(text))
    if let number = updateNumber(in: Array(words), of: release) {
      // The last that is not behind what was asked, else the first.
      let numbered = product.releases[release].updates.compactMap { update in
        updateNumber(in: VersionWords.words(update.name), of: release).map { (name: update.name, number: $0) }
      }.sorted { $0.number.lexicographicallyPrecedes($1.number) }
      let upTo = numbered.last { !number.lexicographicallyPrecedes($0.number) }
      if let nearest = upTo ?? numbered.first { return nearest.name }
    }
    let known = product.releases[release].updates.flatMap { update in
      ([update.name] + update.aliases).map { (text: VersionWords.words($0).joined(separator: " "), item: update.name) }
    }
    return EditDistance.nearest(to: words.joined(separator: " "), among: known, limit: 1).first
  }

  /// The numbers of an update behind those of its release: 10 of `2026.10` and of `26.10`, 1 of `2026 SP1`.
  private func updateNumber(in words: [String], of release: Int) -> [Int]? {
    let name = product.releases[release].name
    var number: Substring?
    for word in words {
      if VersionWords.looksLikeUpdate([word]) {
        number = word.drop { $0.isLetter }[...]
      } else if let prefix = [name, VersionWords.yearEnding(name)].compactMap(\.self).first(where: {
        word.hasPrefix("\($0).")
      }) {
        number = word.dropFirst(prefix.count + 1)
      }
    }
    guard let number, !number.isEmpty else { return nil }
    let parts = number.split(separator: ".").map { Int($0) }
    return parts.contains(nil) ? nil : parts.compactMap(\.self)
  }

  /// The words behind the product's name.
  private func withoutName(_ words: [String]) -> ArraySlice<String> {
    var rest = words[...]
    while let taken = nameLength(at: rest) { rest = rest.dropFirst(taken) }
    return rest
  }

  /// How many words at the start of `words` are a name of this product.
  private func nameLength(at words: ArraySlice<String>) -> Int? {
    names.first { words.starts(with: $0) }?.count
  }

  /// Parts `rvt25` and `revit.2025` into the name and the number.
  private func splitGluedNames(in words: inout [String]) {
    words = words.flatMap { word -> [String] in
      let letters = word.prefix { $0.isLetter }
      let digits = word.dropFirst(letters.count)
      guard let number = VersionWords.gluedNumber(digits), gluedNames.contains(String(letters)) else { return [word] }
      return [String(letters), number]
    }
  }

  private func single(_ targets: [Designations.Target], isExact: Bool) -> VersionReading? {
    guard let first = targets.first else { return nil }
    if targets.count == 1 {
      return .resolved(ResolvedVersion(release: first.release, update: updateName(first), isExact: isExact))
    }
    let releases = Set(targets.map(\.release))
    if releases.count > 1 { return ambiguous(releases.sorted()) }
    return .resolved(ResolvedVersion(release: first.release, update: nil, isExact: false))
  }

  private func ambiguous(_ releases: [Int]) -> VersionReading {
    .ambiguous(releases.map { product.releases[$0].name })
  }

  private func unrecognised(_ words: [String]) -> VersionReading {
    let phrase = withoutName(words).joined(separator: " ")
    var near = EditDistance.nearest(to: phrase, among: designations.names)
    // "2O25 FR": where the text is like no name, its words may be; those with a digit, as versions have one.
    let isPreview = words.contains(where: VersionWords.isPreviewMark)
    for word in withoutName(words).prefix(8)
    where near.isEmpty && !isPreview && word.contains(where: \.isNumber) {
      near = EditDistance.nearest(to: word, among: designations.names)
    }
    var named = near.map { updateName($0) ?? release($0).name }
    if named.isEmpty, isPreview { named = product.releases.filter(\.isPreview).map(\.name) }
    return .unrecognised(nearest: named, isPreview: isPreview)
  }
}
