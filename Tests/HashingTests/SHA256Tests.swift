import Testing

@testable import Hashing

@Suite("SHA-256")
struct SHA256Tests {
  @Test(
    "gives the digests that the standard's examples give",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func examples(text: String, expected: String) {
    #expect(SHA256.digest(of: text).description == expected)
    var plain = SHA256(usesInstructions: false)
    plain.update(with: Array(text.utf8))
    #expect(plain.digest().description == expected)
  }

  @Test("hashes a million letters")
  func million() {
    var hash = SHA256()
    let letters = Array(repeating: UInt8(ascii: "a"), count: 1000)
    for _ in 0..<1000 { hash.update(with: letters) }
    #expect(
      hash.digest().description == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("does not depend on how the bytes are cut", arguments: [0, 1, 54, 55, 56, 57, 63, 64, 65, 127, 128, 129])
  func cuts(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let whole = SHA256.digest(of: bytes)
    for cut in 0...count {
      var hash = SHA256()
      hash.update(with: Array(bytes[..<cut]))
      hash.update(with: Array(bytes[cut...]))
      #expect(hash.digest() == whole)
    }
  }

  @Test("gives the same digests without the processor's instructions", arguments: 0..<300)
  func instructions(count: Int) {
    let bytes = (0..<count * 3).map { UInt8(truncatingIfNeeded: ($0 &+ count) &* 167) }
    var plain = SHA256(usesInstructions: false)
    plain.update(with: bytes)
    // Cut so that blocks are filled first, and several follow at once.
    var cut = SHA256()
    cut.update(with: Array(bytes[..<(count / 7)]))
    cut.update(with: Array(bytes[(count / 7)...]))
    #expect(plain.digest() == SHA256.digest(of: bytes) && plain.digest() == cut.digest())
  }

  @Test("a digest reads back from its text and its bytes, and nothing else does")
  func reading() throws {
    let digest = SHA256.digest(of: [1, 2, 3])
    #expect(Digest(hexadecimal: digest.description) == digest)
    #expect(Digest(hexadecimal: digest.description.uppercased()) == digest)
    #expect(Digest(digest.bytes) == digest)
    #expect(Digest(hexadecimal: String(digest.description.dropLast())) == nil)
    #expect(Digest(hexadecimal: "g" + digest.description.dropFirst()) == nil)
    #expect(Digest(Array(digest.bytes.dropLast())) == nil)
  }

  @Test("digests that differ in any one bit differ")
  func difference() throws {
    let digest = SHA256.digest(of: [])
    for bit in 0..<256 {
      var bytes = digest.bytes
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(Digest(bytes) != digest)
    }
  }
}
