/// Why a server could not be asked, or did not answer.
public enum ClientError: Error, Sendable, Hashable {
  /// The text is no address of a server.
  case badAddress
  /// The address is one of TLS, which is not spoken here.
  case encrypted
  /// The host has no address; what the system says.
  case unknownHost(reason: String)
  /// The host is another machine, and nothing was said of going there in the clear.
  case inTheClear
  /// No connection could be had; what the system says.
  case unreachable(reason: String)
  /// Nothing came or went for so many seconds.
  case timedOut(seconds: Int)
  /// The connection ended before the answer did.
  case closed
  /// What came is no answer of HTTP/1.1; what is wrong with it.
  case malformed(String)
  /// The answer is longer than is taken.
  case tooLong
  /// The file that is sent can't be read; what the system says.
  case unreadable(path: String, reason: String)

  /// Whether the server may have done what it was asked although no answer came.
  public var mayHaveBeenDone: Bool {
    switch self {
    case .timedOut, .closed, .malformed, .tooLong: true
    case .badAddress, .encrypted, .unknownHost, .inTheClear, .unreachable, .unreadable: false
    }
  }
}
