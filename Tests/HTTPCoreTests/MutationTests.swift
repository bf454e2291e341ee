import Testing

@testable import HTTPCore

/// Fixtures changed at random, always in the same way: whatever the bytes, the verdict does not depend on the cuts.
struct MutationTests {
  /// A small generator with a known start, so that a failure can be seen again.
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ state >> 29) &* 0x9E37_79B9_7F4A_7C15
    }
  }

  /// Bytes that mean something to a parser.
  private static let marks = Array("\r\n :;,%0aF\t\"/?#".utf8) + [0, 0x7F, 0x80, 0xFF]

  @Test(arguments: FixtureTests.fixtures)
  func cutsDoNotMatter(_ fixture: FixtureTests.Fixture) {
    var generator = Generator(state: UInt64(fixture.name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) }))
    for _ in 0..<20 where !fixture.bytes.isEmpty {
      var bytes = fixture.bytes
      for _ in 0...Int.random(in: 0..<3, using: &generator) {
        let place = Int.random(in: bytes.indices, using: &generator)
        let mark = Self.marks.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = mark
        case 1: bytes.insert(mark, at: place)
        case 2: bytes.insert(contentsOf: bytes[place..<min(place + 20, bytes.count)], at: place)
        default: if bytes.count > 1 { bytes.remove(at: place) }
        }
      }
      let whole = Transcript(bytes, cuts: [], FixtureTests.limits).lines
      #expect(Transcript(bytes, cuts: Array(bytes.indices), FixtureTests.limits).lines == whole, "\(bytes)")
      let cut = Int.random(in: bytes.indices, using: &generator)
      #expect(Transcript(bytes, cuts: [cut], FixtureTests.limits).lines == whole, "\(bytes)")
    }
  }
}
