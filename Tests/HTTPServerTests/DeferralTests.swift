import HTTPCore
import Testing

@testable import HTTPServer

/// Answers that come from another thread, later.
struct DeferralTests {
  @Test(arguments: LiveServer.pollings)
  func aDeferredAnswerKeepsItsPlace(_ polling: ServerConfiguration.Polling) async throws {
    let live = try LiveServer(polling)
    let client = try live.client()
    client.get("/deferred")
    client.get("/")
    client.get("/deferred")
    client.get("/at-once")
    let other = try live.client()
    try await live.room.next().send(HTTPResponse(text: "first"))
    #expect(try client.answer().text == "first")
    #expect(try client.answer().text == "ok")
    other.get("/")
    #expect(try other.answer().text == "ok")
    try await live.room.next().send(HTTPResponse(text: "second"))
    #expect(try client.answer().text == "second")
    #expect(try client.answer().text == "at once")
  }

  @Test func manyConnectionsMayWaitAtOnce() async throws {
    let live = try LiveServer { $0.loops = 2 }
    var clients: [RawClient] = []
    for _ in 0..<20 { clients.append(try live.client()) }
    for client in clients { client.get("/deferred") }
    for _ in clients {
      let sink = try await live.room.next()
      sink.send(HTTPResponse(text: "done"))
      sink.send(HTTPResponse(text: "twice"))
    }
    for client in clients {
      #expect(try client.answer().text == "done")
      client.get("/")
      #expect(try client.answer().text == "ok")
    }
  }

  @Test(arguments: LiveServer.pollings)
  func aHalfClosedClientGetsItsDeferredAnswer(_ polling: ServerConfiguration.Polling) async throws {
    let live = try LiveServer(polling)
    let client = try live.client()
    client.get("/deferred")
    client.finishSending()
    try await live.room.next().send(HTTPResponse(text: "done"))
    #expect(try client.answer().text == "done")
    #expect(client.isClosed())
  }

  @Test func aDroppedAnswerIsAnError() throws {
    let live = try LiveServer()
    let client = try live.client()
    client.get("/dropped")
    let answer = try client.answer()
    #expect(answer.status == 500)
    #expect(answer.text.contains("\"unanswered\""))
  }

  @Test func aSinkThatWasNotNeededIsDead() throws {
    let live = try LiveServer()
    let client = try live.client()
    client.get("/kept")
    client.get("/kept")
    client.get("/send-kept")
    client.get("/")
    for expected in ["kept", "kept", "sent", "ok"] { #expect(try client.answer().text == expected) }
  }

  @Test func anAnswerForOneWhoLeftReachesNobody() async throws {
    let live = try LiveServer()
    var stale: [ResponseSink] = []
    for _ in 0..<5 {
      let client = try live.client()
      client.get("/deferred")
      stale.append(try await live.room.next())
    }
    // The slots of those who left are used again by those who come now.
    let client = try live.client()
    client.get("/deferred")
    let sink = try await live.room.next()
    for sink in stale { sink.send(HTTPResponse(text: "stale")) }
    sink.send(HTTPResponse(text: "mine"))
    #expect(try client.answer().text == "mine")
    client.get("/")
    #expect(try client.answer().text == "ok")
  }

  @Test(arguments: LiveServer.pollings)
  func whatComesTogetherIsServedInOneRound(_ polling: ServerConfiguration.Polling) throws {
    let live = try LiveServer(polling) { $0.loops = 1 }
    let client = try live.client()
    client.send(Array(String(repeating: "GET /round HTTP/1.1\r\nhost: x\r\n\r\n", count: 3).utf8))
    let first = try client.answer().text
    #expect(try client.answer().text == first)
    #expect(try client.answer().text == first)
    client.get("/round")
    #expect(Int(try client.answer().text) ?? 0 > Int(first) ?? .max)
  }

  @Test func answersThatAreSentTogetherGoToTheirConnections() async throws {
    let live = try LiveServer { $0.loops = 2 }
    var clients: [RawClient] = []
    for _ in 0..<12 { clients.append(try live.client()) }
    for client in clients { client.get("/deferred") }
    var answers: [(sink: ResponseSink, response: HTTPResponse)] = []
    for _ in clients { answers.append((try await live.room.next(), HTTPResponse(text: "done"))) }
    answers[3].sink.send(HTTPResponse(text: "done"))
    // One has its answer already, and one comes twice.
    ResponseSink.send(answers + [(answers[5].sink, HTTPResponse(text: "twice"))])
    for client in clients {
      #expect(try client.answer().text == "done")
      client.get("/")
      #expect(try client.answer().text == "ok")
    }
  }
}
