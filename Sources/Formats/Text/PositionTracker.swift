/// Follows line and column through text that comes in pieces.
struct PositionTracker: Sendable {
  private(set) var position: SourcePosition
  private var isAfterCarriageReturn: Bool

  init(at position: SourcePosition = .start, isAfterCarriageReturn: Bool = false) {
    self.position = position
    self.isAfterCarriageReturn = isAfterCarriageReturn
  }

  /// Moves over the next piece.
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
}
