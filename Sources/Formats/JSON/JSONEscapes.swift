/// The escapes that RFC 8259 demands in a string: the quote, the backslash and the control characters.
///
/// Most of an answer is copied through here, so texts are looked at eight bytes at a time and copied whole; that needs
/// their addresses. Every read lies inside the buffer that was given, every write inside room that was made for it.
enum JSONEscapes {
  /// Appends a text in quotes, with its escapes.
  ///
  /// - Parameters:
  ///   - text: what to write.
  ///   - bytes: where to.
  ///   - first: a byte to write before the quotes, such as a comma; 0 for none.
  ///   - last: a byte to write after the quotes, such as a colon; 0 for none.
  static func appendQuoted(_ text: String, to bytes: inout [UInt8], first: UInt8 = 0, last: UInt8 = 0) {
    var text = text
    // The buffer is not kept beyond the call.
    text.withUTF8 { unsafe appendQuoted($0, to: &bytes, first: first, last: last) }
  }

  /// The same with a text as UTF-8.
  static func appendQuoted(_ text: [UInt8], to bytes: inout [UInt8], first: UInt8 = 0) {
    // The buffer is not kept beyond the call.
    unsafe text.withUnsafeBufferPointer { unsafe appendQuoted($0, to: &bytes, first: first, last: 0) }
  }

  private static func appendQuoted(
    _ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8], first: UInt8, last: UInt8
  ) {
    let clean = unsafe cleanCount(text, from: 0)
    bytes.append(addingCapacity: text.count + 4) { output in
      if first != 0 { output.append(first) }
      output.append(quote)
      unsafe copy(text, 0..<clean, to: &output)
      if clean == text.count {
        output.append(quote)
        if last != 0 { output.append(last) }
      }
    }
    if clean < text.count {
      unsafe appendEscaped(text, from: clean, to: &bytes)
      bytes.append(quote)
      if last != 0 { bytes.append(last) }
    }
  }

  private static let quote = UInt8(ascii: "\"")

  /// Copies a part of a text into room that there is.
  private static func copy(
    _ text: UnsafeBufferPointer<UInt8>, _ part: Range<Int>, to output: inout OutputSpan<UInt8>
  ) {
    precondition(part.upperBound <= text.count && part.count <= output.freeCapacity)
    guard !part.isEmpty else { return }
    unsafe output.withUnsafeMutableBufferPointer { buffer, count in
      // Both ranges were checked above, and texts and output never overlap: the output is a buffer of our own.
      if let source = text.baseAddress, let target = buffer.baseAddress {
        unsafe (target + count).initialize(from: source + part.lowerBound, count: part.count)
        count += part.count
      }
    }
  }

  /// Where the first byte at or after `start` stands that has to be escaped; the end if there is none.
  private static func cleanCount(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    if text.count - start >= 8 {
      let raw = UnsafeRawBufferPointer(text)
      func isClean(at place: Int) -> Bool {
        !hasEscaped(unsafe raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      }
      while index + 8 <= text.count, isClean(at: index) { index += 8 }
      // The last eight bytes again with what is left of them: one look instead of up to seven.
      if index + 8 > text.count, isClean(at: text.count - 8) { return text.count }
    }
    while index < text.count, !isEscaped(unsafe text[index]) { index += 1 }
    return index
  }

  /// Whether one of eight bytes has to be escaped.
  ///
  /// A byte is below 0x20, or is zero after a difference with what is looked for, if subtracting borrows into its top bit
  /// while that was not set; a borrow from the byte below can only add to a true answer.
  private static func hasEscaped(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let (quotes, backslashes) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C))
    let borrowed =
      (word &- (ones &* 0x20)) & ~word | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
    return borrowed & (ones &* 0x80) != 0
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// Appends a text from a byte on that has to be escaped.
  private static func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, from start: Int, to bytes: inout [UInt8]) {
    var index = start
    while index < text.count {
      appendEscape(of: unsafe text[index], to: &bytes)
      let end = unsafe cleanCount(text, from: index + 1)
      bytes.append(addingCapacity: end - index) { unsafe copy(text, index + 1..<end, to: &$0) }
      index = end
    }
  }

  private static func appendEscape(of byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      let digit = byte & 0x0F
      bytes += [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0"), UInt8(ascii: "0") + byte >> 4]
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
