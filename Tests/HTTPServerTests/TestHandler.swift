import Dispatch
import Glibc
import HTTPCore
import Synchronization

/// Answers what the tests ask for; deferred requests wait in the room until a test answers them.
final class TestHandler: RequestHandler {
  private let room: WaitingRoom
  private let loop: Int
  /// Kept after it was used, as a careless handler might.
  private var keptSinks: [ResponseSink] = []

  /// How many rounds there have been, with the present one.
  private var rounds = 0

  init(_ room: WaitingRoom, loop: Int) {
    self.room = room
    self.loop = loop
  }

  func route(of head: RequestHead) -> String? { head.target.path }

  func serveRound(_ body: () -> Void) {
    rounds += 1
    body()
  }

  func disposition(
    of head: RequestHead, from origin: @autoclosure () -> RequestOrigin, requestID: String
  ) -> BodyDisposition {
    switch head.target.path {
    case "/stream": .stream(RecordingSink(room, failsAt: nil), limit: 10_000_000)
    case "/stream-full": .stream(RecordingSink(room, failsAt: 1000), limit: 10_000_000)
    case "/refused": .refuse(HTTPResponse(status: .unauthorized, text: "no"))
    default: .collect(limit: room.bodyLimit)
    }
  }

  func respond(to request: HTTPRequest, _ sink: ResponseSink) throws -> HTTPResponse? {
    switch request.path {
    case "/echo": return HTTPResponse(contentType: "text/plain", body: request.body)
    case "/big": return HTTPResponse(contentType: "text/plain", body: Array(repeating: 0x61, count: 100_000))
    case "/round": return HTTPResponse(text: "\(rounds)")
    case "/loop": return HTTPResponse(text: "\(loop)")
    case "/peer": return HTTPResponse(text: request.peer)
    case "/dropped": return nil
    case "/kept":
      keptSinks.append(sink)
      return HTTPResponse(text: "kept")
    case "/send-kept":
      for kept in keptSinks { kept.send(HTTPResponse(text: "stale")) }
      return HTTPResponse(text: "sent")
    case "/at-once":
      sink.send(HTTPResponse(text: "at once"))
      return nil
    case "/deferred":
      room.enter(sink)
      return nil
    case "/throw": throw Broken()
    case "/throw-fault": throw HTTPFault(.conflict, HTTPFault.Kind("taken"), "Taken.", closes: false)
    case "/later":
      sink.answer { HTTPResponse(text: "later") }
      return nil
    case "/later-throw":
      sink.answer { throw Broken() }
      return nil
    case "/origin": return HTTPResponse(text: "\(request.origin.scheme) \(request.peer) \(request.origin.host ?? "")")
    case "/id": return HTTPResponse(text: request.id)
    case "/close":
      var response = HTTPResponse(text: "bye")
      response.closesConnection = true
      return response
    default: return HTTPResponse(text: "ok")
    }
  }

  func respond(to request: HTTPRequest, streamedInto body: any BodySink, _ sink: ResponseSink) -> HTTPResponse? {
    HTTPResponse(text: "\((body as? RecordingSink)?.count ?? -1)")
  }
}

/// What a handler fails with, holding what no client may see.
struct Broken: Error, CustomStringConvertible {
  var description: String { "the \"disk\"\nis on fire" }
}

/// Counts what is streamed into it, and may be full or slow.
final class RecordingSink: BodySink {
  private let written = Atomic(0)
  var count: Int { written.load(ordering: .relaxed) }
  private let room: WaitingRoom
  private let limit: Int?

  init(_ room: WaitingRoom, failsAt limit: Int?) {
    self.room = room
    self.limit = limit
  }

  func write(_ bytes: ArraySlice<UInt8>) throws(HTTPFault) {
    room.pass()
    let count = written.add(bytes.count, ordering: .relaxed).newValue
    if let limit, count > limit { throw HTTPFault(HTTPStatus(507), HTTPFault.Kind("disk-full"), "Full.") }
  }

  func finish() throws(HTTPFault) { room.note("finished") }

  func abort() { room.note("aborted") }
}

/// Where deferred requests wait for a test, and where handlers leave notes.
final class WaitingRoom: Sendable {
  private let sinks = Mutex<[ResponseSink]>([])
  private let all = Mutex<[String]>([])
  private let isShut = Atomic(false)
  /// Whoever waits for the group waits until the door is open.
  private let door = DispatchGroup()
  private let atDoor = DispatchSemaphore(value: 0)
  /// The longest body that is collected.
  let bodyLimit: Int

  init(bodyLimit: Int = 1000) { self.bodyLimit = bodyLimit }

  /// Sinks wait here while the door is shut, as they would for a disk.
  func pass() {
    if isShut.load(ordering: .acquiring) { atDoor.signal() }
    door.wait()
  }

  /// Waits until a sink stands before the shut door.
  func waitForSomebodyAtDoor() { atDoor.wait() }

  /// Shuts the open door, or opens the shut one.
  func shutDoor(_ isShut: Bool) {
    if isShut {
      // Whoever sees that it is shut must find it so.
      door.enter()
      self.isShut.store(true, ordering: .releasing)
    } else if self.isShut.exchange(false, ordering: .acquiringAndReleasing) {
      door.leave()
    }
  }

  var notes: [String] { all.withLock { $0 } }
  func note(_ text: String) { all.withLock { $0.append(text) } }
  func enter(_ sink: ResponseSink) { sinks.withLock { $0.append(sink) } }

  /// The next request that waits.
  func next() async throws -> ResponseSink {
    try await eventually { sinks.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
  }

  func wait(forNote note: String) async throws {
    _ = try await eventually { notes.contains(note) ? true : nil }
  }
}

/// Asks again every millisecond until there is a result, for some seconds.
func eventually<Result>(_ body: () -> Result?) async throws -> Result {
  for _ in 0..<20_000 {
    if let result = body() { return result }
    try await Task.sleep(for: .milliseconds(1))
  }
  throw RawClient.Failure(what: "nothing came")
}
