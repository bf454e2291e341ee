import CEvents
import Glibc
import HTTPCore

extension EventLoop {
  /// Sends as much as the socket takes, and watches for room only if it does not take all.
  func flush(_ connection: Connection) {
    guard connections[connection.token] === connection else { return }
    while connection.pendingOutput > 0 {
      let count = send(connection)
      if count > 0 {
        connection.outputStart += count
        if connection.wait == .sending { connection.throughput?.add(count) }
      } else if -count == Int(EAGAIN) {
        connection.holdOutput(connection.pendingOutput)
        watch(connection, .writable)
        updateDeadline(connection)
        return
      } else {
        close(connection)
        return
      }
    }
    if !connection.output.isEmpty { connection.clearOutput() }
    connection.holdOutput(0)
    switch connection.phase {
    case .reading where !connection.isPaused: watch(connection, .readable)
    case .reading, .answering, .storing: watch(connection, connection.interest.subtracting(.writable))
    case .closing: finish(connection)
    case .lingering: break
    }
  }

  private func send(_ connection: Connection) -> Int {
    let raw = connection.descriptor.raw
    let start = connection.outputStart
    // The buffer belongs to the array for the length of the call, and the start lies within it.
    return unsafe connection.output.withUnsafeBytes { bytes in
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[start...])
      return unsafe cevents_send(raw, rest.baseAddress, rest.count)
    }
  }

  /// The last answer is sent: closes, or first lets the client finish when closing at once could cost it the answer.
  private func finish(_ connection: Connection) {
    guard connection.lingers, cevents_shut_write(connection.descriptor.raw) >= 0 else {
      close(connection)
      return
    }
    connection.phase = .lingering
    watch(connection, .readable)
    setDeadline(connection, .lingering, limits.lingerDeadline)
  }
}
