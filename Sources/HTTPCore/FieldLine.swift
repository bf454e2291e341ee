/// One field line, read strictly: a token, a colon at once after it, a value without control bytes.
///
/// It says where name and value stand, and copies neither.
struct FieldLine: Sendable {
  /// Where the name stands.
  let name: Range<Int>
  /// Where the value stands, without the spaces and tabs around it.
  let value: Range<Int>

  /// Says where name and value stand in a line that was written here.
  init(name: Range<Int>, value: Range<Int>) {
    self.name = name
    self.value = value
  }

  /// Reads a line, which is not empty, of what was received.
  init(_ line: Range<Int>, of bytes: Span<UInt8>) throws(HTTPFault) {
    let start = line.lowerBound
    guard bytes[start] != Byte.space, bytes[start] != Byte.tab else {
      throw .badRequest(.foldedField, "A header field starts with a space, or goes on over a second line.")
    }
    var colon = start
    while colon < line.upperBound, ByteSet.token.contains(bytes[colon]) { colon += 1 }
    guard colon > start, colon < line.upperBound, bytes[colon] == Byte.colon else {
      throw .badRequest(.malformedFieldName, "A header field's name is malformed or not followed by a colon.")
    }
    name = start..<colon
    let inner = bytes.extracting(colon + 1..<line.upperBound).trimmed
    value = colon + 1 + inner.lowerBound..<colon + 1 + inner.upperBound
    let text = bytes.extracting(value)
    if !text.isPlainText { try Self.check(text) }
  }

  /// Refuses a value that holds control bytes, or others that are no text.
  private static func check(_ value: Span<UInt8>) throws(HTTPFault) {
    for index in value.indices where !Byte.isFieldText(value[index]) {
      throw .badRequest(.malformedFieldValue, "A header field's value holds a control byte.")
    }
    do {
      _ = try UTF8Span(validating: value)
    } catch {
      throw .badRequest(.malformedFieldValue, "A header field's value is not UTF-8.")
    }
  }
}
