import Testing

@testable import HTTPCore

struct RequestTargetTests {
  @Test func anEncodedSlashIsRefusedUnlessAllowed() throws {
    #expect(throws: HTTPFault.self) { try RequestTarget("/a%2Fb") }
    var limits = HTTPLimits()
    limits.allowsEncodedSlashes = true
    #expect(try RequestTarget("/a%2Fb/c", limits: limits).segments == ["a/b", "c"])
  }

  @Test func theRawQueryTellsAPlusFromASpace() throws {
    let target = try RequestTarget("/?code=A+B&other=A%2BB")
    #expect(target.rawQuery == "code=A+B&other=A%2BB")
    #expect(target.queryValue("code") == "A B")
    #expect(target.queryValue("other") == "A+B")
    #expect(target.queryValue("none") == nil)
    #expect(target.text == "/?code=A+B&other=A%2BB")
  }

  /// Every byte in every place: a target is either refused or read, and what is read is what was sent.
  @Test func everyByte() {
    for byte in UInt8.min...UInt8.max {
      for prefix in ["/", "/?", "/a?b="] {
        let bytes = Array(prefix.utf8) + [byte, 0x41, 0x41]
        guard let target = try? RequestTarget(bytes[...], limits: HTTPLimits()) else { continue }
        #expect(Array(target.text.utf8) == bytes)
      }
    }
  }

  /// All escapes of two characters: exactly those with hexadecimal digits are read.
  @Test func everyEscapeOfOneByte() {
    let hexadecimal = Set("0123456789abcdefABCDEF".utf8)
    for first in ByteSet.pathBytes {
      for second in ByteSet.pathBytes {
        let isRead = (try? RequestTarget([0x2F, 0x61, 0x25, first, second][...], limits: HTTPLimits())) != nil
        guard hexadecimal.contains(first), hexadecimal.contains(second) else {
          #expect(!isRead)
          continue
        }
        let value = UInt8(String(decoding: [first, second], as: UTF8.self), radix: 16) ?? 0
        #expect(isRead == (value != 0 && value != 0x2F && value < 0x80))
      }
    }
  }
}

extension ByteSet {
  fileprivate static var pathBytes: [UInt8] { (UInt8.min...UInt8.max).filter(path.contains) }
}
