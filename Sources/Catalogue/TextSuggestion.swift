import Licensing

/// The known word that a mistyped one may have meant.
public enum TextSuggestion {
  /// The nearest of the known words, if one is near enough.
  ///
  /// - Parameters:
  ///   - word: what was typed.
  ///   - known: what could have been meant.
  public static func nearest(to word: String, among known: some Collection<String>) -> String? {
    let typed = TextFolding.phrase(word)
    let scored = known.sorted().compactMap { candidate -> (Int, String)? in
      let folded = TextFolding.phrase(candidate)
      let distance = TextFolding.distance(typed, folded)
      return distance <= max(1, folded.count / 3) ? (distance, candidate) : nil
    }
    return scored.min { $0.0 < $1.0 }?.1
  }
}

extension String {
  /// The text without outer white space of any kind.
  var trimmed: String { TextFolding.trimmed(self) }
}
