import Testing

@testable import HTTPCore

/// What is judged eight bytes at a time is what would be judged byte by byte.
struct SpanWordsTests {
  /// Neighbours that a calculation with a whole word could confuse with the byte that is looked for.
  private static let neighbours: [UInt8] = [0x00, 0x0A, 0x0B, 0x1F, 0x20, 0x61, 0x7E, 0x7F, 0x80, 0x8A, 0xFF]

  @Test(arguments: 0...20)
  func aByteIsFoundWhereItStandsFirst(_ count: Int) {
    for filling in Self.neighbours {
      for place in 0..<max(1, count) {
        var bytes = [UInt8](repeating: filling, count: count)
        for wanted in Self.neighbours {
          if place < count { bytes[place] = wanted }
          #expect(bytes.span.firstIndex(of: wanted) == bytes.firstIndex(of: wanted), "\(wanted) in \(bytes)")
        }
      }
    }
  }

  @Test(arguments: 0...20)
  func plainTextIsVisibleASCIIAndSpaces(_ count: Int) {
    for place in 0..<max(1, count) {
      for byte in UInt8.min...UInt8.max {
        var bytes = [UInt8](repeating: 0x61, count: count)
        if place < count { bytes[place] = byte }
        let isPlain = bytes.span.isPlainText
        #expect(isPlain == bytes.allSatisfy { (0x20...0x7E).contains($0) }, "\(bytes)")
      }
    }
  }
}
