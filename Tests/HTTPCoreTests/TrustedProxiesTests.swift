import Testing

@testable import HTTPCore

/// Whose word is taken for who the client is.
struct TrustedProxiesTests {
  private func origin(
    _ proxies: String, from peer: String, _ fields: HTTPFields, target: String = "/"
  ) throws -> RequestOrigin {
    let head = RequestHead(method: .get, target: try RequestTarget(target), fields: fields)
    return try #require(TrustedProxies(proxies)).origin(of: head, from: peer)
  }

  @Test(arguments: [
    ("203.0.113.5", "203.0.113.5"),
    // What the client itself has written stands first and does not count.
    ("10.9.9.9, 203.0.113.5", "203.0.113.5"),
    ("198.51.100.1,203.0.113.5 , 10.0.0.2", "203.0.113.5"),
    ("10.0.0.3, 10.0.0.2", "10.0.0.3"),
    ("203.0.113.5, nonsense", "10.0.0.1"), ("203.0.113.5,", "10.0.0.1"), ("", "10.0.0.1"),
    ("2001:db8::7", "2001:db8::7"), ("::ffff:203.0.113.5", "::ffff:203.0.113.5"),
    ("203.0.113.05", "10.0.0.1"), ("203.0.113.5:80", "10.0.0.1"),
  ])
  func theClientIsTheLastWhoIsNotTrusted(_ chain: String, _ address: String) throws {
    #expect(try origin("10.0.0.0/8", from: "10.0.0.1", ["x-forwarded-for": chain]).address == address)
  }

  @Test func severalFieldsAreOneList() throws {
    let fields: HTTPFields = ["x-forwarded-for": "203.0.113.5", "X-Forwarded-For": "203.0.113.6, 10.0.0.2"]
    #expect(try origin("10.0.0.0/8", from: "10.0.0.1", fields).address == "203.0.113.6")
  }

  @Test func strangersAreNotBelieved() throws {
    let fields: HTTPFields = [
      "host": "a.example", "x-forwarded-for": "203.0.113.5", "x-forwarded-proto": "https",
      "x-forwarded-host": "b.example",
    ]
    let expected = RequestOrigin(address: "192.0.2.1", host: "a.example")
    #expect(try origin("10.0.0.0/8,unix", from: "192.0.2.1", fields) == expected)
    #expect(try origin("10.0.0.0/8", from: "unix", fields).address == "unix")
    let believed = RequestOrigin(address: "203.0.113.5", scheme: "https", host: "b.example")
    #expect(try origin("unix", from: "unix", fields) == believed)
  }

  @Test func schemeAndHostHaveToBeSome() throws {
    let fields: HTTPFields = ["host": "a", "x-forwarded-proto": "gopher", "x-forwarded-host": "a b"]
    #expect(try origin("::1", from: "::1", fields) == RequestOrigin(address: "::1", host: "a"))
    let last: HTTPFields = ["x-forwarded-proto": "http, HTTPS", "x-forwarded-host": "x, y:8443"]
    #expect(
      try origin("::1", from: "::1", last, target: "http://z/")
        == RequestOrigin(address: "::1", scheme: "https", host: "y:8443"))
  }

  @Test(arguments: [
    ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.1.2.3", "10.1.2.3", true),
    ("10.1.2.3", "10.1.2.4", false), ("10.1.2.0/31", "10.1.2.1", true), ("10.1.2.0/31", "10.1.2.2", false),
    ("0.0.0.0/0", "203.0.113.5", true), ("0.0.0.0/0", "2001:db8::1", false), ("::/0", "203.0.113.5", true),
    ("fd00::/8", "fd12::1", true), ("fd00::/8", "fe80::1%eth0", false), ("::1", "0:0:0:0:0:0:0:1", true),
    ("10.0.0.0/8", "::ffff:10.1.1.1", true), ("::ffff:10.0.0.0/104", "10.1.1.1", true),
  ])
  func networks(_ proxies: String, _ peer: String, _ isTrusted: Bool) throws {
    let address = try origin(proxies, from: peer, ["x-forwarded-for": "192.0.2.77"]).address
    #expect((address == "192.0.2.77") == isTrusted)
  }

  @Test(arguments: [
    "", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "1.2.3", "1.2.3.256", "1.2.3.4,", ":::",
    "1::2::3", "12345::", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", "::1.2.3.4.5", "+1.2.3.4", "01.2.3.4",
  ])
  func malformedListsAreRefused(_ text: String) {
    #expect(TrustedProxies(text) == nil)
  }
}
