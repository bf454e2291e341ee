import Glibc

/// Why the server could not start, told with what to do about it.
public enum ServerError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Another process listens there.
  case portTaken(host: String, port: Int)
  /// The system keeps the port for privileged users.
  case portNeedsPrivilege(port: Int)
  /// The host has no address.
  case hostUnknown(host: String, reason: String)
  /// The host's address is not one of this machine.
  case addressNotHere(host: String)
  /// The port is not one from 0 to 65535.
  case portOutOfRange(port: Int)
  /// The path of a local socket is too long or taken by another file.
  case socketPath(path: String, reason: String)
  /// The log cannot be opened.
  case logFile(path: String, reason: String)
  /// What the service manager has passed on is no listening socket.
  case inheritedSocket(number: Int32)
  /// The server was started before.
  case alreadyStarted
  /// A call of the system failed.
  case system(call: String, code: Int32)

  /// What happened, and what to do.
  public var description: String {
    switch self {
    case .portTaken(let host, let port):
      "\(host) port \(port) is taken by another process; stop that one or choose another port (0 picks a free one)."
    case .portNeedsPrivilege(let port):
      "Port \(port) is kept for privileged users; choose one above 1023 and let a reverse proxy stand in front."
    case .hostUnknown(let host, let reason):
      "The host \"\(host)\" has no address (\(reason)); give an address such as 127.0.0.1 or ::1."
    case .addressNotHere(let host):
      "The address of \"\(host)\" is not one of this machine; 127.0.0.1 is for local clients, 0.0.0.0 for all."
    case .portOutOfRange(let port):
      "\(port) is no port; give a number from 0 to 65535 (0 picks a free one)."
    case .socketPath(let path, let reason):
      "Cannot listen at the path \(path): \(reason)."
    case .logFile(let path, let reason):
      "Cannot write the log \(path): \(reason). Give another file, or - for standard output."
    case .inheritedSocket(let number):
      "Descriptor \(number), passed on by the service manager, is no listening stream socket; see the socket unit."
    case .alreadyStarted:
      "The server was started before; make a new one to start again."
    case .system(let call, let code):
      "\(call) failed: \(Self.text(code)) (error \(code))."
    }
  }

  static func text(_ code: Int32) -> String {
    // The text of strerror is copied before another call can change it.
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "unknown error"
  }
}
