import HTTPCore
import Testing

@testable import HTTPClient

/// Answers as bytes, whole and in every two pieces.
@Suite struct ResponseReaderTests {
  private static func read(_ pieces: [ArraySlice<UInt8>], closes: Bool = true) throws(ClientError) -> ClientResponse? {
    var reader = ResponseReader(bodyLimit: 1000)
    for piece in pieces { try reader.take(piece) }
    if reader.finished == nil, closes { try reader.end() }
    return reader.finished
  }

  static let answers: [(text: String, status: Int, body: String)] = [
    ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello"),
    ("HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 5\r\n\r\nhello and more", 200, "hello"),
    ("HTTP/1.0 404 \r\n\r\nuntil the end", 404, "until the end"),
    ("HTTP/1.1 201\r\ncontent-length: 0\r\n\r\n", 201, ""),
    ("HTTP/1.1 204 No Content\r\n\r\n", 204, ""),
    (
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0a;x=y\r\n0123456789\r\n0\r\nt: v\r\n\r\n", 200,
      "abc0123456789"
    ),
    (
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nlink: x\r\n\r\nHTTP/1.1 422 X\r\ncontent-length: 1\r\n\r\n!",
      422, "!"
    ),
  ]

  @Test(arguments: answers) func `An answer is the same in whatever pieces it comes`(
    _ text: String, _ status: Int, _ body: String
  ) throws {
    let bytes = Array(text.utf8)
    for cut in bytes.indices {
      let response = try #require(try Self.read([bytes[..<cut], bytes[cut...]]))
      #expect(response.status == status)
      #expect(String(decoding: response.body, as: UTF8.self) == body)
    }
  }

  static let faults: [String] = [
    "", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhell",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nab",
    "SSH-2.0-OpenSSH\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 200 OK\n\n", "HTTP/1.1 200 OK\r\n folded\r\n\r\n",
    "HTTP/1.1 200 OK\r\ncontent-length: +5\r\n\r\nhello",
    "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello!",
    "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\n",
    "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\n",
    "HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n", "HTTP/1.1 101 Switching\r\n\r\n",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-1\r\n",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nx: " + String(repeating: "y", count: 70_000),
    "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "y", count: 1001),
  ]

  @Test(arguments: faults) func `What is no whole answer is an error, and never a shorter one`(_ text: String) {
    #expect(throws: ClientError.self) { try Self.read([Array(text.utf8)[...]]) }
  }
}
