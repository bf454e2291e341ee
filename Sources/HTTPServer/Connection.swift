import HTTPCore

/// One connection: what it has sent, what it is owed, and where it stands between the two.
///
/// It belongs to one loop, which does all that touches the socket.
final class Connection {
  /// What a connection is busy with.
  enum Phase {
    /// Waiting for a request or reading one.
    case reading
    /// A handler has the request and will answer later; nothing more is read until then.
    case answering
    /// The whole body is on its way to its sink; the handler has its turn when it is there.
    case storing
    /// The last answer is being sent.
    case closing
    /// The last answer is sent, and what the client still sends is dropped, so that it gets to read the answer.
    case lingering
  }

  /// What the deadline is for.
  enum Wait {
    case idle
    case head
    case body
    case sending
    case lingering
    case nothing
  }

  let descriptor: Descriptor
  let token: UInt64
  let peer: Peer
  /// Whether the connection is in the census; one refused for their number is not.
  let isCounted: Bool

  var phase = Phase.reading
  /// Whether it stands among those that the loop goes on with in this round.
  var isReady = false
  var interest = Interest.readable
  var parser: RequestParser
  /// Requests that were complete.
  var requests = 0
  /// Whether the last answer may be lost if the socket is closed at once, because the client may still be sending.
  var lingers = false

  // MARK: The present request

  /// Its head; a handler that is being asked has it instead.
  var head: RequestHead?
  /// What of the head decides how the answer is sent; the method is nil until there is a head.
  var method: HTTPMethod?
  var version = HTTPVersion.http11
  var keepsAlive = false
  var body: [UInt8] = []
  var bodyBytes = 0
  var bodyFeed: BodyFeed?
  /// Bytes that were passed to the feed and not yet taken by the sink.
  var bodyBytesWaiting = 0
  /// Whether nothing is read because the sink is behind.
  var isPaused = false
  /// What to answer whatever the body says.
  var refusal: HTTPResponse?
  /// The request's id and the pattern of its route, once its head is known.
  var requestID: String?
  var route: String?
  /// Why it is not served as it was meant.
  var fault: HTTPFault.Kind?
  /// When its head was complete, in microseconds.
  var startedAt = 0
  /// Handed to handlers; used again as long as they keep no copy.
  var responseSink: ResponseSink?
  /// Counts the sinks made, so that an answer from an old one is known as such.
  var deferral: UInt64 = 0

  // MARK: Output

  var output: [UInt8] = []
  /// Where the bytes begin that are not sent yet.
  var outputStart = 0

  // MARK: Deadlines, in microseconds

  var wait = Wait.nothing
  /// How many requests had been served when the present wait began.
  var waitRequests = 0
  var deadline = Int.max
  /// When the wheel will ask about this connection next.
  var wheelDeadline = Int.max
  var throughput: ThroughputWindow?

  // MARK: What it holds of the server's memory

  private let budget: BufferBudget
  private var heldBody = 0
  private var heldOutput = 0

  init(
    _ descriptor: consuming Descriptor, token: UInt64, peer: Peer, limits: HTTPLimits, budget: BufferBudget,
    isCounted: Bool
  ) {
    self.descriptor = descriptor
    self.token = token
    self.peer = peer
    self.isCounted = isCounted
    self.budget = budget
    parser = RequestParser(limits: limits)
  }

  /// Bytes not sent yet.
  var pendingOutput: Int { output.count - outputStart }

  /// Whether a request has begun and is not answered.
  var isBusy: Bool { phase != .reading || method != nil || !parser.isIdle || pendingOutput > 0 }

  /// Forgets the present request.
  func clearRequest() {
    head = nil
    (method, version, keepsAlive) = (nil, .http11, false)
    bodyFeed = nil
    bodyBytesWaiting = 0
    isPaused = false
    refusal = nil
    requestID = nil
    route = nil
    fault = nil
    bodyBytes = 0
    holdBody(0)
    if !body.isEmpty { body = [] }
  }

  /// Takes note of how many bytes of a body are kept.
  func holdBody(_ count: Int) {
    guard count != heldBody else { return }
    budget.add(count - heldBody)
    heldBody = count
  }

  /// Takes note of how many bytes wait for a client that reads slowly.
  func holdOutput(_ count: Int) {
    guard count != heldOutput else { return }
    budget.add(count - heldOutput)
    heldOutput = count
  }

  /// Forgets output that was sent, and gives back a buffer that one large answer has blown up.
  func clearOutput() {
    outputStart = 0
    if output.capacity > 16 * 1024 { output = [] } else { output.removeAll(keepingCapacity: true) }
  }
}
