/// Bytes eight at a time: each word is one load, and one calculation with it judges all eight.
///
/// The last word ends where the bytes end, over some that were judged before, so that only texts of less than a word are
/// gone through byte by byte.
extension Span<UInt8> {
  /// The number 1 in each byte of a word.
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  /// The highest bit of each byte of a word.
  private static var tops: UInt64 { 0x8080_8080_8080_8080 }

  /// Eight bytes as one number, the first of them lowest; optimized, it is one load after one check of the bounds.
  @inline(__always) private func word(at index: Int) -> UInt64 {
    let bytes = extracting(index..<index + 8)
    return UInt64(bytes[0]) | UInt64(bytes[1]) << 8 | UInt64(bytes[2]) << 16 | UInt64(bytes[3]) << 24
      | UInt64(bytes[4]) << 32 | UInt64(bytes[5]) << 40 | UInt64(bytes[6]) << 48 | UInt64(bytes[7]) << 56
  }

  /// Where a byte stands first; nil where it does not.
  func firstIndex(of byte: UInt8) -> Int? {
    guard count >= 8 else {
      for index in indices where self[index] == byte { return index }
      return nil
    }
    let wanted = Self.ones &* UInt64(byte)
    var index = 0
    while index + 8 <= count {
      let zeros = Self.marks(below: 1, in: word(at: index) ^ wanted)
      if zeros != 0 { return index + zeros.trailingZeroBitCount / 8 }
      index += 8
    }
    let zeros = Self.marks(below: 1, in: word(at: count - 8) ^ wanted)
    return zeros == 0 ? nil : count - 8 + zeros.trailingZeroBitCount / 8
  }

  /// Whether all bytes are visible ASCII or spaces, as in nearly all field values.
  var isPlainText: Bool {
    guard count >= 8 else {
      for index in indices where !(Byte.space..<Byte.delete).contains(self[index]) { return false }
      return true
    }
    var index = 0
    while index + 8 <= count {
      guard Self.isPlainText(word(at: index)) else { return false }
      index += 8
    }
    return Self.isPlainText(word(at: count - 8))
  }

  @inline(__always) private static func isPlainText(_ word: UInt64) -> Bool {
    let controls = marks(below: UInt64(Byte.space), in: word)
    let deletes = marks(below: 1, in: word ^ ones &* UInt64(Byte.delete))
    return controls | deletes | word & tops == 0
  }

  /// Not zero if a byte of the word is below a number of at most 128; the lowest mark is that of the first such byte.
  ///
  /// Such a byte borrows from its highest bit, and may borrow from its neighbours above: what they are marked is no news.
  @inline(__always) private static func marks(below number: UInt64, in word: UInt64) -> UInt64 {
    (word &- ones &* number) & ~word & tops
  }
}
