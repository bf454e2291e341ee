/// Reads requests from bytes, however these are cut up, and refuses whatever two readers could understand differently.
///
/// Feed it with `receive`, then call `next` until it returns nil. What it finds depends on the bytes alone and not on
/// where they were cut. After a fault it stays silent: the connection has to be closed.
///
/// Trailer fields are checked and then dropped, as RFC 9110 allows.
public struct RequestParser {
  /// Where in a message the parser stands.
  enum Stage: Equatable {
    case requestLine
    case fields
    case bodyStart
    case fixedBody(remaining: Int)
    case chunkLine
    case chunkData(remaining: Int)
    case chunkEnd
    case trailers
    case failed
  }

  /// The longest body that the present message may have; the default of the limits until set after a head.
  public var bodyLimit: Int

  let limits: HTTPLimits
  var stage = Stage.requestLine
  /// Bytes not yet understood stand at `start` and after.
  var buffer: [UInt8] = []
  var start = 0
  /// No line feed stands between `start` and here, so a line that trickles in is not searched twice.
  var searched = 0
  var head = HeadAssembly()
  /// How the present message's body ends.
  var framing = BodyFraming.none
  /// Where the field lines of the present head or trailers begin, which stay in the buffer until the last one has come.
  var fieldsStart = 0
  /// Bytes of field lines in the present head or trailers.
  var fieldBytes = 0
  var fieldCount = 0
  var bodyBytes = 0
  var chunkExtensionBytes = 0
  private var skippedEmptyLine = false

  /// Makes a parser for one connection.
  public init(limits: HTTPLimits = HTTPLimits()) {
    self.limits = limits
    bodyLimit = limits.bodyBytes
  }

  /// Whether no message has begun, so that the connection may be closed without loss.
  public var isIdle: Bool { stage == .requestLine && start == buffer.count }

  /// Bytes received and not yet used.
  public var pendingBytes: Int { buffer.count - start }

  /// Takes the next bytes of the connection.
  public mutating func receive(_ bytes: ArraySlice<UInt8>) {
    guard stage != .failed else { return }
    let used = stage == .fields || stage == .trailers ? fieldsStart : start
    if used == buffer.count || used > 4096 {
      buffer.removeSubrange(0..<used)
      start -= used
      searched -= used
      fieldsStart = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next event, or nil when more bytes are needed.
  public mutating func next() -> ParserEvent? {
    do {
      return try advance()
    } catch {
      stage = .failed
      (buffer, start, searched) = ([], 0, 0)
      return .fault(error)
    }
  }

  private mutating func advance() throws(HTTPFault) -> ParserEvent? {
    while true {
      switch stage {
      case .requestLine:
        guard try readRequestLine() else { return nil }
      case .fields:
        guard let head = try readFields() else { return nil }
        return .head(head)
      case .bodyStart:
        if let event = try startBody() { return event }
      case .fixedBody(let remaining):
        if remaining == 0 { return endMessage() }
        guard let slice = takeData(remaining) else { return nil }
        stage = .fixedBody(remaining: remaining - slice.count)
        return .body(slice)
      case .chunkLine:
        guard try readChunkLine() else { return nil }
      case .chunkData(let remaining):
        guard let slice = takeData(remaining) else { return nil }
        stage = remaining == slice.count ? .chunkEnd : .chunkData(remaining: remaining - slice.count)
        return .body(slice)
      case .chunkEnd:
        guard try readChunkEnd() else { return nil }
      case .trailers:
        guard try readTrailers() else { return nil }
        return endMessage()
      case .failed:
        return nil
      }
    }
  }

  /// Reads the line that starts a request; false when it is not complete.
  ///
  /// One empty line before it is skipped, as RFC 9112 asks for the sake of old clients.
  private mutating func readRequestLine() throws(HTTPFault) -> Bool {
    // The longest method known, two spaces and the version come beside the target.
    let window = limits.targetBytes + 24
    guard let line = try takeLine(window, .request) else { return false }
    if line.isEmpty, !skippedEmptyLine {
      skippedEmptyLine = true
      return true
    }
    do {
      try head.begin(line, of: buffer, limits: limits)
    } catch {
      throw Self.verdict(error, on: buffer.span.extracting(line))
    }
    (fieldsStart, fieldBytes, fieldCount) = (start, 0, 0)
    stage = .fields
    return true
  }

  /// Takes the next line, without its end, if it is complete within a number of bytes.
  mutating func takeLine(_ window: Int, _ kind: LineKind) throws(HTTPFault) -> Range<Int>? {
    let end = min(buffer.count, start + window)
    let unsearched = max(searched, start)
    guard let place = buffer.span.extracting(unsearched..<end).firstIndex(of: Byte.lineFeed) else {
      guard buffer.count - start < window else { throw kind.tooLong(limits) }
      searched = end
      return nil
    }
    let lineFeed = unsearched + place
    guard lineFeed > start, buffer[lineFeed - 1] == Byte.carriageReturn else {
      throw .badRequest(.bareLineEnding, "A line ends with a bare line feed.")
    }
    let line = start..<lineFeed - 1
    start = lineFeed + 1
    searched = start
    return line
  }

  /// Why a line that can't be read is refused: for a carriage return in it, if there is one, which no line has a place for.
  static func verdict(_ fault: HTTPFault, on line: Span<UInt8>) -> HTTPFault {
    guard line.firstIndex(of: Byte.carriageReturn) != nil else { return fault }
    return .badRequest(.bareLineEnding, "A line holds a bare carriage return.")
  }

  /// Takes as much of a body as is there, up to a number of bytes.
  private mutating func takeData(_ most: Int) -> ArraySlice<UInt8>? {
    let count = min(most, buffer.count - start)
    guard count > 0 else { return nil }
    let slice = buffer[start..<start + count]
    start += count
    searched = start
    return slice
  }

  private mutating func endMessage() -> ParserEvent {
    stage = .requestLine
    bodyLimit = limits.bodyBytes
    (bodyBytes, chunkExtensionBytes, skippedEmptyLine) = (0, 0, false)
    // A connection may now idle for a minute; only a small buffer stays with it.
    if start == buffer.count, buffer.capacity > 16 * 1024 { (buffer, start, searched) = ([], 0, 0) }
    return .end
  }
}
