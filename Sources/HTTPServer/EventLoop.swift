import HTTPCore

/// Serves the connections of its listening sockets on one thread: waits, reads, asks the handler, writes.
///
/// Everything here is used on that thread only. Other threads reach it through the mailbox.
final class EventLoop {
  /// Tokens of what is no connection; no slot gets so far.
  enum Token {
    static let resumption = UInt64.max
    static let mailbox = UInt64.max - 1
    static let drain = UInt64.max - 2
    /// Listening sockets are few, and have all tokens from here down to the largest slot.
    static func listener(_ position: Int) -> UInt64 { UInt64.max - 16 - UInt64(position) }
    static func listenerPosition(_ token: UInt64) -> Int? {
      token >> 32 == UInt64(UInt32.max) ? Int(UInt64.max - 16 - token) : nil
    }
  }

  let limits: HTTPLimits
  /// How long a connection may wait between two requests, in microseconds: asked for with every request.
  let idleTime: Int
  let handler: any RequestHandler
  let observer: (any AccessObserver)?
  let poller: any Poller
  let mailbox: Mailbox
  let census: ConnectionCensus
  let listeners: [ListeningSocket]
  let workers: WorkerPool
  let route: LoopRoute
  let budget: BufferBudget
  let proxies: TrustedProxies

  var connections = ConnectionTable()
  /// Connections that may go on: all that has come is received first, and then what it asks for is answered in one round.
  var ready: [Connection] = []
  var wheel: TimerWheel
  var now = MonotonicClock.now()
  /// When the loop ends at the latest, once it drains.
  var drainDeadline: Int?
  var isAccepting = true
  /// Connections that are only told that there are too many.
  var refusedConnections = 0
  var requestIDs = RequestID.Source(seed: .random(in: .min ... .max))
  /// Where all connections' bytes are received before they go to their parsers.
  var readBuffer = [UInt8](repeating: 0, count: 64 * 1024)
  /// Writes the answers of the present second.
  private(set) var encoder = ResponseEncoder(date: "")
  private var second = 0

  init(
    configuration: ServerConfiguration, handler: any RequestHandler, observer: (any AccessObserver)?,
    listeners: [ListeningSocket], mailbox: Mailbox, shared: SharedResources
  ) throws(ServerError) {
    limits = configuration.limits
    idleTime = configuration.limits.idleDeadline.microseconds
    self.handler = handler
    self.observer = observer
    self.listeners = listeners
    self.mailbox = mailbox
    census = shared.census
    workers = shared.workers
    route = LoopRoute(mailbox, shared.workers)
    budget = shared.budget
    proxies = configuration.proxies
    switch configuration.polling {
    case .epoll: poller = try EpollPoller()
    case .poll: poller = PollPoller()
    }
    wheel = TimerWheel(now: now, slotCount: configuration.timerSlots)
    var code = poller.add(mailbox.descriptor, .readable, token: Token.mailbox)
    if code == 0 { code = startAccepting() }
    guard code == 0 else { throw .system(call: "epoll_ctl", code: code) }
  }

  /// Serves until drained.
  func run() {
    var events: [PollEvent] = []
    var expired: [UInt64] = []
    updateClocks()
    while !isDrained {
      poller.wait(milliseconds: waitTime, into: &events)
      updateClocks()
      for event in events { handle(event) }
      serveReady()
      expired.removeAll(keepingCapacity: true)
      wheel.expire(now: now, into: &expired)
      for token in expired { handleDeadline(token) }
    }
    for connection in connections.all { close(connection) }
    for listener in listeners { listener.close() }
  }

  private func handle(_ event: PollEvent) {
    switch event.token {
    case Token.mailbox:
      for message in mailbox.collect() { handle(message) }
    default:
      if let position = Token.listenerPosition(event.token) {
        if isAccepting { acceptConnections(at: listeners[position]) }
        return
      }
      // An earlier event of this round may have closed the connection; its token finds nothing then.
      guard let connection = connections[event.token] else { return }
      if event.isReadable || event.hasFailed { receive(connection, hasFailed: event.hasFailed) }
      guard event.isWritable, connections[event.token] != nil else { return }
      flush(connection)
      makeReady(connection)
    }
  }

  private func handle(_ message: LoopMessage) {
    switch message {
    case .answers(let answers):
      for deferred in answers { take(deferred) }
    case .body(let feed, let progress, let token):
      guard let connection = connections[token], connection.bodyFeed === feed else { return }
      advance(connection, progress)
    case .drain(let deadline):
      drain(until: deadline)
    }
  }

  private func take(_ deferred: DeferredAnswer) {
    guard let connection = connections[deferred.token], connection.phase == .answering,
      connection.deferral == deferred.deferral
    else { return }
    switch deferred.result {
    case .success(let response): answer(connection, response)
    case .failure(let error): answer(connection, failureResponse(connection, error, to: connection.head))
    }
    makeReady(connection)
  }

  /// Milliseconds to wait for events: until the next deadline, rounded up so that the loop does not spin before it.
  private var waitTime: Int32 {
    guard let delay = wheel.delay(now: MonotonicClock.now()) else { return -1 }
    return Int32(clamping: (delay + 999) / 1000)
  }

  private func updateClocks() {
    now = MonotonicClock.now()
    let present = MonotonicClock.unixSeconds()
    if present != second {
      second = present
      encoder = ResponseEncoder(date: HTTPDate.text(unixSeconds: present))
    }
  }
}
