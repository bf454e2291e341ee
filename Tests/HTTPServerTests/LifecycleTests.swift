import CEvents
import Glibc
import HTTPCore
import Testing

@testable import HTTPServer

/// Starting, stopping, and leaving nothing behind.
struct LifecycleTests {
  @Test(arguments: LiveServer.pollings)
  func runningRequestsFinishWhenTheServerStops(_ polling: ServerConfiguration.Polling) async throws {
    let live = try LiveServer(polling) { $0.loops = 2 }
    let idle = try live.client()
    idle.get("/")
    #expect(try idle.answer().status == 200)
    let busy = try live.client()
    busy.get("/deferred")
    let sink = try await live.room.next()
    live.server.stop()
    #expect(idle.isClosed())
    sink.send(HTTPResponse(text: "done"))
    let answer = try busy.answer()
    #expect(answer.text == "done")
    #expect(answer.head.contains("connection: close"))
    live.server.wait()
    #expect(throws: RawClient.Failure.self) { try live.client() }
  }

  @Test func stoppingDoesNotWaitForEver() async throws {
    let live = try LiveServer()
    let client = try live.client()
    client.get("/deferred")
    let sink = try await live.room.next()
    live.server.stop(drain: .milliseconds(30))
    live.server.wait()
    #expect(client.isClosed())
    sink.send(HTTPResponse(text: "too late"))
  }

  /// The deadlines lie beyond the wheel, which is half a second round here.
  @Test func longDeadlinesAreKeptToo() async throws {
    let live = try LiveServer {
      $0.timerSlots = 64
      $0.limits.idleDeadline = .milliseconds(700)
    }
    let idle = try live.client()
    idle.get("/")
    _ = try idle.answer()
    #expect(idle.isClosed())
    let client = try live.client()
    client.get("/deferred")
    let sink = try await live.room.next()
    live.server.stop(drain: .milliseconds(700))
    live.server.wait()
    #expect(client.isClosed())
    sink.send(HTTPResponse(text: "too late"))
  }

  @Test func aRequestInTheQueueIsServedWhenTheServerStops() async throws {
    let live = try LiveServer()
    let client = try live.client()
    client.send("GET / HTTP/1.1\r\nHo")
    let newcomer = try live.client()
    newcomer.get("/")
    live.server.stop()
    #expect(try newcomer.answer().status == 200)
    client.send("st: x\r\n\r\n")
    #expect(try client.answer().status == 200)
    live.server.wait()
  }

  @Test func aTakenPortIsToldClearly() throws {
    let live = try LiveServer { $0.loops = 2 }
    for loops in [1, 2] {
      let error = #expect(throws: ServerError.self) {
        try LiveServer {
          $0.port = live.address.port
          $0.loops = loops
        }
      }
      #expect(error == .portTaken(host: "127.0.0.1", port: live.address.port))
      #expect(error?.description.contains("choose another port") == true)
    }
  }

  @Test func badAddressesAreToldClearly() {
    func failure(_ host: String, _ port: Int = 0) -> ServerError? {
      do {
        _ = try LiveServer {
          $0.host = host
          $0.port = port
        }
        return nil
      } catch {
        return error as? ServerError
      }
    }
    #expect(failure("192.0.2.1") == .addressNotHere(host: "192.0.2.1"))
    #expect(failure("127.0.0.1", 70_000) == .portOutOfRange(port: 70_000))
    guard case .hostUnknown("no such host", _) = failure("no such host") else {
      Issue.record("an impossible host was taken")
      return
    }
  }

  @Test func aHandlerThatCannotBeMadeStopsTheStart() {
    struct NoDatabase: Error {}
    var configuration = ServerConfiguration()
    configuration.port = 0
    configuration.loops = 3
    let server = HTTPServer(configuration) { loop in
      if loop == 1 { throw NoDatabase() }
      return TestHandler(WaitingRoom(), loop: loop)
    }
    #expect(throws: NoDatabase.self) { try server.start() }
    #expect(throws: ServerError.alreadyStarted) { try server.start() }
    server.wait()
  }

  @Test(arguments: [true, false], LiveServer.pollings)
  func allLoopsServe(_ reusePort: Bool, _ polling: ServerConfiguration.Polling) throws {
    let live = try LiveServer(polling) {
      $0.loops = 2
      $0.reusePort = reusePort
    }
    var clients: [RawClient] = []
    for _ in 0..<40 {
      let client = try live.client()
      client.get("/loop")
      clients.append(client)
    }
    let loops = try clients.map { try $0.answer().text }
    #expect(Set(loops).isSubset(of: ["0", "1"]))
    if reusePort { #expect(Set(loops).count == 2) }
  }

  @Test func otherKindsOfAddress() async throws {
    let path = "/tmp/http-server-test-\(getpid()).sock"
    for host in ["localhost", "::1", "[::1]", "unix:" + path] {
      let live = try LiveServer { $0.host = host }
      let client = try live.client()
      client.get("/peer")
      #expect(try ["127.0.0.1", "::1", "unix"].contains(client.answer().text), "\(live.address)")
    }
    // The file is left behind; nobody listens, so the next server takes its place.
    // A child that another test is just starting may hold the old socket until it runs its own program.
    _ = try await eventually { try? LiveServer { $0.host = "unix:" + path } }
    _ = unsafe unlink(path)
  }

  @Test func nothingIsLeftBehind() async {
    // In a process of its own, because other tests open descriptors too.
    await #expect(processExitsWith: .success) {
      func openDescriptors() -> Int { (0..<1024).count { fcntl($0, F_GETFD) >= 0 } }
      var counts: [Int] = []
      for round in 0..<8 {
        let polling = LiveServer.pollings[round % 2]
        do {
          let live = try LiveServer(polling) { $0.loops = 2 }
          for _ in 0..<50 {
            let client = try live.client()
            client.get("/")
            _ = try client.answer()
          }
          let waiting = try live.client()
          waiting.get("/deferred")
          try await live.room.next().send(HTTPResponse(text: "done"))
          _ = try waiting.answer()
        }
        counts.append(openDescriptors())
      }
      // The system's libraries open some of their own on the way, but not one in every round.
      #expect((counts.last ?? 0) - (counts.first ?? 0) < counts.count - 1, "descriptors were left open: \(counts)")
    }
  }

  @Test(arguments: [true, false])
  func theServerOutlivesALackOfDescriptors(_ isPoll: Bool) async {
    await #expect(processExitsWith: .success) { [isPoll = isPoll as Bool] in
      let live = try LiveServer(isPoll ? .poll : .epoll)
      let early = try live.client()
      early.get("/")
      _ = try early.answer()
      // All descriptors but one are taken; that one is the next client's own.
      var limit = rlimit(rlim_cur: 64, rlim_max: 64)
      _ = unsafe setrlimit(__rlimit_resource_t(7), &limit)
      var taken: [Int32] = []
      while true {
        let raw = dup(0)
        if raw < 0 { break }
        taken.append(raw)
      }
      _ = close(taken.removeLast())
      let waiting = try live.client()
      waiting.get("/")
      early.get("/")
      #expect(try early.answer().status == 200, "those already there are served")
      for raw in taken { _ = close(raw) }
      #expect(try waiting.answer().status == 200, "the one who waited is served in the end")
    }
  }
}
