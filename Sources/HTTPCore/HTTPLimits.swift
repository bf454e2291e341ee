/// What one client may ask of the server: sizes for the parser, times and counts for the connections.
public struct HTTPLimits: Sendable {
  // MARK: Sizes

  /// Longest target, in bytes; above it 414.
  public var targetBytes = 8 * 1024
  /// Most items in a query; above it 400.
  public var queryItems = 256
  /// Longest field line, in bytes; above it 431.
  public var fieldLineBytes = 8 * 1024
  /// All field lines of a head, or of the trailers, together, in bytes; above it 431.
  public var fieldsBytes = 32 * 1024
  /// Most fields in a head, or in the trailers; above it 431.
  public var fieldCount = 100
  /// Longest body where a handler says nothing else, in bytes; above it 413.
  public var bodyBytes = 64 * 1024
  /// Longest body of a route that takes whole files, in bytes; above it 413.
  public var uploadBytes = 256 * 1024 * 1024
  /// Longest line before a chunk, in bytes; above it 400.
  public var chunkLineBytes = 256
  /// All chunk extensions of a body together, in bytes; above it 400.
  public var chunkExtensionBytes = 16 * 1024
  /// Whether `%2F` in a path is a slash inside a segment (true) or is refused (false).
  public var allowsEncodedSlashes = false
  /// Bytes waiting to be sent above which no further request of the connection is read.
  public var outputBytes = 256 * 1024

  /// Bytes of all connections together that wait for a handler or for a slow reader; above it 503.
  public var bufferedBytes = 256 * 1024 * 1024

  // MARK: Times

  /// From the first byte of a request to the end of its head; above it 408.
  public var headDeadline = Duration.seconds(10)
  /// From the end of the head to the end of the body; above it 408.
  public var bodyDeadline = Duration.seconds(300)
  /// How long a rate is measured before a slow peer is judged by it.
  public var rateWindow = Duration.seconds(10)
  /// Slowest body, and slowest reader of an answer, in bytes a second over `rateWindow`; below it 408 or a reset.
  public var bytesPerSecond = 256
  /// How long an open connection may wait between two requests.
  public var idleDeadline = Duration.seconds(60)
  /// How long the rest of a refused request is read and dropped, so that the client gets the answer.
  public var lingerDeadline = Duration.seconds(2)

  // MARK: Counts

  /// Requests on one connection; the last is answered with `connection: close`.
  public var requestsPerConnection = 10_000
  /// Connections in all, over all loops; above it 503.
  public var connections = 4096
  /// Connections of one address, over all loops; above it 503.
  public var connectionsPerAddress = 256
  /// Whether the limit per address leaves loopback out, where a reverse proxy speaks for everybody.
  public var exemptsLoopback = true
  /// What `retry-after` says with a 503.
  public var retryAfterSeconds = 1

  /// Makes the default limits.
  public init() {}
}
