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
    if let reading = single(whole, isExact: true) { return reading }

    var found: [(match: Designations.Match, index: Int)] = []
    var unaccounted: [String] = []
    var rest = words[...]
    while let word = rest.first {
      if let taken = nameLength(at: rest), designations.match(at: rest).map({ $0.words <= taken }) ?? true {
        rest = rest.dropFirst(taken)
      } else if let match = designations.match(at: rest) {
        found.append((match, rest.startIndex))
        if !match.isExact { unaccounted.append(word) }
        rest = rest.dropFirst(match.words)
      } else {
        if !isNeutral(word) { unaccounted.append(word) }
        rest = rest.dropFirst()
      }
    }

    guard !found.isEmpty else { return unrecognised(words) }
    let releases = Set(found.flatMap { $0.match.targets.map(\.release) })
    let agreed = releases.filter { release in
      found.allSatisfy { $0.match.targets.contains { $0.release == release } }
    }
    guard agreed.count == 1, let release = agreed.first else { return ambiguous(releases.sorted()) }
    if unaccounted.contains(where: VersionWords.isPreviewMark), !product.releases[release].isPreview {
      return unrecognised(words)
    }
    // A build stamp that two updates of the release share names the release alone.
    let targets = found.map { $0.match.targets.filter { $0.release == release } }
    let updates = Set(targets.compactMap { $0.count == 1 ? $0[0].update : nil })
    let isShared = targets.contains { $0.count > 1 }
    let update = updates.count == 1 ? updates.first : nil
    return .resolved(
      ResolvedVersion(
        release: release,
        update: updateName(Designations.Target(release: release, update: update)),
        isExact: unaccounted.isEmpty && updates.count <= 1 && !(isShared && update == nil)))
  }

  /// The update of a release whose name or alias comes nearest to a text, if one is near.
  func nearestUpdate(to text: String, of release: Int) -> String? {
    let words = withoutName(VersionWords.words(text))
    let known = product.releases[release].updates.flatMap { update in
      ([update.name] + update.aliases).map { (text: VersionWords.words($0).joined(separator: " "), item: update.name) }
    }
    return EditDistance.nearest(to: words.joined(separator: " "), among: known, limit: 1).first
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

  /// Parts `rvt25` into `rvt` and `25`.
  private func splitGluedNames(in words: inout [String]) {
    words = words.flatMap { word -> [String] in
      let letters = word.prefix { $0.isLetter }
      let digits = word.dropFirst(letters.count)
      guard !letters.isEmpty, VersionWords.startsWithDigit(digits), gluedNames.contains(String(letters)) else {
        return [word]
      }
      return [String(letters), String(digits)]
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
    var named = EditDistance.nearest(to: phrase, among: designations.names).map { updateName($0) ?? release($0).name }
    let isPreview = words.contains(where: VersionWords.isPreviewMark)
    if named.isEmpty, isPreview { named = product.releases.filter(\.isPreview).map(\.name) }
    return .unrecognised(nearest: named, isPreview: isPreview)
  }
}
