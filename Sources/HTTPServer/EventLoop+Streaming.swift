import HTTPCore

/// Bodies that go to sinks on the workers, no faster than the sinks take them.
extension EventLoop {
  /// Bytes that may wait for a sink before the connection is left unread.
  private var mostWaiting: Int { 256 * 1024 }

  /// How a body is judged from now on.
  var bodyWindow: ThroughputWindow {
    ThroughputWindow(
      now: now, length: limits.rateWindow.microseconds, bytesPerSecond: limits.bytesPerSecond,
      total: limits.bodyDeadline.microseconds)
  }

  func feed(_ connection: Connection, _ sink: any BodySink) -> BodyFeed {
    BodyFeed(sink, workers) { [mailbox, token = connection.token] feed, progress in
      mailbox.post(.body(feed, progress, token: token))
    }
  }

  /// Passes bytes on, and stops reading when the sink is behind.
  func stream(_ connection: Connection, _ bytes: ArraySlice<UInt8>) {
    connection.bodyFeed?.write(Array(bytes))
    connection.bodyBytesWaiting += bytes.count
    connection.holdBody(connection.bodyBytesWaiting)
    connection.isPaused = connection.bodyBytesWaiting > mostWaiting
  }

  /// The sink has got further.
  func advance(_ connection: Connection, _ progress: BodyFeed.Progress) {
    switch progress {
    case .took(let count):
      connection.bodyBytesWaiting -= count
      connection.holdBody(connection.bodyBytesWaiting)
      guard connection.isPaused, connection.bodyBytesWaiting <= mostWaiting / 2 else { return }
      connection.isPaused = false
      // The client is judged by the time that it was listened to.
      connection.throughput = bodyWindow
    case .stored:
      guard let sink = connection.bodyFeed?.sink else { return }
      connection.bodyFeed = nil
      respond(connection) { try handler.respond(to: $0, streamedInto: sink, $1) }
    case .refused(let fault):
      connection.bodyFeed = nil
      if connection.phase == .storing {
        // The message was read to its end, so the connection may go on if the sink thinks so.
        var response = faultResponse(connection, fault, to: connection.head)
        response.closesConnection = fault.closes
        answer(connection, response)
      } else {
        fail(connection, fault)
      }
    }
    makeReady(connection)
  }
}
