extension Span<UInt8> {
  /// Whether the bytes spell a lower-case word, whatever their case.
  func spells(_ word: String) -> Bool {
    let word = word.utf8.span
    guard count == word.count else { return false }
    for index in indices where Byte.lowered(self[index]) != word[index] { return false }
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
