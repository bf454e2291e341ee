import HTTPCore

extension EventLoop {
  /// Sets what the connection waits for, and until when.
  func setDeadline(_ connection: Connection, _ wait: Connection.Wait, _ duration: Duration) {
    setDeadline(connection, wait, at: now + duration.microseconds)
  }

  private func setDeadline(_ connection: Connection, _ wait: Connection.Wait, at moment: Int) {
    connection.wait = wait
    connection.waitRequests = connection.requests
    connection.deadline = moment
    // A later deadline needs no entry: the earlier one will ask and find it.
    guard moment < connection.wheelDeadline else { return }
    connection.wheelDeadline = wheel.insert(connection.token, deadline: moment)
  }

  /// Finds out what the connection waits for now; a wait that goes on keeps its deadline.
  func updateDeadline(_ connection: Connection) {
    switch connection.phase {
    case .lingering: return
    case .answering where connection.pendingOutput == 0, .storing where connection.pendingOutput == 0,
      .reading where connection.isPaused && connection.pendingOutput == 0:
      // The server itself is what this connection waits for.
      connection.wait = .nothing
      connection.deadline = .max
      return
    case .answering, .storing, .closing, .reading: break
    }
    if connection.pendingOutput > 0 {
      guard connection.wait != .sending else { return }
      let window = ThroughputWindow(
        now: now, length: limits.rateWindow.microseconds, bytesPerSecond: limits.bytesPerSecond, total: .max / 4)
      connection.throughput = window
      setDeadline(connection, .sending, at: window.deadline)
    } else if connection.method != nil {
      guard connection.wait != .body || connection.waitRequests != connection.requests else { return }
      guard let window = connection.throughput else { return }
      setDeadline(connection, .body, at: window.deadline)
    } else if connection.parser.isIdle, connection.requests > 0 {
      guard connection.wait != .idle || connection.waitRequests != connection.requests else { return }
      setDeadline(connection, .idle, at: now + idleTime)
    } else {
      guard connection.wait != .head || connection.waitRequests != connection.requests else { return }
      setDeadline(connection, .head, limits.headDeadline)
    }
  }

  /// The wheel asks about a token.
  func handleDeadline(_ token: UInt64) {
    switch token {
    case Token.resumption: resumeAccepting()
    case Token.drain:
      // The end may lie beyond the wheel, which then tells of it early.
      if let drainDeadline, now < drainDeadline { wheel.insert(Token.drain, deadline: drainDeadline) }
    default:
      // An entry that was overtaken by an earlier one has nothing more to tell.
      guard let connection = connections[token], connection.wheelDeadline <= now else { return }
      connection.wheelDeadline = .max
      if connection.deadline <= now {
        expire(connection)
      } else if connection.deadline != .max {
        connection.wheelDeadline = wheel.insert(token, deadline: connection.deadline)
      }
    }
  }

  private func expire(_ connection: Connection) {
    switch connection.wait {
    case .nothing: break
    case .idle, .lingering: close(connection)
    case .head:
      guard !connection.parser.isIdle else { return close(connection) }
      fail(connection, HTTPFault(.requestTimeout, .headTimeout, "The head of the request did not come in time."))
      settle(connection)
    case .body:
      if let window = goOn(connection) { return setDeadline(connection, .body, at: window.deadline) }
      fail(
        connection, HTTPFault(.requestTimeout, .bodyTimeout, "The body of the request did not come in time."))
      settle(connection)
    case .sending:
      if let window = goOn(connection) { return setDeadline(connection, .sending, at: window.deadline) }
      close(connection)
    }
  }

  /// The window to judge the peer by from now on; nil if it is too slow.
  private func goOn(_ connection: Connection) -> ThroughputWindow? {
    guard connection.throughput?.mayGoOn(now: now) == true else { return nil }
    return connection.throughput
  }
}
