import HTTPCore

/// Serves the connections of one listening socket on one thread: waits, reads, asks the handler, writes.
///
/// Everything here is used on that thread only. Other threads reach it through the mailbox.
final class EventLoop {
  /// Tokens of what is no connection; no slot gets so far.
  enum Token {
    static let listener = UInt64.max
    static let mailbox = UInt64.max - 1
    static let drain = UInt64.max - 2
  }

  let limits: HTTPLimits
  let handler: any RequestHandler
  let observer: (any AccessObserver)?
  let poller: any Poller
  let mailbox: Mailbox
  let census: ConnectionCensus
  let listener: ListeningSocket
  /// The upper bits of request numbers, so that loops do not share any.
  let index: Int

  var connections = ConnectionTable()
  var wheel: TimerWheel
  var now = MonotonicClock.now()
  /// When the loop ends at the latest, once it drains.
  var drainDeadline: Int?
  var isAccepting = true
  /// Connections that are only told that there are too many.
  var refusedConnections = 0
  var requestNumber: UInt64 = 0
  /// Where all connections' bytes are received before they go to their parsers.
  var readBuffer = [UInt8](repeating: 0, count: 64 * 1024)
  private(set) var date = ""
  private var dateSecond = 0

  init(
    index: Int, configuration: ServerConfiguration, handler: any RequestHandler, observer: (any AccessObserver)?,
    listener: ListeningSocket, mailbox: Mailbox, census: ConnectionCensus
  ) throws(ServerError) {
    self.index = index
    limits = configuration.limits
    self.handler = handler
    self.observer = observer
    self.listener = listener
    self.mailbox = mailbox
    self.census = census
    switch configuration.polling {
    case .epoll: poller = try EpollPoller()
    case .poll: poller = PollPoller()
    }
    wheel = TimerWheel(now: now, slotCount: configuration.timerSlots)
    for (descriptor, interest, token) in [
      (mailbox.descriptor, .readable, Token.mailbox), (listener.raw, listenerInterest, Token.listener),
    ] as [(Int32, Interest, UInt64)] {
      let code = poller.add(descriptor, interest, token: token)
      guard code == 0 else { throw .system(call: "epoll_ctl", code: code) }
    }
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
      expired.removeAll(keepingCapacity: true)
      wheel.expire(now: now, into: &expired)
      for token in expired { handleDeadline(token) }
    }
    for connection in connections.all { close(connection) }
    listener.close()
  }

  private func handle(_ event: PollEvent) {
    switch event.token {
    case Token.listener: acceptConnections()
    case Token.mailbox:
      for message in mailbox.collect() { handle(message) }
    default:
      // An earlier event of this round may have closed the connection; its token finds nothing then.
      guard let connection = connections[event.token] else { return }
      if event.isReadable || event.hasFailed { receive(connection, hasFailed: event.hasFailed) }
      guard event.isWritable, connections[event.token] != nil else { return }
      flush(connection)
      process(connection)
    }
  }

  private func handle(_ message: LoopMessage) {
    switch message {
    case .answer(let response, let token, let deferral):
      guard let connection = connections[token], connection.phase == .answering, connection.deferral == deferral
      else { return }
      answer(connection, response)
      process(connection)
    case .drain(let deadline):
      drain(until: deadline)
    }
  }

  /// Milliseconds to wait for events: until the next deadline, rounded up so that the loop does not spin before it.
  private var waitTime: Int32 {
    guard let delay = wheel.delay(now: MonotonicClock.now()) else { return -1 }
    return Int32(clamping: (delay + 999) / 1000)
  }

  private func updateClocks() {
    now = MonotonicClock.now()
    let second = MonotonicClock.unixSeconds()
    if second != dateSecond {
      dateSecond = second
      date = HTTPDate.text(unixSeconds: second)
    }
  }
}
