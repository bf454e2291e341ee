/// The room that a JSON text is written into, with the escapes that RFC 8259 demands: the quote, the backslash and the
/// control characters.
///
/// Most of an answer is copied through here, so texts are looked at and copied eight bytes at a time; that needs their
/// addresses. Every read lies inside the text that was given, every write inside room that was made for it before.
struct JSONBuffer: Sendable {
  private var room: [UInt8]
  /// How many bytes have been written.
  private(set) var count = 0

  init(capacity: Int) {
    room = [UInt8](repeating: 0, count: capacity)
  }

  /// What has been written.
  var bytes: [UInt8] { Array(room[..<count]) }

  /// The same as a text.
  var text: String { String(decoding: room[..<count], as: UTF8.self) }

  /// Forgets what has been written, and keeps the room.
  mutating func removeAll() { count = 0 }

  mutating func append(_ byte: UInt8) {
    makeRoom(for: 1)
    room[count] = byte
    count += 1
  }

  /// Appends bytes as they are.
  mutating func append(_ bytes: [UInt8]) {
    makeRoom(for: bytes.count)
    let start = count
    unsafe room.withUnsafeMutableBytes { room in
      unsafe bytes.withUnsafeBytes { bytes in
        guard let target = room.baseAddress, let source = bytes.baseAddress else { return }
        // There is room for all of them from `start` on, and two arrays never overlap once one has been made to be written.
        unsafe (target + start).copyMemory(from: source, byteCount: bytes.count)
      }
    }
    count += bytes.count
  }

  /// Appends a text in quotes, with its escapes.
  ///
  /// - Parameters:
  ///   - text: what to write.
  ///   - first: a byte to write before the quotes, such as a comma; 0 for none.
  mutating func appendQuoted(_ text: String, first: UInt8) {
    appendQuoted(text.utf8Span.span, first: first)
  }

  /// The same with a text as UTF-8.
  mutating func appendQuoted(_ text: Span<UInt8>, first: UInt8) {
    // The buffer is not kept beyond the call.
    unsafe text.withUnsafeBytes { unsafe appendQuoted($0, first: first) }
  }

  private mutating func appendQuoted(_ text: UnsafeRawBufferPointer, first: UInt8) {
    // As much as a text without escapes takes, with its quotes and the bytes around them.
    makeRoom(for: text.count + 4)
    let start = count
    let (end, clean) = unsafe room.withUnsafeMutableBytes { room -> (Int, Int) in
      var end = start
      if first != 0 {
        unsafe room[end] = first
        end += 1
      }
      unsafe room[end] = quote
      end += 1
      let clean = unsafe JSONBuffer.copyClean(text, from: 0, to: room, at: end)
      end += clean
      if clean == text.count {
        unsafe room[end] = quote
        end += 1
      }
      return (end, clean)
    }
    count = end
    if clean < text.count { unsafe appendEscaped(text, from: clean) }
  }

  /// Appends the rest of a text, from a byte on that has to be escaped, and the quotes behind it.
  private mutating func appendEscaped(_ text: UnsafeRawBufferPointer, from start: Int) {
    var index = start
    while index < text.count {
      appendEscape(of: unsafe text[index])
      index += 1
      makeRoom(for: text.count - index + 1)
      let (place, from) = (count, index)
      let clean = unsafe room.withUnsafeMutableBytes {
        unsafe JSONBuffer.copyClean(text, from: from, to: $0, at: place)
      }
      count += clean
      index += clean
    }
    append(quote)
  }

  private mutating func appendEscape(of byte: UInt8) {
    append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
    case 0x08: append(UInt8(ascii: "b"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0C: append(UInt8(ascii: "f"))
    case 0x0D: append(UInt8(ascii: "r"))
    default:
      let digit = byte & 0x0F
      append([UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0"), UInt8(ascii: "0") + byte >> 4])
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  private mutating func makeRoom(for more: Int) {
    if room.count - count < more { grow(by: more) }
  }

  private mutating func grow(by more: Int) {
    room.append(contentsOf: repeatElement(0, count: max(room.count, more)))
  }
}

private let quote = UInt8(ascii: "\"")

extension JSONBuffer {
  /// Copies a text up to the first byte that has to be escaped; returns how many bytes were copied.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - start: where to begin in it.
  ///   - room: where to copy to; it has room for all the rest of the text.
  ///   - place: where to begin there.
  private static func copyClean(
    _ text: UnsafeRawBufferPointer, from start: Int, to room: UnsafeMutableRawBufferPointer, at place: Int
  ) -> Int {
    let length = text.count - start
    precondition(length >= 0 && place >= 0 && room.count - place >= length)
    guard length > 0, let source = unsafe text.baseAddress?.advanced(by: start),
      let target = unsafe room.baseAddress?.advanced(by: place)
    else { return 0 }
    var index = 0
    // Whole words of eight bytes, each inside both; then the last eight bytes again, of which some are copied twice.
    while index + 8 <= length {
      let word = unsafe source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if hasEscaped(word) { break }
      unsafe target.storeBytes(of: word, toByteOffset: index, as: UInt64.self)
      index += 8
    }
    if length >= 8, index + 8 > length {
      let word = unsafe source.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
      if !hasEscaped(word) {
        unsafe target.storeBytes(of: word, toByteOffset: length - 8, as: UInt64.self)
        return length
      }
    }
    while index < length {
      let byte = unsafe source.load(fromByteOffset: index, as: UInt8.self)
      if byte < 0x20 || byte == quote || byte == UInt8(ascii: "\\") { break }
      unsafe target.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
      index += 1
    }
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
}
