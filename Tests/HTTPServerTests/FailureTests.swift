import HTTPCore
import Testing

@testable import HTTPServer

/// What happens when a handler fails, and by which id it is found again.
struct FailureTests {
  @Test(arguments: ["/throw", "/later-throw"])
  func aFailureIsAnsweredAndObserved(_ path: String) async throws {
    let live = try LiveServer()
    let client = try live.client()
    client.get(path, fields: "X-Request-Id: mine-1\r\n")
    let answer = try client.answer()
    #expect(answer.status == 500)
    #expect(answer.head.contains("x-request-id: mine-1\r\n"))
    #expect(!answer.text.contains("fire"))
    let failure = try #require(live.log.failures.first)
    #expect(failure.requestID == "mine-1")
    #expect(failure.route == path)
    #expect(failure.text.contains("on fire"))
    #expect(live.log.all.map(\.fault) == [.handlerFailed])
    client.get("/")
    #expect(try client.answer().text == "ok", "the connection and the server go on")
  }

  @Test func aFaultThatAHandlerThrowsIsItsAnswer() throws {
    let live = try LiveServer()
    let client = try live.client()
    client.get("/throw-fault")
    let answer = try client.answer()
    #expect(answer.status == 409)
    #expect(answer.text.contains("\"taken\""))
    #expect(live.log.failures.isEmpty)
    client.get("/")
    #expect(try client.answer().text == "ok")
  }

  @Test func longWorkIsDoneElsewhere() throws {
    let live = try LiveServer()
    let client = try live.client()
    for _ in 0..<20 { client.get("/later") }
    for _ in 0..<20 { #expect(try client.answer().text == "later") }
  }

  @Test(arguments: [
    ("", nil), ("X-Request-Id: abc/DEF=_1:2~3\r\n", "abc/DEF=_1:2~3"), ("X-Request-Id: a@b.example\r\n", nil),
    ("X-Request-Id: \r\n", nil), ("X-Request-Id: a\r\nX-Request-Id: a\r\n", nil),
    ("X-Request-Id: " + String(repeating: "a", count: 65) + "\r\n", nil),
  ])
  func aRequestHasAnID(_ fields: String, _ given: String?) throws {
    let live = try LiveServer()
    let client = try live.client()
    client.get("/id", fields: fields)
    let answer = try client.answer()
    #expect(answer.head.contains("x-request-id: \(answer.text)\r\n"))
    #expect(live.log.all.map(\.requestID) == [answer.text])
    if let given { #expect(answer.text == given) } else { #expect(answer.text.utf8.count == 15) }
  }

  @Test func onlyATrustedProxySaysWhoAsks() throws {
    let fields = "X-Forwarded-For: 192.0.2.9, 198.51.100.7, 127.0.0.1\r\nX-Forwarded-Proto: https\r\n"
    for (proxies, expected) in [(nil, "http 127.0.0.1 x"), ("127.0.0.0/8", "https 198.51.100.7 x")]
      as [(String?, String)]
    {
      let live = try LiveServer { $0.proxies = proxies.flatMap { TrustedProxies($0) } ?? .none }
      let client = try live.client()
      client.get("/origin", fields: fields)
      #expect(try client.answer().text == expected)
    }
  }
}
