/// Writes JSON into one buffer, with commas and escapes in the right places.
///
/// What is written is valid as long as the calls nest: an object takes keys, each followed by one value. Keep one
/// writer and `reset()` it to write many texts without allocating. A writer can't be copied: two would write into one text.
public struct JSONWriter: ~Copyable {
  /// What the last call wrote, which decides what the next value needs before it.
  enum Previous {
    case nothing, opening, key, value
  }

  private var buffer: JSONBuffer
  private var previous = Previous.nothing
  private var depth = 0
  let isPretty: Bool

  /// Makes a writer; `pretty` gives every element its own line, with an indentation of two spaces.
  public init(pretty: Bool = false, capacity: Int = 4096) {
    isPretty = pretty
    buffer = JSONBuffer(capacity: capacity)
  }

  /// The text so far, in UTF-8; a copy of it.
  public var bytes: [UInt8] { buffer.bytes }

  /// Puts what has been written into bytes that are no longer needed, in place of what they hold.
  public func copy(to bytes: inout [UInt8]) { buffer.copy(to: &bytes) }

  /// How many bytes have been written.
  public var count: Int { buffer.count }

  /// The text so far.
  public var text: String { buffer.text }

  /// Forgets the text, and keeps the memory for the next one.
  public mutating func reset() {
    buffer.removeAll()
    previous = .nothing
    depth = 0
  }

  /// Opens an object.
  public mutating func beginObject() { open(UInt8(ascii: "{")) }

  /// Closes the object that was opened last.
  public mutating func endObject() { close(UInt8(ascii: "}")) }

  /// Opens an array.
  public mutating func beginArray() { open(UInt8(ascii: "[")) }

  /// Closes the array that was opened last.
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Writes the key of the next value.
  public mutating func key(_ key: String) {
    string(key)
    buffer.append(UInt8(ascii: ":"))
    if isPretty { buffer.append(UInt8(ascii: " ")) }
    previous = .key
  }

  /// Writes a string.
  public mutating func string(_ value: String) {
    openString()
    part(value)
    closeString()
  }

  /// Writes a string that is UTF-8 already; the caller vouches for it.
  public mutating func string(utf8 value: [UInt8]) { string(utf8: value.span) }

  /// Writes a string that is UTF-8 already; the caller vouches for it.
  public mutating func string(utf8 value: Span<UInt8>) {
    openString()
    buffer.appendEscaped(value)
    closeString()
  }

  /// Begins a string that is written in parts, with ``part(_:)`` and its like, and ended with ``closeString()``.
  public mutating func openString() {
    separate()
    buffer.append(UInt8(ascii: "\""))
    previous = .value
  }

  /// Writes a part of a string.
  ///
  /// - Parameter text: any text; what has to be escaped in it is.
  public mutating func part(_ text: String) { buffer.appendEscaped(text) }

  /// Writes a part of a string that stands in the code as it has to stand in JSON.
  ///
  /// - Parameter text: the text with its escapes; it is copied as it is.
  public mutating func part(plain text: StaticString) { buffer.append(text) }

  /// Writes a part of a string that is UTF-8 already.
  ///
  /// - Parameter text: the bytes, for whose being UTF-8 the caller vouches.
  public mutating func part(utf8 text: Span<UInt8>) { buffer.appendEscaped(text) }

  /// Ends a string that was written in parts.
  public mutating func closeString() { buffer.append(UInt8(ascii: "\"")) }

  /// Writes a whole number.
  public mutating func int(_ value: Int) {
    separate()
    appendDigits(value)
    previous = .value
  }

  /// Writes a floating point number; JSON has none that is infinite or not a number, so those become null.
  public mutating func double(_ value: Double) {
    guard value.isFinite else { return null() }
    literal(value.description)
  }

  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool) { word(value ? "true" : "false") }

  /// Writes `null`.
  public mutating func null() { word("null") }

  private mutating func word(_ text: StaticString) {
    separate()
    buffer.append(text)
    previous = .value
  }

  /// Writes a value that is JSON already; the caller vouches for it.
  public mutating func rawValue(_ json: [UInt8]) {
    separate()
    buffer.append(json)
    previous = .value
  }

  /// Ends the text with a line feed, as files and terminals want it.
  public mutating func newline() {
    buffer.append(0x0A)
    previous = .nothing
  }

  mutating func literal(_ text: String) {
    separate()
    for byte in text.utf8 { buffer.append(byte) }
    previous = .value
  }

  /// Copies a piece as it is; at which depth it ends matters only where elements have lines of their own.
  @inline(__always)
  mutating func append(_ piece: StaticString) {
    buffer.append(piece)
    previous = JSONWriter.previous(buffer.last)
  }

  /// The same with a piece that was prepared.
  mutating func append(_ piece: JSONPiece) {
    buffer.append(piece.bytes)
    previous = piece.last
  }

  mutating func open(_ bracket: UInt8) {
    separate()
    buffer.append(bracket)
    depth += 1
    previous = .opening
  }

  mutating func close(_ bracket: UInt8) {
    assert(depth > 0 || !isPretty, "closed more than was opened")
    depth -= 1
    if isPretty, previous != .opening { breakLine() }
    buffer.append(bracket)
    previous = .value
  }

  private mutating func separate() {
    if previous == .value { buffer.append(UInt8(ascii: ",")) }
    if isPretty, previous == .value || previous == .opening { breakLine() }
  }

  private mutating func breakLine() {
    buffer.append(0x0A)
    for _ in 0..<max(depth, 0) {
      buffer.append(0x20)
      buffer.append(0x20)
    }
  }

  private mutating func appendDigits(_ value: Int) {
    if value < 0 { buffer.append(UInt8(ascii: "-")) }
    var bound: UInt = 1
    while value.magnitude / bound > 9 { bound *= 10 }
    while bound > 0 {
      buffer.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value.magnitude / bound % 10))
      bound /= 10
    }
  }
}
