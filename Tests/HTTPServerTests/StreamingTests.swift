import Glibc
import HTTPCore
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

  /// The sink waits, as for a disk, while the loop serves others; nothing piles up meanwhile.
  @Test(arguments: LiveServer.pollings)
  func aSlowSinkHoldsUpNobodyElse(_ polling: ServerConfiguration.Polling) throws {
    let live = try LiveServer(polling)
    live.room.shutDoor(true)
    defer { live.room.shutDoor(false) }
    // A thread of its own, because the client waits too.
    let uploading = try LoopThread { [address = live.address, room = live.room] in
      guard let client = try? RawClient(address) else { return }
      client.send("POST /stream HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n")
      client.send(Array(repeating: 0x61, count: 9_000_000))
      room.note((try? client.answer().text) ?? "no answer")
    }
    live.room.waitForSomebodyAtDoor()
    let other = try live.client()
    for _ in 0..<20 {
      other.get("/")
      #expect(try other.answer().text == "ok")
    }
    #expect(live.room.notes.isEmpty)
    live.room.shutDoor(false)
    uploading.join()
    #expect(live.room.notes == ["finished", "9000000"])
  }

  @Test func bodiesTogetherAreBounded() async throws {
    let live = try LiveServer { $0.limits.bufferedBytes = 200_000 }
    live.room.shutDoor(true)
    defer { live.room.shutDoor(false) }
    let client = try live.client()
    client.send("POST /stream HTTP/1.1\r\nHost: x\r\nContent-Length: 400000\r\n\r\n")
    client.send(Array(repeating: 0x61, count: 400_000))
    let answer = try client.answer()
    #expect(answer.status == 503)
    #expect(answer.head.contains("retry-after: 1\r\n"))
    #expect(answer.text.contains("\"overloaded\""))
    live.room.shutDoor(false)
    try await live.room.wait(forNote: "aborted")
    client.send("")
    let other = try live.client()
    other.get("/")
    #expect(try other.answer().text == "ok")
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
