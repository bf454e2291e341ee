/// How far apart two texts are, to suggest what a person may have meant.
enum EditDistance {
  /// The least number of insertions, deletions, replacements and swaps of neighbours that turn one text into the other
  /// (Damerau and Levenshtein, optimal string alignment).
  static func between(_ left: String, _ right: String) -> Int {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      current.reserveCapacity(right.count + 1)
      for column in 1...right.count {
        let isSame = left[row - 1] == right[column - 1]
        var cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          cost = min(cost, beforeLast[column - 2] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }

  /// The items whose texts are nearest to `text`, best first, at most `limit`, none farther than a third of its length.
  static func nearest<Item>(
    to text: String, among items: some Sequence<(text: String, item: Item)>, limit: Int = 3
  ) -> [Item] {
    // A text this long is no slip of the pen, and comparing it would cost for nothing.
    guard text.utf8.count <= 64 else { return [] }
    let allowed = max(1, (text.count + 1) / 3)
    let scored = items.enumerated().compactMap { order, entry -> (Int, Int, Item)? in
      guard abs(entry.text.count - text.count) <= allowed else { return nil }
      let distance = between(text, entry.text)
      return distance <= allowed ? (distance, order, entry.item) : nil
    }
    return scored.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(limit).map { $0.2 }
  }
}

extension TextFolding {
  /// How many slips of the pen lie between two texts (insertions, deletions, replacements, swaps of neighbours).
  public static func distance(_ left: String, _ right: String) -> Int {
    EditDistance.between(left, right)
  }
}
