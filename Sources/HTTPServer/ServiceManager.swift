import CEvents
import Glibc

/// What systemd, or another service manager of its kind, has given this process and wants to hear from it.
public struct ServiceManager: Sendable {
  private let notifyAddress: String?
  private let listenPID: String?
  private let listenCount: String?

  /// Makes it from the variables of the environment.
  ///
  /// - Parameter environment: the value of a variable, nil where it is unset.
  public init(_ environment: (String) -> String?) {
    notifyAddress = environment("NOTIFY_SOCKET")
    listenPID = environment("LISTEN_PID")
    listenCount = environment("LISTEN_FDS")
  }

  /// Something to tell.
  public enum News: String, Sendable {
    /// The server serves.
    case ready = "READY=1"
    /// The server drains.
    case stopping = "STOPPING=1"
  }

  /// Tells the manager, if there is one; that it does not listen is its own affair.
  ///
  /// - Parameters:
  ///   - news: what is the case now.
  ///   - status: a line for people.
  public func notify(_ news: News, status: String) {
    guard let notifyAddress, let address = try? SocketAddress(path: notifyAddress, mayBeAbstract: true) else { return }
    let raw = cevents_datagram_socket()
    guard raw >= 0 else { return }
    let socket = Descriptor(owning: raw)
    let line = status.map { $0.isNewline ? " " : $0 }
    let message = Array("\(news.rawValue)\nSTATUS=\(String(line))\n".utf8)
    // Both the message and the address belong to their owners for the length of the call.
    _ = unsafe address.withSocketAddress { address, length in
      unsafe message.withUnsafeBytes { bytes in
        unsafe sendto(socket.raw, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL), address, length)
      }
    }
  }

  /// The listening sockets that the manager has opened for this process, from descriptor 3 on.
  ///
  /// - Throws: ``ServerError`` if one of them is no listening stream socket.
  public func sockets() throws(ServerError) -> [Int32] {
    guard let listenPID, Int32(listenPID) == getpid(), let listenCount, let count = Int32(listenCount), count > 0 else {
      return []
    }
    var sockets: [Int32] = []
    for raw in 3..<3 + min(count, 64) {
      guard cevents_is_listening(raw) == 1 else { throw .inheritedSocket(number: raw) }
      sockets.append(raw)
    }
    return sockets
  }
}
