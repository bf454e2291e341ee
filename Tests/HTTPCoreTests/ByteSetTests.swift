import Testing

@testable import HTTPCore

/// The sets of bytes that are written out as numbers, built again from the grammar.
struct ByteSetTests {
  private static let alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
  private static let path = alphanumeric + "-._~" + "!$&'()*+,;=" + ":@/%"

  private func isExactly(_ set: ByteSet, _ text: String) -> Bool {
    let bytes = Set(text.utf8)
    return (0...255).allSatisfy { set.contains(UInt8($0)) == bytes.contains(UInt8($0)) }
  }

  @Test func setsAreThoseOfTheGrammar() {
    #expect(isExactly(.token, Self.alphanumeric + "!#$%&'*+-.^_`|~"))
    #expect(isExactly(.path, Self.path))
    #expect(isExactly(.query, Self.path + "?[\\]^`{|}"))
    #expect(isExactly(.hostName, Self.alphanumeric + "-._~"))
    #expect(isExactly(.literalAddress, "0123456789abcdefABCDEF:."))
  }

  @Test func anEmptyTextIsMadeOfNothing() {
    let isToken = ByteSet.token.isMadeOf("".utf8.span)
    #expect(!isToken)
  }
}
