extension Span<UInt8> {
  /// Whether the bytes spell a word, whatever the case of both.
  func spells(_ word: String) -> Bool { spells(word.utf8.span) }

  /// Whether the bytes spell those of a word, whatever the case of both.
  func spells(_ word: Span<UInt8>) -> Bool {
    guard count == word.count else { return false }
    for index in indices where self[index] != word[index] {
      guard Byte.lowered(self[index]) == Byte.lowered(word[index]) else { return false }
    }
    return true
  }

  /// The bytes without the spaces and tabs around them.
  var trimmed: Range<Int> {
    var (first, end) = (0, count)
    while first < end, self[first] == Byte.space || self[first] == Byte.tab { first += 1 }
    while end > first, self[end - 1] == Byte.space || self[end - 1] == Byte.tab { end -= 1 }
    return first..<end
  }
}
