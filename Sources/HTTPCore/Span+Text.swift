extension Span<UInt8> {
  /// Whether the bytes spell a word, whatever the case of both.
  func spells(_ word: String) -> Bool { spells(word.utf8.span) }

  /// Whether these are the same bytes.
  func isSame(_ other: [UInt8]) -> Bool {
    let other = other.span
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }

  /// Whether the bytes spell those of a word, whatever the case of both.
  func spells(_ word: Span<UInt8>) -> Bool {
    guard count == word.count else { return false }
    for index in indices where self[index] != word[index] {
      guard Byte.lowered(self[index]) == Byte.lowered(word[index]) else { return false }
    }
    return true
  }

  /// The bytes, which are known to be UTF-8, as text.
  var text: String {
    do {
      return String(copying: try UTF8Span(validating: self))
    } catch {
      preconditionFailure("what is no UTF-8 was let in")
    }
  }

  /// Where the bytes stand without the spaces and tabs around them.
  var trimmed: Range<Int> {
    var (first, end) = (0, count)
    while first < end, self[first] == Byte.space || self[first] == Byte.tab { first += 1 }
    while end > first, self[end - 1] == Byte.space || self[end - 1] == Byte.tab { end -= 1 }
    return first..<end
  }
}
