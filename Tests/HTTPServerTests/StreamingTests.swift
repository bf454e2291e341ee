import Testing

@testable import HTTPServer

/// Bodies that go to a sink as they come.
struct StreamingTests {
  @Test func aLongBodyIsStreamed() throws {
    let live = try LiveServer()
    let client = try live.client()
    client.send("POST /stream HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n")
    client.send(Array(repeating: 0x61, count: 3_000_000))
    #expect(try client.answer().text == "3000000")
    client.send("POST /stream HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n")
    #expect(try client.answer().text == "2")
    #expect(live.room.notes == ["finished", "finished"])
  }

  @Test func aSinkThatIsFullEndsTheUpload() throws {
    let live = try LiveServer()
    let client = try live.client()
    client.send("POST /stream-full HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n")
    client.send(Array(repeating: 0x61, count: 3_000_000))
    let answer = try client.answer()
    #expect(answer.status == 507)
    #expect(answer.text.contains("disk-full"))
    #expect(live.room.notes == ["aborted"])
  }

  @Test(arguments: LiveServer.pollings)
  func aClientThatGoesAwayAbortsTheSink(_ polling: ServerConfiguration.Polling) async throws {
    let live = try LiveServer(polling)
    do {
      let client = try live.client()
      client.send("POST /stream HTTP/1.1\r\nHost: x\r\nContent-Length: 3000\r\n\r\nabc")
    }
    try await live.room.wait(forNote: "aborted")
    #expect(live.room.notes == ["aborted"])
  }
}
