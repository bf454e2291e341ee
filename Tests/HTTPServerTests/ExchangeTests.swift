import HTTPCore
import Testing

@testable import HTTPServer

/// Requests and answers over live sockets, with either system call.
struct ExchangeTests {
  @Test(arguments: LiveServer.pollings)
  func aConnectionIsKept(_ polling: ServerConfiguration.Polling) throws {
    let live = try LiveServer(polling)
    let client = try live.client()
    for round in 0..<3 {
      client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n\(round)")
      let answer = try client.answer()
      #expect(answer.status == 200)
      #expect(answer.text == "\(round)")
      #expect(!answer.head.contains("connection:"))
    }
  }

  @Test(arguments: LiveServer.pollings)
  func pipelinedRequestsAreAnsweredInOrder(_ polling: ServerConfiguration.Polling) throws {
    let live = try LiveServer(polling)
    let client = try live.client()
    var text = ""
    for number in 100..<300 {
      text += "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n\(number)\r\n0\r\n\r\n"
    }
    client.send(text)
    for number in 100..<300 { #expect(try client.answer().text == "\(number)") }
  }

  @Test func aRequestMayComeByteByByte() throws {
    let live = try LiveServer()
    let client = try live.client()
    for byte in "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello".utf8 { client.send([byte]) }
    #expect(try client.answer().text == "hello")
  }

  @Test func headHasNoBody() throws {
    let live = try LiveServer()
    let client = try live.client()
    client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(try client.answer(hasBody: false).head.contains("content-length: 2\r\n"))
    client.get("/")
    #expect(try client.answer().text == "ok")
  }

  @Test func anOldClientIsClosed() throws {
    let live = try LiveServer()
    let client = try live.client()
    client.send("GET / HTTP/1.0\r\n\r\n")
    #expect(try client.answer().head.contains("connection: close\r\n"))
    #expect(client.isClosed())
  }

  @Test func aClosingAnswerCloses() throws {
    let live = try LiveServer()
    let client = try live.client()
    client.get("/close")
    #expect(try client.answer().text == "bye")
    #expect(client.isClosed())
  }

  @Test func aHalfClosedClientGetsItsAnswers() throws {
    let live = try LiveServer()
    let client = try live.client()
    client.get("/")
    client.get("/big")
    client.finishSending()
    #expect(try client.answer().text == "ok")
    #expect(try client.answer().body.count == 100_000)
    #expect(client.isClosed())
  }

  @Test(arguments: ["GET /a b HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\n"])
  func aMalformedRequestIsAnsweredAndClosed(_ text: String) throws {
    let live = try LiveServer()
    let client = try live.client()
    client.send(text + "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    let answer = try client.answer()
    #expect(answer.status == 400)
    #expect(answer.head.contains("application/problem+json"))
    #expect(answer.head.contains("connection: close"))
    #expect(client.isClosed())
  }

  @Test func aRefusedBodyIsNotRead() throws {
    let live = try LiveServer()
    let client = try live.client()
    client.get("/refused")
    #expect(try client.answer().status == 401)
    client.send("POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
    #expect(try client.answer().status == 401)
    #expect(client.isClosed())
  }

  @Test func aClientThatAsksIsToldToGoOn() throws {
    let live = try LiveServer()
    let client = try live.client()
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
    #expect(try client.answer().status == 100)
    client.send("hello")
    #expect(try client.answer().text == "hello")
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n")
    #expect(try client.answer().status == 413)
  }

  @Test(arguments: LiveServer.pollings)
  func aLargeUploadGetsToReadItsRefusal(_ polling: ServerConfiguration.Polling) throws {
    let live = try LiveServer(polling)
    let client = try live.client()
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n")
    client.send(Array(repeating: 0x61, count: 8_000_000))
    #expect(try client.answer().status == 413)
  }

  @Test func theNumberOfRequestsIsLimited() throws {
    let live = try LiveServer { $0.limits.requestsPerConnection = 2 }
    let client = try live.client()
    for _ in 0..<3 { client.get("/") }
    #expect(try !client.answer().head.contains("connection: close"))
    #expect(try client.answer().head.contains("connection: close"))
    #expect(client.isClosed())
  }

  @Test func observersHearOfEveryAnswer() throws {
    let live = try LiveServer()
    let client = try live.client()
    client.send("POST /echo?a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")
    #expect(try client.answer().status == 200)
    client.send("nonsense\r\n\r\n")
    #expect(try client.answer().status == 400)
    let records = live.log.all
    #expect(records.map(\.status) == [.ok, .badRequest])
    #expect(records.map(\.method) == [.post, nil])
    #expect(records.map(\.route) == ["/echo", nil])
    #expect(records.map(\.fault) == [nil, .malformedRequestLine])
    #expect(records.first?.bytesIn == 5)
    #expect(Set(records.map(\.requestID)).count == 2)
  }
}
