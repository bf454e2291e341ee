import Testing

@testable import HTTPCore

struct ResponseEncoderTests {
  private func encoded(
    _ response: HTTPResponse, to method: HTTPMethod? = .get, version: HTTPVersion = .http11, keepsAlive: Bool = true
  ) -> String {
    var output: [UInt8] = []
    ResponseEncoder(date: "D").encode(
      response, to: method, version: version, keepsAlive: keepsAlive, requestID: "R", into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private let hello = HTTPResponse(text: "hello")

  @Test func aWholeAnswer() {
    #expect(
      encoded(hello)
        == "HTTP/1.1 200 OK\r\ndate: D\r\nx-request-id: R\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 5\r\n\r\nhello"
    )
  }

  @Test func anAnswerToHeadTellsTheLengthOnly() {
    let text = encoded(hello, to: .head)
    #expect(text.hasSuffix("content-length: 5\r\n\r\n"))
  }

  @Test func theLastAnswerSaysSo() {
    #expect(encoded(hello, keepsAlive: false).contains("\r\nconnection: close\r\n\r\n"))
  }

  @Test func anOldClientIsToldThatTheConnectionStays() {
    #expect(encoded(hello, version: .http10).contains("\r\nconnection: keep-alive\r\n\r\n"))
  }

  @Test(arguments: [204, 304])
  func someStatusesHaveNoBody(_ code: Int) {
    let response = HTTPResponse(status: HTTPStatus(code), body: [1, 2, 3])
    #expect(encoded(response) == "HTTP/1.1 \(code) \(HTTPStatus(code).reason)\r\ndate: D\r\nx-request-id: R\r\n\r\n")
  }

  @Test func anEmptyBodyHasALength() {
    #expect(encoded(HTTPResponse(status: .created)).hasSuffix("\r\ncontent-length: 0\r\n\r\n"))
  }

  @Test func framingIsNotTheHandlersBusiness() {
    let fields: HTTPFields = [
      "Content-Length": "9", "Transfer-Encoding": "chunked", "Connection": "upgrade", "Date": "never", "ETag": "\"1\"",
    ]
    let text = encoded(HTTPResponse(status: .ok, fields: fields))
    #expect(text == "HTTP/1.1 200 OK\r\ndate: D\r\nx-request-id: R\r\netag: \"1\"\r\ncontent-length: 0\r\n\r\n")
  }

  @Test func aValueCannotStartAnotherField() {
    var response = HTTPResponse(status: .seeOther)
    response.fields.set("location", "/a\r\nset-cookie: b\0")
    #expect(encoded(response).contains("\r\nlocation: /a  set-cookie: b \r\n"))
  }

  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (1_735_689_599, "Tue, 31 Dec 2024 23:59:59 GMT"),
    (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
  ])
  func dates(_ seconds: Int, _ text: String) {
    #expect(HTTPDate.text(unixSeconds: seconds) == text)
  }
}
