import HTTPCore

extension EventLoop {
  /// How long a client that has connected but not yet asked may take to do so once the server stops.
  private var graceForNewcomers: Duration { .milliseconds(250) }

  /// Whether the loop may end.
  var isDrained: Bool {
    guard let drainDeadline else { return false }
    return connections.count == 0 || now >= drainDeadline
  }

  /// Stops accepting, closes what is idle, and lets the rest finish until a moment.
  func drain(until deadline: Int) {
    let isFirst = drainDeadline == nil
    drainDeadline = min(deadline, drainDeadline ?? .max)
    wheel.insert(Token.drain, deadline: deadline)
    guard isFirst else { return }
    // Those who were connected by the kernel before the stop are served, not reset; its queue is bounded.
    for listener in listeners {
      while isAccepting, acceptConnections(at: listener) {}
    }
    stopAccepting()
    for listener in listeners { listener.close() }
    for connection in connections.all where !connection.isBusy {
      // A request may have come that was not read yet.
      receive(connection, hasFailed: false)
      guard connections[connection.token] === connection, !connection.isBusy else { continue }
      if connection.requests == 0 {
        setDeadline(connection, .idle, graceForNewcomers)
      } else {
        close(connection)
      }
    }
  }
}
