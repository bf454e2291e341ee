import Formats
import Testing

/// Prepared stretches of JSON are the same as their parts written one by one.
@Suite struct JSONPieceTests {
  private func parts(_ writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("id", "é\n")
    writer.key("list")
    writer.beginArray()
    writer.beginObject()
    writer.member("none", String?.none)
    writer.member("word", "fixed")
    writer.endObject()
    writer.int(2)
    writer.endArray()
    writer.member("last", true)
    writer.endObject()
  }

  private func pieces(_ writer: inout JSONWriter) {
    writer.piece(#"{"id":"#)
    writer.string("é\n")
    writer.piece(#","list":[{"none":null,"word":"fixed"}"#)
    writer.int(2)
    writer.piece(#"],"last":"#)
    writer.bool(true)
    writer.endObject()
  }

  @Test(arguments: [false, true])
  func `Pieces and parts make one text`(isPretty: Bool) throws {
    var plain = JSONWriter(pretty: isPretty)
    var prepared = JSONWriter(pretty: isPretty)
    parts(&plain)
    pieces(&prepared)
    #expect(prepared.text == plain.text)
    #expect(throws: Never.self) { try JSON5.parse(prepared.bytes) }
  }

  @Test func `A writer goes on after a piece as after its last part`() {
    var writer = JSONWriter()
    writer.piece(#"{"a":["#)
    writer.string("b")
    writer.string("c")
    writer.piece(#"],"d":1"#)
    writer.member("e", 2)
    writer.endObject()
    #expect(writer.text == #"{"a":["b","c"],"d":1,"e":2}"#)
  }
}
