/// Copies text up to what has to be escaped in a string of JSON: the quote, the backslash and the control characters.
///
/// It reads no byte outside the text and writes none outside as much room: each word lies inside both, and single bytes too.
enum EscapeScan {
  /// Copies a text up to the first byte that has to be escaped; returns how many bytes come before that.
  ///
  /// - Parameters:
  ///   - source: where the text begins.
  ///   - length: how many bytes of it there are.
  ///   - target: where to copy to; there is room for all of the text.
  @inline(__always)
  static func copyClean(_ source: UnsafeRawPointer, _ length: Int, to target: UnsafeMutableRawPointer) -> Int {
    var index = 0
    while index + 8 <= length {
      let word = unsafe source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      unsafe target.storeBytes(of: word, toByteOffset: index, as: UInt64.self)
      let marks = escapedMarks(UInt64(littleEndian: word))
      // The lowest byte that is marked is marked truly, and what was copied behind it will be written over.
      if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
      index += 8
    }
    if index == length { return length }
    if length >= 8 {
      // The last eight bytes again, of which some are copied twice.
      let word = unsafe source.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
      unsafe target.storeBytes(of: word, toByteOffset: length - 8, as: UInt64.self)
      let marks = escapedMarks(UInt64(littleEndian: word))
      return marks == 0 ? length : length - 8 + marks.trailingZeroBitCount / 8
    }
    if length >= 4 {
      // The first four bytes and the last four, of which some may be the same.
      let first = unsafe source.loadUnaligned(as: UInt32.self)
      let last = unsafe source.loadUnaligned(fromByteOffset: length - 4, as: UInt32.self)
      unsafe target.storeBytes(of: first, as: UInt32.self)
      unsafe target.storeBytes(of: last, toByteOffset: length - 4, as: UInt32.self)
      let marks = escapedMarks(UInt64(UInt32(littleEndian: first)) | UInt64(UInt32(littleEndian: last)) << 32)
      if marks == 0 { return length }
      let place = marks.trailingZeroBitCount / 8
      return place < 4 ? place : length - 8 + place
    }
    while index < length {
      let byte = unsafe source.load(fromByteOffset: index, as: UInt8.self)
      if byte < 0x20 || byte == quote || byte == backslash { break }
      unsafe target.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
      index += 1
    }
    return index
  }

  /// The top bits of those of eight bytes that have to be escaped, and maybe of some above the lowest of these; the first
  /// byte is the lowest.
  ///
  /// A byte is below 0x20, or is zero after a difference with what is looked for, if subtracting borrows into its top bit
  /// while that was not set; a borrow from the byte below can only add to a true answer.
  @inline(__always)
  private static func escapedMarks(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let (quotes, backslashes) = (word ^ (ones &* UInt64(quote)), word ^ (ones &* UInt64(backslash)))
    let borrowed =
      (word &- (ones &* 0x20)) & ~word | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
    return borrowed & (ones &* 0x80)
  }
}

private let quote = UInt8(ascii: "\"")
private let backslash = UInt8(ascii: "\\")
