/// The room that a JSON text is written into, with the escapes that RFC 8259 demands: the quote, the backslash and the
/// control characters.
///
/// Most of an answer is copied through here, many bytes at a time; that needs addresses. Every read lies inside the text
/// that was given, every write inside room that was made for it before.
@safe struct JSONBuffer: ~Copyable {
  /// Belongs to this value alone, which can't be copied.
  private var room: UnsafeMutableRawPointer
  private var capacity: Int
  /// How many bytes have been written.
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    unsafe room = UnsafeMutableRawPointer.allocate(byteCount: self.capacity, alignment: 1)
  }

  deinit { unsafe room.deallocate() }

  /// What has been written.
  private var written: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: room, count: count) }

  /// What has been written; a copy of it.
  var bytes: [UInt8] { unsafe Array(written) }

  /// Puts what has been written in place of what bytes hold, into their room if nobody else has it.
  func copy(to bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    unsafe bytes.append(contentsOf: written)
  }

  /// The same as a text.
  var text: String { unsafe String(decoding: written, as: UTF8.self) }

  /// The byte that was written last; 0 if there is none.
  var last: UInt8 { unsafe written.last ?? 0 }

  /// Forgets what has been written, and keeps the room.
  mutating func removeAll() { count = 0 }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    makeRoom(for: 1)
    unsafe room.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  /// Appends bytes as they are.
  mutating func append(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe append($0) }
  }

  /// Appends a text of the program as it is.
  @inline(__always)
  mutating func append(_ text: StaticString) {
    // It lies in the program itself, for ever.
    unsafe append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inline(__always)
  private mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress else { return }
    makeRoom(for: bytes.count)
    unsafe (room + count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  /// Appends a text with its escapes.
  mutating func appendEscaped(_ text: String) {
    // The bytes are not kept beyond the call; nor are they below.
    unsafe text.utf8Span.span.withUnsafeBytes { unsafe appendEscaped($0) }
  }

  /// The same with a text as UTF-8.
  mutating func appendEscaped(_ text: Span<UInt8>) {
    unsafe text.withUnsafeBytes { unsafe appendEscaped($0) }
  }

  private mutating func appendEscaped(_ text: UnsafeRawBufferPointer) {
    guard let source = text.baseAddress else { return }
    var index = 0
    while true {
      let left = text.count - index
      // As much as the rest takes without escapes.
      makeRoom(for: left)
      let clean = unsafe EscapeScan.copyClean(source + index, left, to: room + count)
      count += clean
      index += clean
      if index == text.count { return }
      appendEscape(of: unsafe text[index])
      index += 1
    }
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
      append("u00")
      append(UInt8(ascii: "0") + byte >> 4)
      let digit = byte & 0x0F
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  @inline(__always)
  private mutating func makeRoom(for more: Int) {
    if capacity - count < more { grow(by: more) }
  }

  @inline(never)
  private mutating func grow(by more: Int) {
    let larger = capacity + max(capacity, more)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 1)
    unsafe moved.copyMemory(from: room, byteCount: count)
    unsafe room.deallocate()
    unsafe room = moved
    capacity = larger
  }
}
