/// The line before a chunk: a size in hexadecimal, then extensions that are checked and ignored.
///
/// No space is allowed anywhere but in a quoted string: the grammar's "bad whitespace" is where readers differ.
struct ChunkLine {
  let size: Int
  let extensionBytes: Int

  init(_ line: Span<UInt8>) throws(HTTPFault) {
    var index = 0
    var size = 0
    // Fifteen hexadecimal digits stay below the largest integer.
    while index < line.count, let digit = Byte.hexValue(line[index]) {
      guard index < 15 else { throw .badRequest(.malformedChunk, "A chunk's size is too large.") }
      size = size << 4 | Int(digit)
      index += 1
    }
    guard index > 0 else { throw .badRequest(.malformedChunk, "A chunk's size is not a hexadecimal number.") }
    self.size = size
    extensionBytes = line.count - index
    while index < line.count {
      guard line[index] == Byte.semicolon else { throw Self.malformedExtension }
      index = try Self.skipToken(line, from: index + 1)
      guard index < line.count, line[index] == Byte.equals else { continue }
      index += 1
      if index < line.count, line[index] == Byte.quote {
        index = try Self.skipQuoted(line, from: index + 1)
      } else {
        index = try Self.skipToken(line, from: index)
      }
    }
  }

  private static var malformedExtension: HTTPFault {
    .badRequest(.malformedChunk, "A chunk's size is followed by something other than an extension.")
  }

  private static func skipToken(_ line: Span<UInt8>, from start: Int) throws(HTTPFault) -> Int {
    var index = start
    while index < line.count, ByteSet.token.contains(line[index]) { index += 1 }
    guard index > start else { throw malformedExtension }
    return index
  }

  private static func skipQuoted(_ line: Span<UInt8>, from start: Int) throws(HTTPFault) -> Int {
    var index = start
    while index < line.count {
      if line[index] == Byte.quote { return index + 1 }
      if line[index] == Byte.backslash { index += 1 }
      guard index < line.count, Byte.isFieldText(line[index]) else { throw malformedExtension }
      index += 1
    }
    throw malformedExtension
  }
}
