import Licensing
import Testing

@testable import LicenceRegistry

/// A reader that remembers the token of the request before judges each as if it did not.
@Suite struct TokenLookupTests {
  private static let now = UTCInstant(seconds: 1_772_190_000)
  private static let later = UTCInstant(seconds: now.seconds + 60)

  @Test func `Each token is judged by itself, in any order`() throws {
    let bench = try Bench()
    let made = try (0..<3).map { number in
      try bench.registry.createToken(
        name: "t-\(number)", role: number == 0 ? .reader : .support, expires: number == 1 ? Self.later : nil,
        actor: "test", now: Self.now)
    }
    let reader = try bench.registry.makeReader()
    func name(_ text: String, _ right: Right? = nil, _ now: UTCInstant = Self.now) throws -> String {
      let token = try reader.onOneState { try reader.access(text[...], to: right, now: now) }
      return token.name
    }
    for place in [0, 0, 1, 0, 2, 2, 1] {
      #expect(try name(made[place].secret.text) == "t-\(place)")
      // One that differs in its last character alone, or goes on, is another.
      let text = made[place].secret.text
      for wrong in ["\(text.dropLast())\(text.hasSuffix("0") ? "1" : "0")", "\(text)0", "\(text.dropLast())", ""] {
        #expect(throws: AccessDenial.unknown) { try name(wrong) }
      }
    }
    #expect(try name(made[0].secret.text, .ask) == "t-0")
    #expect(throws: AccessDenial.self) { try name(made[0].secret.text, .recordDecisions) }
    #expect(try name(made[1].secret.text) == "t-1")
    #expect(throws: AccessDenial.self) { try name(made[1].secret.text, nil, Self.later) }
    #expect(try name(made[2].secret.text) == "t-2")
    _ = try bench.registry.revokeToken(id: made[2].token.id, actor: "test", now: Self.now)
    #expect(throws: AccessDenial.self) { try name(made[2].secret.text) }
    #expect(try name(made[0].secret.text) == "t-0")
  }
}
