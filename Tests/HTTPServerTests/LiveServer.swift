import HTTPCore
import Synchronization

@testable import HTTPServer

/// A server on a free port with the test handler, stopped when the test lets go of it.
final class LiveServer {
  let server: HTTPServer
  let address: BoundAddress
  let room: WaitingRoom
  let log = AccessLog()

  /// The ways to wait for sockets, each of which must behave the same.
  static let pollings: [ServerConfiguration.Polling] = [.epoll, .poll]

  init(
    _ polling: ServerConfiguration.Polling = .epoll, bodyLimit: Int = 1000,
    _ change: (inout ServerConfiguration) -> Void = { _ in }
  ) throws {
    room = WaitingRoom(bodyLimit: bodyLimit)
    var configuration = ServerConfiguration()
    configuration.port = 0
    configuration.polling = polling
    // A test that waits for a processor is no slow client; those that are about deadlines set their own.
    configuration.limits.headDeadline = .seconds(300)
    configuration.limits.idleDeadline = .seconds(300)
    configuration.limits.rateWindow = .seconds(300)
    change(&configuration)
    server = HTTPServer(configuration, observer: { [log] _ in LoopObserver(log) }) { [room] loop in
      TestHandler(room, loop: loop)
    }
    address = try server.start()
  }

  func client() throws -> RawClient { try RawClient(address) }

  deinit {
    server.stop(drain: .zero)
    server.wait()
  }
}

/// What the observers of all loops heard.
final class AccessLog: Sendable {
  private let records = Mutex<[AccessRecord]>([])
  var all: [AccessRecord] { records.withLock { $0 } }
  func add(_ record: AccessRecord) { records.withLock { $0.append(record) } }

  private let allFailures = Mutex<[HandlerFailure]>([])
  var failures: [HandlerFailure] { allFailures.withLock { $0 } }
  func add(_ failure: HandlerFailure) { allFailures.withLock { $0.append(failure) } }
}

private final class LoopObserver: AccessObserver {
  private let log: AccessLog
  init(_ log: AccessLog) { self.log = log }
  func finished(_ record: AccessRecord) { log.add(record) }
  func failed(_ failure: HandlerFailure) { log.add(failure) }
}
