import Testing

@testable import HTTPClient
import HTTPCore

/// Addresses as people write them.
@Suite struct ServerAddressTests {
  @Test(arguments: [
    ("http://127.0.0.1:8080", "127.0.0.1", 8080, "", "127.0.0.1:8080"),
    ("HTTP://registry/", "registry", 80, "", "registry"),
    ("http://[::1]:81/a/b//", "::1", 81, "/a/b", "[::1]:81"),
  ])
  func `A host, a port and a path`(_ text: String, _ host: String, _ port: Int, _ prefix: String, _ field: String)
    throws
  {
    let address = try ServerAddress(text)
    #expect(address.place == .host(host, port: port))
    #expect(address.prefix == prefix)
    #expect(address.hostField == field)
  }

  @Test func `A local socket`() throws {
    #expect(try ServerAddress("unix:/run/r.sock").place == .socket(path: "/run/r.sock"))
  }

  @Test(arguments: [
    "", "registry:8080", "http://", "http://:80", "http://h:0", "http://h:65536", "http://h:+8", "http://h:",
    "http://[::1",
    "http://[h]:1", "http://u:p@h/", "http://h/?a", "http://h/#a", "http://h/a b", "http://h/\r\nx: y", "ftp://h",
    "unix:",
    "unix:" + String(repeating: "a", count: 108), "http://::1:80",
  ])
  func `What is no address`(_ text: String) {
    #expect(throws: ClientError.badAddress) { try ServerAddress(text) }
  }

  @Test func `TLS is told apart`() {
    #expect(throws: ClientError.encrypted) { try ServerAddress("https://registry.example") }
  }

  @Test func `A query is encoded`() {
    let request = ClientRequest(.post, "/v1/imports", query: [("name", "é &=+.csv")], fields: ["x": "1"])
    let address = try? ServerAddress("http://h:81/p")
    let head = address.map { String(decoding: request.head(for: $0, length: 3), as: UTF8.self) }
    #expect(
      head == "POST /p/v1/imports?name=%C3%A9%20%26%3D%2B.csv HTTP/1.1\r\nhost: h:81\r\nconnection: close\r\n"
        + "content-length: 3\r\nx: 1\r\n\r\n")
  }
}
