import Formats
import Testing

@Suite struct JSONPropertyTests {
  @Test(arguments: 1...8) func roundTrip(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let node = Self.node(&generator, depth: 4)
      for pretty in [false, true] {
        var writer = JSONWriter(pretty: pretty)
        writer.node(node)
        var strict = JSONWriter()
        strict.node(try StrictJSON.parse(writer.bytes))
        var relaxed = JSONWriter(pretty: pretty)
        relaxed.node(try JSON5.parse(writer.bytes))
        #expect(relaxed.bytes == writer.bytes)
        if !pretty { #expect(strict.bytes == writer.bytes) }
      }
    }
  }

  @Test(arguments: 1...4) func mutationsNeverTrap(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let sources = try ["kitchen-sink", "catalogue", "bom-crlf"].map { try Fixture.bytes("json5/\($0).json5") }
    for round in 0..<1500 {
      let bytes = generator.mutate(sources[round % sources.count])
      do throws(JSONSyntaxError) {
        _ = try JSON5.parse(bytes)
      } catch {
        #expect(error.position >= .start)
      }
      // Whatever JSON allows, JSON5 allows.
      if (try? StrictJSON.parse(bytes)) != nil { #expect(throws: Never.self) { try JSON5.parse(bytes) } }
    }
  }

  @Test func everyPrefixOfAText() throws {
    let bytes = try Fixture.bytes("json5/kitchen-sink.json5")
    for count in 0..<(bytes.count - 2) {
      #expect(throws: JSONSyntaxError.self) { try JSON5.parse(Array(bytes.prefix(count))) }
    }
  }

  private static func node(_ generator: inout SeededGenerator, depth: Int) -> JSONNode {
    let alphabet: [Character] = ["a", "é", "\"", "\\", "\n", "\u{0}", "\u{1F}", "😀", "\u{2028}", "/", "}"]
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
    case 0: return JSONNode(.null)
    case 1: return JSONNode(.bool(Bool.random(using: &generator)))
    case 2: return JSONNode(.number(JSONNumber(Int.random(in: .min ... .max, using: &generator))))
    case 3, 4: return JSONNode(.string(generator.text(alphabet)))
    case 5: return JSONNode(.array((0..<3).map { _ in node(&generator, depth: depth - 1) }))
    default:
      let members = (0..<3).map { place in
        JSONMember(key: "\(place)" + generator.text(alphabet), value: node(&generator, depth: depth - 1))
      }
      return JSONNode(.object(members))
    }
  }
}
