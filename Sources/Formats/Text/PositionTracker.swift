/// Follows line and column through text that comes in pieces.
struct PositionTracker: Sendable {
  private(set) var position = SourcePosition.start
  private var isAfterCarriageReturn = false

  /// Moves over a short piece, one byte at a time.
  mutating func advance(over bytes: Span<UInt8>) {
    for index in bytes.indices {
      let byte = bytes[index]
      if byte >= 0x20 {
        // Continuation bytes belong to the scalar that began before them.
        if byte & 0xC0 != 0x80 { position.column += 1 }
        isAfterCarriageReturn = false
      } else if byte == 0x0A {
        if !isAfterCarriageReturn { position.line += 1 }
        position.column = 1
        isAfterCarriageReturn = false
      } else if byte == 0x0D {
        position.line += 1
        position.column = 1
        isAfterCarriageReturn = true
      } else {
        position.column += 1
        isAfterCarriageReturn = false
      }
    }
  }

  /// Moves over a long piece: line ends are counted in loops that the compiler vectorises.
  mutating func skip(over bytes: Span<UInt8>) {
    guard bytes.count > 64 else { return advance(over: bytes) }
    var lineFeeds = 0
    var returns = 0
    for index in bytes.indices {
      let byte = bytes[index]
      lineFeeds &+= byte == 0x0A ? 1 : 0
      returns &+= byte == 0x0D ? 1 : 0
    }
    guard lineFeeds + returns > 0 else {
      return advance(over: bytes)
    }
    var pairs = isAfterCarriageReturn && bytes[0] == 0x0A ? 1 : 0
    if returns > 0 {
      for index in 1..<bytes.count {
        pairs &+= bytes[index] == 0x0A && bytes[index - 1] == 0x0D ? 1 : 0
      }
    }
    var lineStart = bytes.count
    while lineStart > 0, bytes[lineStart - 1] != 0x0A, bytes[lineStart - 1] != 0x0D { lineStart -= 1 }
    position = SourcePosition(line: position.line + lineFeeds + returns - pairs, column: 1)
    isAfterCarriageReturn = lineStart > 0 && bytes[lineStart - 1] == 0x0D
    if lineStart < bytes.count { advance(over: bytes.extracting(lineStart..<bytes.count)) }
  }
}
