import Dispatch
import HTTPCore
import Synchronization
import Testing

@testable import HTTPServer

/// Times and counts that bound what one client can take.
struct LimitTests {
  @Test(arguments: LiveServer.pollings)
  func aSlowHeadIsCutOff(_ polling: ServerConfiguration.Polling) throws {
    let live = try LiveServer(polling) { $0.limits.headDeadline = .milliseconds(40) }
    let client = try live.client()
    client.send("GET / HTTP/1.1\r\nHos")
    #expect(try client.answer().status == 408)
    #expect(client.isClosed())
  }

  @Test func aSilentClientIsClosed() throws {
    let live = try LiveServer { $0.limits.headDeadline = .milliseconds(40) }
    #expect(try live.client().isClosed())
  }

  @Test func aSecondHeadHasADeadlineOfItsOwn() throws {
    let live = try LiveServer { $0.limits.headDeadline = .milliseconds(40) }
    let client = try live.client()
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /")
    #expect(try client.answer().status == 200)
    #expect(try client.answer().status == 408)
  }

  @Test func anIdleConnectionIsClosed() throws {
    let live = try LiveServer { $0.limits.idleDeadline = .milliseconds(40) }
    let client = try live.client()
    client.get("/")
    #expect(try client.answer().status == 200)
    #expect(client.isClosed())
  }

  @Test func aBodyMustEnd() throws {
    let live = try LiveServer { $0.limits.bodyDeadline = .milliseconds(40) }
    let client = try live.client()
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc")
    let answer = try client.answer()
    #expect(answer.status == 408)
    #expect(answer.text.contains("\"body-timeout\""))
  }

  @Test func aBodyMustNotTrickle() async throws {
    let live = try LiveServer {
      $0.limits.rateWindow = .milliseconds(50)
      $0.limits.bytesPerSecond = 4000
    }
    let client = try live.client()
    client.send("POST /stream HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n")
    // A byte every two milliseconds never stops, but is far too little.
    while live.log.all.isEmpty {
      client.send("a")
      try await Task.sleep(for: .milliseconds(2))
    }
    #expect(try client.answer().status == 408)
    #expect(live.room.notes == ["aborted"])
  }

  @Test(arguments: LiveServer.pollings)
  func aReaderThatPausesGetsEverything(_ polling: ServerConfiguration.Polling) async throws {
    let live = try LiveServer(polling) { $0.limits.outputBytes = 10_000 }
    let client = try RawClient(live.address, receiveBuffer: 65_536)
    // 20 MB of answers do not fit the sockets' buffers, so the server has to stop and go on.
    for _ in 0..<200 { client.get("/big") }
    try await Task.sleep(for: .milliseconds(50))
    #expect(live.log.all.count < 150)
    for _ in 0..<200 { #expect(try client.answer().body.count == 100_000) }
    client.get("/")
    #expect(try client.answer().text == "ok")
  }

  /// Whoever reads while the server finds no room makes some at the moment at which the server stops for lack of it.
  @Test(arguments: LiveServer.pollings)
  func readersThatMakeRoomAllTheTimeGetEverything(_ polling: ServerConfiguration.Polling) throws {
    let live = try LiveServer(polling) { $0.limits.outputBytes = 10_000 }
    let address = live.address
    let received = Mutex(0)
    let readers = DispatchGroup()
    for number in 0..<8 {
      DispatchQueue(label: "reader \(number)").async(group: readers) {
        guard let client = try? RawClient(address, receiveBuffer: 65_536) else { return }
        for _ in 0..<200 { client.get("/big") }
        for _ in 0..<200 {
          guard let answer = try? client.answer(), answer.body.count == 100_000 else { return }
          received.withLock { $0 += 1 }
        }
      }
    }
    readers.wait()
    #expect(received.withLock { $0 } == 1600)
  }

  @Test func aReaderThatStopsIsCutOff() async throws {
    let live = try LiveServer {
      $0.limits.rateWindow = .milliseconds(50)
      $0.limits.outputBytes = 10_000
    }
    let client = try RawClient(live.address, receiveBuffer: 65_536)
    for _ in 0..<200 { client.get("/big") }
    // The server closes in the middle of an answer: fewer come than were asked for.
    try await Task.sleep(for: .milliseconds(300))
    var count = 0
    while (try? client.answer()) != nil { count += 1 }
    #expect(count < 200)
  }

  @Test(arguments: LiveServer.pollings)
  func connectionsBeyondTheLimitAreToldToComeBack(_ polling: ServerConfiguration.Polling) async throws {
    let live = try LiveServer(polling) {
      $0.limits.connections = 2
      $0.limits.retryAfterSeconds = 7
    }
    var clients = [try live.client(), try live.client()]
    for client in clients {
      client.get("/")
      #expect(try client.answer().status == 200)
    }
    let third = try live.client()
    third.get("/")
    let answer = try third.answer()
    #expect(answer.status == 503)
    #expect(answer.head.contains("retry-after: 7\r\n"))
    clients.removeLast()
    // The place is free once the server has seen the end.
    _ = try await eventually {
      guard let client = try? live.client() else { return nil as Bool? }
      client.get("/")
      return (try? client.answer().status) == 200 ? true : nil
    }
  }

  @Test func connectionsOfOneAddressAreLimited() throws {
    let live = try LiveServer {
      $0.limits.connectionsPerAddress = 1
      $0.limits.exemptsLoopback = false
    }
    let first = try live.client()
    first.get("/")
    #expect(try first.answer().status == 200)
    #expect(try live.client().answer().status == 503)
  }
}
