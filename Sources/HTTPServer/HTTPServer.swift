public import HTTPCore
import Synchronization

/// An HTTP server: event loops, each on a thread of its own with its own listening socket and its own handler.
///
/// Letting go of a server does not stop it; `stop` does. A server starts once.
public final class HTTPServer: Sendable {
  /// Makes the handler of a loop, on that loop's thread; the number tells loops apart.
  public typealias HandlerMaker = @Sendable (_ loop: Int) throws -> any RequestHandler
  /// Makes the observer of a loop, on that loop's thread.
  public typealias ObserverMaker = @Sendable (_ loop: Int) -> any AccessObserver

  private struct State {
    var hasStarted = false
    var threads: [LoopThread] = []
    var mailboxes: [Mailbox] = []
    var addresses: [BoundAddress] = []
    var files: [SocketFile] = []
  }

  private let configuration: ServerConfiguration
  private let makeHandler: HandlerMaker
  private let makeObserver: ObserverMaker?
  private let state = Mutex(State())
  /// Opens when all loops have ended.
  private let ended = Mutex<Latch?>(nil)

  /// Makes a server that does not listen yet.
  public init(
    _ configuration: ServerConfiguration, observer: ObserverMaker? = nil, handler: @escaping HandlerMaker
  ) {
    self.configuration = configuration
    makeObserver = observer
    makeHandler = handler
  }

  /// Where the server listens, once it has started.
  public var addresses: [BoundAddress] { state.withLock { $0.addresses } }

  /// Binds, starts the loops, and returns once all of them serve.
  ///
  /// - Returns: the first of its addresses.
  /// Throws a `ServerError`, or what the maker of a handler threw; nothing runs then.
  public func start() throws -> BoundAddress {
    let isFirst = state.withLock { state in
      defer { state.hasStarted = true }
      return !state.hasStarted
    }
    guard isFirst else { throw ServerError.alreadyStarted }
    let listeners = try ListenerSet(configuration)
    let group = try LoopGroup(count: listeners.sockets.count)
    ended.withLock { $0 = group.ended }
    let shared = try SharedResources(configuration)
    state.withLock { state in
      state.addresses = listeners.addresses
      state.files = listeners.files
    }
    for (index, listeners) in listeners.sockets.enumerated() {
      let mailbox = group.mailboxes[index]
      let work: @Sendable () -> Void = { [configuration, makeHandler, makeObserver] in
        do {
          let loop = try EventLoop(
            configuration: configuration, handler: try makeHandler(index), observer: makeObserver?(index),
            listeners: listeners, mailbox: mailbox, shared: shared)
          group.reportStart(nil)
          loop.run()
        } catch {
          for listener in listeners { listener.close() }
          group.reportStart(error)
        }
        if group.reportEnd() { shared.workers.close() }
      }
      do {
        let thread = try LoopThread(work)
        state.withLock { state in
          state.threads.append(thread)
          state.mailboxes.append(mailbox)
        }
      } catch {
        group.reportStart(error)
        if group.reportEnd() { shared.workers.close() }
      }
    }
    if let failure = group.awaitStart() {
      stop(drain: .zero)
      wait()
      throw failure
    }
    guard let address = listeners.addresses.first else { preconditionFailure("a server listens somewhere") }
    return address
  }

  /// Asks the loops to stop accepting, to finish the requests that run, and to end.
  ///
  /// They end at the latest after the time given, or that of the configuration. Returns at once; `wait` waits for the
  /// end. A second call can only bring the end nearer.
  public func stop(drain: Duration? = nil) {
    let deadline = MonotonicClock.now() + (drain ?? configuration.drainDeadline).microseconds
    for mailbox in state.withLock({ $0.mailboxes }) { mailbox.post(.drain(deadline: deadline)) }
  }

  /// Waits until all loops have ended; returns at once if the server was never started.
  public func wait() {
    ended.withLock { $0 }?.wait()
    cleanUp()
  }

  /// Waits until all loops have ended; a further signal to terminate ends them at once.
  ///
  /// - Parameter signals: where further signals are heard.
  /// - Returns: whether there was one.
  @discardableResult
  public func wait(hurriedBy signals: borrowing TerminationSignals) -> Bool {
    guard let latch = ended.withLock({ $0 }) else { return false }
    var isHurried = false
    while let request = signals.wait(or: latch) {
      guard request == .terminate else { continue }
      isHurried = true
      stop(drain: .zero)
    }
    cleanUp()
    return isHurried
  }

  private func cleanUp() {
    // Whoever comes first joins; the threads have nothing left to do by then.
    let (threads, files) = state.withLock { state in
      defer { (state.threads, state.files) = ([], []) }
      return (state.threads, state.files)
    }
    for thread in threads { thread.join() }
    for file in files { file.remove() }
  }
}
