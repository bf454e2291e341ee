public import HTTPCore

/// Where and how a server listens.
public struct ServerConfiguration: Sendable {
  /// Where to listen: names, addresses, or "unix:" and the path of a local socket, with commas between.
  ///
  /// A name stands for all its addresses. Loopback unless told otherwise.
  public var host = "127.0.0.1"
  /// The port; 0 lets the system pick one.
  public var port = 8080
  /// Listening sockets that were opened for this process; where there are any, host and port do not count.
  public var inheritedSockets: [Int32] = []
  /// Reverse proxies that are believed when they say who the client is.
  public var proxies = TrustedProxies.none
  /// The most threads for work that takes long.
  public var workers = 16
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
