/// One field line, read strictly: a token, a colon at once after it, a value without control bytes.
struct FieldLine {
  /// In lower case.
  let name: String
  /// Without the spaces and tabs around it.
  let value: String

  init(_ line: Span<UInt8>) throws(HTTPFault) {
    guard line[0] != Byte.space, line[0] != Byte.tab else {
      throw .badRequest(.foldedField, "A header field starts with a space, or goes on over a second line.")
    }
    var colon = 0
    while colon < line.count, ByteSet.token.contains(line[colon]) { colon += 1 }
    guard colon > 0, colon < line.count, line[colon] == Byte.colon else {
      throw .badRequest(.malformedFieldName, "A header field's name is malformed or not followed by a colon.")
    }
    var first = colon + 1
    var end = line.count
    while first < end, line[first] == Byte.space || line[first] == Byte.tab { first += 1 }
    while end > first, line[end - 1] == Byte.space || line[end - 1] == Byte.tab { end -= 1 }
    for index in first..<end where !Byte.isFieldText(line[index]) {
      throw .badRequest(.malformedFieldValue, "A header field's value holds a control byte.")
    }
    do {
      value = String(copying: try UTF8Span(validating: line.extracting(first..<end)))
    } catch {
      throw .badRequest(.malformedFieldValue, "A header field's value is not UTF-8.")
    }
    name = Self.lowered(line.extracting(0..<colon))
  }

  private static func lowered(_ bytes: Span<UInt8>) -> String {
    var name: [UInt8] = []
    name.reserveCapacity(bytes.count)
    for index in bytes.indices { name.append(Byte.lowered(bytes[index])) }
    return String(decoding: name, as: UTF8.self)
  }
}
