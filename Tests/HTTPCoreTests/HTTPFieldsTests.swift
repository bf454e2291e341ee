import Testing

@testable import HTTPCore

struct HTTPFieldsTests {
  @Test func namesAreFoundWhateverTheirCase() {
    let fields: HTTPFields = ["ETag": "a", "x-a": "1", "X-A": "2"]
    #expect(fields["etag"] == "a")
    #expect(fields["ETAG"] == "a")
    #expect(fields.values("X-a") == ["1", "2"])
    #expect(fields["none"] == nil)
    #expect(fields.map(\.name) == ["etag", "x-a", "x-a"])
  }

  @Test func fieldsAreEqualHoweverTheyWereWritten() throws {
    var parser = RequestParser()
    parser.receive(Array("GET / HTTP/1.1\r\nHOST:a\r\nX-Sent: \t b c \t\r\nEmpty:\r\n\r\n".utf8)[...])
    guard case .head(let head) = parser.next() else { throw HTTPFault(.badRequest, .malformedHost, "no head") }
    let same: HTTPFields = ["host": "a", "x-sent": "b c", "empty": ""]
    #expect(head.fields == same)
    #expect(Set([head.fields, same]).count == 1)
    #expect(head.fields["x-sent"] == "b c")
    #expect(head.fields.map(\.name) == ["host", "x-sent", "empty"])
    #expect(head.fields != ["host": "a", "x-sent": "B c", "empty": ""])
  }

  @Test func settingReplacesAll() {
    var fields: HTTPFields = ["a": "1", "b": "2", "A": "3"]
    fields.set("A", "4")
    #expect(fields.map { "\($0.name)=\($0.value)" } == ["b=2", "a=4"])
    fields.remove("B")
    #expect(fields.count == 1)
  }

  @Test func controlBytesBecomeSpaces() {
    for byte in UInt8(0)...0x7F where (byte < 0x20 && byte != 9) || byte == 0x7F {
      var fields = HTTPFields()
      fields.append("a", "x\(Character(UnicodeScalar(byte)))y")
      #expect(fields["a"] == "x y")
    }
  }

  @Test func aTabAndAnAccentStay() {
    let fields: HTTPFields = ["a": "x\té"]
    #expect(fields["a"] == "x\té")
  }

  @Test func aNameThatIsNoTokenTraps() async {
    await #expect(processExitsWith: .failure) {
      var fields = HTTPFields()
      fields.append("a b", "c")
    }
  }
}
