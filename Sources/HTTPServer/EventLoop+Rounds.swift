import HTTPCore

/// What has come is gone through in rounds, step by step: each step is taken for all connections before the next one.
///
/// A request alone would drive the code of every step out of the processor's caches before the next request needs it; in
/// step, parsing, answering and sending each stay there.
extension EventLoop {
  /// How many connections go in step; what they are answered waits for all of them, so they are not too many.
  private var most: Int { 64 }

  /// Has a connection gone on with in this round.
  func makeReady(_ connection: Connection) {
    guard !connection.isReady else { return }
    connection.isReady = true
    ready.append(connection)
  }

  /// Goes on with the connections that have something to go on with; the handler may answer them together.
  func serveReady() {
    guard !ready.isEmpty else { return }
    handler.serveRound {
      for start in stride(from: 0, to: ready.count, by: most) { serve(ready[start..<min(start + most, ready.count)]) }
    }
    ready.removeAll(keepingCapacity: true)
  }

  private func serve(_ batch: ArraySlice<Connection>) {
    for connection in batch { connection.isReady = false }
    var asking = batch.filter(read)
    while !asking.isEmpty {
      for connection in asking { complete(connection) }
      // Requests may stand behind those that were answered.
      asking = asking.filter { $0.parser.pendingBytes > 0 && read($0) }
    }
    for connection in batch { settle(connection) }
  }

  /// Goes through what was received up to the end of a request; whether there is one to be answered.
  private func read(_ connection: Connection) -> Bool {
    guard connections[connection.token] === connection else { return false }
    if connection.phase == .reading, connection.pendingOutput > limits.outputBytes {
      flush(connection)
      // Room is watched for now, and what was received is gone through when there is some.
      guard connection.pendingOutput == 0 else { return false }
    }
    while connection.phase == .reading, !connection.isPaused {
      guard let event = connection.parser.next() else { return false }
      switch consume event {
      case .head(let head): begin(connection, head)
      case .body(let bytes): take(connection, bytes)
      case .end: return true
      case .fault(let fault): fail(connection, fault)
      }
    }
    return false
  }

  /// Sends what a connection is owed, and finds out what it waits for then.
  func settle(_ connection: Connection) {
    guard connections[connection.token] === connection else { return }
    // One that waits for room is woken by it, and goes on with what it has not gone through. To send once more here could
    // find room already, and then nothing would be left to wake it up.
    if !connection.interest.contains(.writable) { flush(connection) }
    updateDeadline(connection)
  }
}
