import CEvents
import Glibc

@testable import HTTPServer

/// A client that sends what it is told, byte for byte, and reads answers one at a time.
final class RawClient {
  struct Answer: Equatable {
    var status: Int
    var head: String
    var body: [UInt8]
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  struct Failure: Error {
    let what: String
  }

  private let descriptor: Descriptor
  private var received: [UInt8] = []

  /// Connects; all waiting ends after some seconds, so that a fault of the server fails a test and does not hang it.
  init(_ address: BoundAddress, receiveBuffer: Int32 = 0) throws {
    let target =
      address.host.hasPrefix("/")
      ? try SocketAddress(path: address.host) : try SocketAddress.all(host: address.host, port: address.port)[0]
    let raw = socket(target.family, Int32(SOCK_STREAM.rawValue), 0)
    guard raw >= 0 else { throw Failure(what: "socket") }
    descriptor = Descriptor(owning: raw)
    var timeout = timeval(tv_sec: 20, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    _ = unsafe setsockopt(raw, SOL_SOCKET, SO_RCVTIMEO, &timeout, size)
    _ = unsafe setsockopt(raw, SOL_SOCKET, SO_SNDTIMEO, &timeout, size)
    if receiveBuffer > 0 {
      var buffer = receiveBuffer
      _ = unsafe setsockopt(raw, SOL_SOCKET, SO_RCVBUF, &buffer, socklen_t(MemoryLayout<Int32>.size))
    }
    guard unsafe target.withSocketAddress({ unsafe connect(raw, $0, $1) }) == 0 else { throw Failure(what: "connect") }
  }

  /// Sends all bytes; false if the server has closed.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...])
        return unsafe Glibc.send(descriptor.raw, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      start += count
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  func get(_ path: String, fields: String = "") { send("GET \(path) HTTP/1.1\r\nHost: x\r\n\(fields)\r\n") }

  /// No more will be sent.
  func finishSending() { _ = shutdown(descriptor.raw, Int32(SHUT_WR)) }

  /// Reads one answer.
  func answer(hasBody: Bool = true) throws -> Answer {
    var end: Int?
    while end == nil {
      end = headEnd
      if end == nil { try fill() }
    }
    let head = String(decoding: received[..<(end ?? 0)], as: UTF8.self)
    received.removeFirst(end ?? 0)
    let lines = head.split(separator: "\r\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw Failure(what: "no status in \(head)")
    }
    let length = lines.first { $0.hasPrefix("content-length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
    guard hasBody else { return Answer(status: status, head: head, body: []) }
    while received.count < length { try fill() }
    defer { received.removeFirst(length) }
    return Answer(status: status, head: head, body: Array(received[..<length]))
  }

  /// Everything that the server still sends, until it closes.
  func rest() -> String {
    while (try? fill()) != nil {}
    return String(decoding: received, as: UTF8.self)
  }

  /// Whether the server closes without sending anything more.
  func isClosed() -> Bool {
    guard received.isEmpty else { return false }
    do {
      try fill()
      return false
    } catch {
      return error.what != "timeout"
    }
  }

  private var headEnd: Int? {
    guard received.count >= 4 else { return nil }
    for index in 0...received.count - 4 where received[index..<index + 4].elementsEqual("\r\n\r\n".utf8) {
      return index + 4
    }
    return nil
  }

  private func fill() throws(Failure) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor.raw, $0.baseAddress, $0.count, 0) }
    guard count > 0 else {
      throw Failure(what: count == 0 ? "closed" : errno == EAGAIN ? "timeout" : "reset")
    }
    received += buffer[..<count]
  }
}
