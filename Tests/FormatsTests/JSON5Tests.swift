import Formats
import Testing

@Suite struct JSON5Tests {
  @Test(arguments: [
    ("'it\\'s'", "it's"), (#""a\"b""#, "a\"b"), (#"'\A\C\/\D\C'"#, "AC/DC"),
    (#"'\b\f\n\r\t\v\0'"#, "\u{8}\u{C}\n\r\t\u{B}\0"),
    (#"'\x41\xe9'"#, "Aé"), (#"'\u00e9'"#, "é"), (#"'\uD83D\uDE00'"#, "😀"), ("'a\\\nb'", "ab"), ("'a\\\r\nb'", "ab"),
    ("'a\\\rb'", "ab"), ("'a\\\u{2028}b'", "ab"), ("'a\\\u{2029}b'", "ab"), ("'a\u{2028}b'", "a\u{2028}b"),
    ("'a\tb'", "a\tb"), (#"'\é\""'"#, "é\"\""), ("\"it's\"", "it's"), (#"'\0a'"#, "\0a"),
  ])
  func strings(source: String, text: String) throws {
    #expect(try JSON5.parse(source).string?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
  }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("+1", 1), ("123", 123), ("123.", 123), ("5.e1", 50), ("0xdecaf", 0xdecaf),
    ("-0XC0FFEE", -0xC0FFEE),
    ("1e3", 1000), ("1.50e1", 15), ("1200e-2", 12), ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
  ])
  func wholeNumbers(source: String, value: Int) throws {
    let node = try JSON5.parse(source)
    #expect(node.int == value)
    #expect(node.number?.text == source)
  }

  @Test(
    arguments: [
      (".5", 0.5), ("-.5e1", -5), ("3.25", 3.25), ("Infinity", .infinity), ("-Infinity", -.infinity),
      ("+Infinity", .infinity),
      ("1e-400", 0), ("0x1FFFFFFFFFFFFFFFFF", 590_295_810_358_705_651_711.0),
    ] as [(String, Double)])
  func fractions(source: String, value: Double) throws {
    #expect(try JSON5.parse(source).double == value)
  }

  @Test func notANumber() throws {
    #expect(try JSON5.parse("-NaN").double?.isNaN == true)
    #expect(try JSON5.parse("1e999").double == nil)
    #expect(try JSON5.parse("1e999").int == nil)
    #expect(try JSON5.parse("0.5").int == nil)
    #expect(try JSON5.parse("9223372036854775808").int == nil)
    #expect(try JSON5.parse("1e99999999999999999999").int == nil)
  }

  @Test(arguments: [
    ("{a:1}", "a"), ("{$_9:1}", "$_9"), ("{ùñîçøðé:1}", "ùñîçøðé"), (#"{\u0061\u{62}:1}"#, ""),
    (#"{sig\u006Ea:1}"#, "signa"),
    ("{a\u{200D}b:1}", "a\u{200D}b"), ("{null:1}", "null"), ("{Infinity:1}", "Infinity"), ("{'a-b':1}", "a-b"),
    ("{数:1}", "数"),
  ])
  func keys(source: String, key: String) throws {
    if key.isEmpty {
      #expect(throws: JSONSyntaxError.self) { try JSON5.parse(source) }
    } else {
      #expect(try JSON5.parse(source).object?.map(\.key) == [key])
    }
  }

  @Test(arguments: [
    "\u{FEFF}1", " \t\u{B}\u{C}\u{A0}\u{FEFF}\u{2003}\u{3000}\u{2028}\u{2029}\r\n1", "// c\n1", "/**/1/***/",
    "1 // end", "/* * / */1",
    "//\u{2028}1",
  ])
  func space(source: String) throws {
    #expect(try JSON5.parse(source).int == 1)
  }

  @Test func kitchenSink() throws {
    let node = try JSON5.parse(Fixture.bytes("json5/kitchen-sink.json5"))
    #expect(node["unquoted"]?.string == "and you can quote me on that")
    #expect(node["lineBreaks"]?.string == "Look, Mom! No \\n's!")
    #expect(node["hexadecimal"]?.int == 0xdecaf)
    #expect(node["leadingDecimalPoint"]?.double == 0.8675309)
    #expect(node["andTrailing"]?.int == 8_675_309)
    #expect(node["andIn"]?.array?.map(\.string) == ["arrays"])
    #expect(node["backwardsCompatible"]?.position == SourcePosition(line: 11, column: 26))
    #expect(node["missing"] == nil)
  }

  @Test func catalogue() throws {
    let node = try JSON5.parse(Fixture.bytes("json5/catalogue.json5"))
    let releases = try #require(node["products"]?.array?.first?["releases"]?.array)
    #expect(releases.map { $0["name"]?.string } == ["2027", "2026"])
    #expect(releases[0]["preview"]?.bool == true)
    #expect(releases[1]["endOfSupport"]?.isNull == true)
    #expect(releases[1].position == SourcePosition(line: 10, column: 9))
    #expect(releases[1].member("released")?.keyPosition == SourcePosition(line: 10, column: 25))
  }
}
