import HTTPCore

extension EventLoop {
  /// How many connections are accepted before others get their turn.
  private var acceptBatch: Int { 64 }
  /// How many connections beyond the limit are kept for a moment, to be told so.
  private var refusalBatch: Int { 64 }
  /// How long nothing is accepted when descriptors have run out, in microseconds.
  private var acceptPause: Int { 100_000 }

  var listenerInterest: Interest { listener.isShared ? [.readable, .exclusive] : .readable }

  /// Accepts those who wait; true if there may be more of them.
  @discardableResult
  func acceptConnections() -> Bool {
    for _ in 0..<acceptBatch {
      switch listener.accept() {
      case .connection(let raw, let peer): open(Descriptor(owning: raw), peer)
      case .gone: continue
      case .none: return false
      case .exhausted:
        // The socket stays readable, so the loop would spin if it went on watching.
        poller.remove(listener.raw)
        isAccepting = false
        wheel.insert(Token.listener, deadline: now + acceptPause)
        return false
      }
    }
    return true
  }

  /// Accepts again after a pause.
  func resumeAccepting() {
    guard !isAccepting, drainDeadline == nil else { return }
    isAccepting = poller.add(listener.raw, listenerInterest, token: Token.listener) == 0
    if !isAccepting { wheel.insert(Token.listener, deadline: now + acceptPause) }
  }

  private func open(_ descriptor: consuming Descriptor, _ peer: Peer) {
    let isAdmitted = census.admit(peer)
    guard isAdmitted || refusedConnections < refusalBatch else { return }
    let limits = limits
    var owned: Descriptor? = consume descriptor
    let connection = connections.insert { token in
      guard let descriptor = owned.take() else { preconditionFailure("a slot makes one connection") }
      return Connection(descriptor, token: token, peer: peer, limits: limits, isCounted: isAdmitted)
    }
    if !isAdmitted { refusedConnections += 1 }
    guard poller.add(connection.descriptor.raw, .readable, token: connection.token) == 0 else {
      close(connection)
      return
    }
    if isAdmitted {
      setDeadline(connection, .head, limits.headDeadline)
      // A client that connects sends at once, as a rule, so a first look often spares a round.
      receive(connection, hasFailed: false)
    } else {
      let fault = HTTPFault(.serviceUnavailable, .tooManyConnections, "There are too many connections.")
      var response = handler.faultResponse(fault)
      response.fields.set("retry-after", String(limits.retryAfterSeconds))
      response.closesConnection = true
      connection.lingers = true
      connection.startedAt = now
      answer(connection, response)
      process(connection)
    }
  }

  /// Closes a connection and forgets it.
  func close(_ connection: Connection) {
    guard connections[connection.token] === connection else { return }
    connections.remove(connection.token)
    // The descriptor itself is closed when the last reference to the connection goes, at the end of this round.
    poller.remove(connection.descriptor.raw)
    connection.bodySink?.abort()
    connection.responseSink?.retire()
    connection.phase = .lingering
    connection.clearRequest()
    if connection.isCounted { census.release(connection.peer) } else { refusedConnections -= 1 }
  }
}
