import Formats
import Testing

@Suite struct JSONWriterTests {
  @Test func commasAndValues() {
    var writer = JSONWriter()
    for _ in 0..<2 {
      writer.reset()
      writer.beginObject()
      writer.member("a", 1)
      writer.key("b")
      writer.beginArray()
      writer.null()
      writer.bool(false)
      writer.double(1.5)
      writer.double(.infinity)
      writer.beginObject()
      writer.endObject()
      writer.endArray()
      writer.member("c", nil)
      writer.member("d", "x" as String?)
      writer.key("e")
      writer.strings(["y", "z"])
      writer.endObject()
      #expect(writer.text == #"{"a":1,"b":[null,false,1.5,null,{}],"c":null,"d":"x","e":["y","z"]}"#)
    }
  }

  @Test(arguments: [
    ("", #""""#), ("é\u{2028}😀/", "\"é\u{2028}😀/\""), ("a\"b\\c", #""a\"b\\c""#),
    ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
    ("\0\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""),
  ])
  func escapes(text: String, json: String) {
    var writer = JSONWriter()
    writer.string(text)
    #expect(writer.text == json)
  }

  @Test(arguments: 0...40) func escapesInTextsOfEveryLength(length: Int) {
    for place in 0...length {
      let before = String(repeating: "é", count: place)
      let after = String(repeating: "z", count: length - place)
      var writer = JSONWriter()
      writer.string(before + "\n" + after)
      #expect(writer.text == "\"\(before)\\n\(after)\"")
    }
  }

  /// What is looked for in words of bytes is found at every place, beside signs that come near it too.
  @Test(arguments: ["\"", "\\", "\u{1F}", "\0"], ["#", "]", " ", "!", "[", "é"])
  func escapesAtEveryPlace(escaped: String, neighbour: String) {
    let forms = ["\"": #"\""#, "\\": #"\\"#, "\u{1F}": #"\u001f"#, "\0": #"\u0000"#]
    for length in 0...34 {
      for place in 0...length {
        let before = String(repeating: neighbour, count: place)
        let after = String(repeating: neighbour, count: length - place)
        var writer = JSONWriter()
        writer.string(before + escaped + after)
        let expected = "\"\(before)\(forms[escaped] ?? "")\(after)\""
        #expect(writer.text == expected)
      }
    }
  }

  @Test(arguments: [0, 7, 10, -1, 1234567890, Int.max, Int.min])
  func integers(value: Int) {
    var writer = JSONWriter()
    writer.int(value)
    #expect(writer.text == String(value))
  }

  @Test func pretty() throws {
    var writer = JSONWriter(pretty: true)
    writer.node(try JSON5.parse("{a:[1,{}, []],b:{c:0x1F,d:.5,e:NaN,f:1.50}}"))
    writer.newline()
    #expect(
      writer.text == """
        {
          "a": [
            1,
            {},
            []
          ],
          "b": {
            "c": 31,
            "d": 0.5,
            "e": null,
            "f": 1.50
          }
        }

        """)
  }
}
