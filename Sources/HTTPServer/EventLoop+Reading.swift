import CEvents
import Glibc
import HTTPCore

extension EventLoop {
  /// Reads what has come, at most one buffer of it, so that others get their turn; it is gone through when all have been read.
  func receive(_ connection: Connection, hasFailed: Bool) {
    switch connection.phase {
    case .reading where connection.isPaused: fallthrough
    case .answering, .storing, .closing:
      // Nothing is wanted now. If the other end is gone altogether there is nobody to answer.
      if hasFailed { close(connection) } else { watch(connection, connection.interest.subtracting(.readable)) }
      return
    case .reading, .lingering: break
    }
    let count = fillReadBuffer(connection)
    guard count > 0 else {
      if count == 0 { handleEnd(connection) } else if -count != Int(EAGAIN) { close(connection) }
      return
    }
    guard connection.phase == .reading else { return }
    connection.parser.receive(readBuffer[0..<count])
    makeReady(connection)
  }

  private func fillReadBuffer(_ connection: Connection) -> Int {
    let raw = connection.descriptor.raw
    // The buffer belongs to the array for the length of the call, and the kernel is told its size.
    return unsafe readBuffer.withUnsafeMutableBytes { unsafe cevents_receive(raw, $0.baseAddress, $0.count) }
  }

  /// The client will send nothing more.
  private func handleEnd(_ connection: Connection) {
    guard connection.phase == .reading, connection.pendingOutput > 0 else {
      close(connection)
      return
    }
    // It may still read what it is owed; an unfinished request is lost.
    connection.bodyFeed?.abort()
    connection.clearRequest()
    connection.phase = .closing
    connection.lingers = false
    watch(connection, .writable)
  }

  /// Changes what is watched for, if that is a change.
  func watch(_ connection: Connection, _ interest: Interest) {
    guard connection.interest != interest else { return }
    connection.interest = interest
    poller.change(connection.descriptor.raw, interest, token: connection.token)
  }
}
