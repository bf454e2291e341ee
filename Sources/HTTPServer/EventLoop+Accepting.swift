import HTTPCore

extension EventLoop {
  /// How many connections are accepted before others get their turn.
  private var acceptBatch: Int { 64 }
  /// How many connections beyond the limit are kept for a moment, to be told so.
  private var refusalBatch: Int { 64 }
  /// How long nothing is accepted when descriptors have run out, in microseconds.
  private var acceptPause: Int { 100_000 }

  /// Accepts those who wait at one socket; true if there may be more of them.
  @discardableResult
  func acceptConnections(at listener: ListeningSocket) -> Bool {
    for _ in 0..<acceptBatch {
      switch listener.accept() {
      case .connection(let raw, let peer): open(Descriptor(owning: raw), peer)
      case .gone: continue
      case .none: return false
      case .exhausted:
        // The sockets stay readable, so the loop would spin if it went on watching.
        stopAccepting()
        wheel.insert(Token.resumption, deadline: now + acceptPause)
        return false
      }
    }
    return true
  }

  /// Watches the listening sockets; returns 0, or the system's reason to refuse.
  func startAccepting() -> Int32 {
    for (position, listener) in listeners.enumerated() {
      let code = poller.add(listener.raw, listener.interest, token: Token.listener(position))
      guard code == 0 else {
        stopAccepting()
        return code
      }
    }
    isAccepting = true
    return 0
  }

  /// Watches the listening sockets no more.
  func stopAccepting() {
    for listener in listeners { poller.remove(listener.raw) }
    isAccepting = false
  }

  /// Accepts again after a pause.
  func resumeAccepting() {
    guard !isAccepting, drainDeadline == nil else { return }
    if startAccepting() != 0 { wheel.insert(Token.resumption, deadline: now + acceptPause) }
  }

  private func open(_ descriptor: consuming Descriptor, _ peer: Peer) {
    let isAdmitted = census.admit(peer)
    guard isAdmitted || refusedConnections < refusalBatch else { return }
    let limits = limits
    var owned: Descriptor? = consume descriptor
    let connection = connections.insert { token in
      guard let descriptor = owned.take() else { preconditionFailure("a slot makes one connection") }
      return Connection(
        descriptor, token: token, peer: peer, limits: limits, budget: budget, isCounted: isAdmitted)
    }
    if isAdmitted {
      observer?.opened()
    } else {
      refusedConnections += 1
      observer?.refused()
    }
    guard poller.add(connection.descriptor.raw, .readable, token: connection.token) == 0 else {
      close(connection)
      return
    }
    if isAdmitted {
      setDeadline(connection, .head, limits.headDeadline)
      // A client that connects sends at once, as a rule, so a first look often spares a round.
      receive(connection, hasFailed: false)
    } else {
      fail(connection, HTTPFault(.serviceUnavailable, .tooManyConnections, "There are too many connections."))
      settle(connection)
    }
  }

  /// Closes a connection and forgets it.
  func close(_ connection: Connection) {
    guard connections[connection.token] === connection else { return }
    connections.remove(connection.token)
    // The descriptor itself is closed when the last reference to the connection goes, at the end of this round.
    poller.remove(connection.descriptor.raw)
    connection.bodyFeed?.abort()
    connection.responseSink?.retire()
    connection.phase = .lingering
    connection.clearRequest()
    connection.holdOutput(0)
    if connection.isCounted {
      census.release(connection.peer)
      observer?.closed()
    } else {
      refusedConnections -= 1
    }
  }
}
