public import HTTPCore

/// Where and how a server listens.
public struct ServerConfiguration: Sendable {
  /// A name, an address, or "unix:" and the path of a local socket; loopback unless told otherwise.
  public var host = "127.0.0.1"
  /// The port; 0 lets the system pick one.
  public var port = 8080
  /// Event loops, each with a thread of its own; one for each core is right.
  public var loops = 1
  /// What one client may ask for.
  public var limits = HTTPLimits()
  /// How long running requests may take to finish when the server stops.
  public var drainDeadline = Duration.seconds(10)
  /// Whether each loop has its own listening socket, so that the kernel spreads connections over the loops; otherwise
  /// the loops share one.
  public var reusePort = true
  /// The system call that waits for sockets.
  public var polling = Polling.epoll
  /// How many slots a loop's timer wheel has; tests use few, to reach beyond the wheel in little time.
  var timerSlots = 1024

  /// Makes the default configuration.
  public init() {}

  /// The system calls that can wait for sockets.
  public enum Polling: Sendable {
    /// epoll(7): the cost does not grow with idle connections.
    case epoll
    /// poll(2): plain and portable, for tests.
    case poll
  }
}
