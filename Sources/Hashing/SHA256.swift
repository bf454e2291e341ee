import CHashing

/// The hash function SHA-256 (FIPS 180-4), in the small: the toolchain brings none.
///
/// Where a processor of x86-64 has instructions for it, they do the work; the digests are the same.
///
/// ```swift
/// var hash = SHA256()
/// hash.update(with: Array("abc".utf8))
/// hash.digest().description  // "ba7816bf…"
/// ```
public struct SHA256: Sendable {
  private var state: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  private var block = InlineArray<64, UInt8>(repeating: 0)
  private var filled = 0
  private var count: UInt64 = 0

  private let usesInstructions: Bool

  /// Starts a hash of nothing.
  public init() {
    self.init(usesInstructions: SHA256.hasInstructions)
  }

  /// Starts a hash of nothing with the processor's instructions, which it must have, or without.
  init(usesInstructions: Bool) {
    self.usesInstructions = usesInstructions
  }

  /// Whether the processor has instructions for it.
  static let hasInstructions = chashing_has_instructions()

  /// The digest of some bytes.
  public static func digest(of bytes: [UInt8]) -> Digest {
    var hash = SHA256()
    hash.update(with: bytes)
    return hash.digest()
  }

  /// The digest of a text's UTF-8.
  public static func digest(of text: String) -> Digest { digest(of: Array(text.utf8)) }

  /// Adds bytes to what is hashed.
  public mutating func update(with bytes: [UInt8]) { update(with: bytes.span) }

  /// Adds bytes to what is hashed.
  public mutating func update(with bytes: borrowing Span<UInt8>) {
    count &+= UInt64(bytes.count)
    var index = 0
    while index < bytes.count {
      if filled == 0, bytes.count - index >= 64 {
        // Whole blocks need no copy.
        let end = index + (bytes.count - index) / 64 * 64
        compress(bytes.extracting(index..<end))
        index = end
        continue
      }
      let count = min(64 - filled, bytes.count - index)
      for place in 0..<count { block[filled &+ place] = bytes[index &+ place] }
      filled += count
      index += count
      if filled == 64 {
        compressBlock()
        filled = 0
      }
    }
  }

  /// The digest of all that was added; more may be added afterwards.
  public func digest() -> Digest {
    var last = self
    let bits = count &* 8
    // A one, zeros up to the last eight bytes of a block, and the length in bits.
    last.block[filled] = 0x80
    for place in filled + 1..<64 { last.block[place] = 0 }
    if filled >= 56 {
      last.compressBlock()
      last.block = InlineArray(repeating: 0)
    }
    for place in 0..<8 { last.block[56 + place] = UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * place)) }
    last.compressBlock()
    return Digest(words: last.state.indices.map { last.state[$0] })
  }

  private mutating func compressBlock() {
    let whole = block
    compress(whole.span)
  }

  /// Section 6.2.2 of the standard, for one whole block after the other.
  private mutating func compress(_ blocks: borrowing Span<UInt8>) {
    guard !usesInstructions else {
      var words = state.mutableSpan
      // Sound: eight words, and as many bytes as the blocks have; neither pointer is kept.
      return unsafe words.withUnsafeMutableBufferPointer { words in
        unsafe blocks.withUnsafeBufferPointer { blocks in
          guard let words = words.baseAddress, let first = blocks.baseAddress else { return }
          unsafe chashing_compress(words, first, blocks.count / 64)
        }
      }
    }
    for start in stride(from: 0, to: blocks.count, by: 64) {
      var schedule = InlineArray<64, UInt32>(repeating: 0)
      for word in 0..<16 {
        let place = start &+ word &* 4
        schedule[word] =
          UInt32(blocks[place]) << 24 | UInt32(blocks[place &+ 1]) << 16 | UInt32(blocks[place &+ 2]) << 8
          | UInt32(blocks[place &+ 3])
      }
      compress(&schedule)
    }
  }

  /// One block, of which the first 16 words of the schedule are set.
  private mutating func compress(_ schedule: inout InlineArray<64, UInt32>) {
    for index in 16..<64 {
      let (early, late) = (schedule[index - 15], schedule[index - 2])
      let small = early.rotated(7) ^ early.rotated(18) ^ (early >> 3)
      let large = late.rotated(17) ^ late.rotated(19) ^ (late >> 10)
      schedule[index] = schedule[index - 16] &+ small &+ schedule[index - 7] &+ large
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    let constants = SHA256.constants
    for index in 0..<64 {
      let choice = (e & f) ^ (~e & g)
      let first =
        h &+ (e.rotated(6) ^ e.rotated(11) ^ e.rotated(25)) &+ choice &+ constants[index]
        &+ schedule[index]
      let second = (a.rotated(2) ^ a.rotated(13) ^ a.rotated(22)) &+ ((a & b) ^ (a & c) ^ (b & c))
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
  }

  /// The fractional parts of the cube roots of the first 64 primes (section 4.2.2).
  private static let constants: InlineArray<64, UInt32> = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}

extension UInt32 {
  fileprivate func rotated(_ places: UInt32) -> UInt32 { self >> places | self << (32 - places) }
}
