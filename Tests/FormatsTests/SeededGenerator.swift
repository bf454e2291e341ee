/// SplitMix64: small, and the same sequence everywhere for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Bytes changed, dropped, doubled or inserted at random places.
  mutating func mutate(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for _ in 0..<Int.random(in: 1...4, using: &self) {
      let place = Int.random(in: 0...result.count, using: &self)
      switch Int.random(in: 0..<5, using: &self) {
      case 0 where place < result.count: result[place] = UInt8.random(in: 0...255, using: &self)
      case 1 where place < result.count: result.remove(at: place)
      case 2: result.removeSubrange(place...)
      case 3: result.insert(contentsOf: result[place...].prefix(5), at: place)
      default: result.insert("\"'{}[],:;\\\r\n\t/*\0e".utf8.randomElement(using: &self) ?? 0, at: place)
      }
    }
    return result
  }

  /// A text of characters that formats find hard.
  mutating func text(_ alphabet: [Character]) -> String {
    String((0..<Int.random(in: 0...8, using: &self)).compactMap { _ in alphabet.randomElement(using: &self) })
  }
}
