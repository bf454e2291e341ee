/// A head while its lines come in: what was said so far about the request, and the checks once all is said.
struct HeadAssembly {
  /// What the client expects before it goes on.
  private enum Expectation {
    case none
    case goAhead
    case unknown
  }

  private var method = HTTPMethod.get
  private var target: RequestTarget?
  private var version = HTTPVersion.http11
  private var fields: [FieldLine] = []
  private var hasHost = false
  private var contentLength: Int?
  private var isChunked = false
  private var asksToClose = false
  private var asksToKeep = false
  private var expectation = Expectation.none

  /// Begins a head with its request line: method, target and version, with exactly one space between.
  mutating func begin(_ range: Range<Int>, of bytes: [UInt8], limits: HTTPLimits) throws(HTTPFault) {
    self = HeadAssembly()
    let line = bytes.span.extracting(range)
    let malformed = HTTPFault.badRequest(
      .malformedRequestLine, "The request line is not a method, a target and a version with one space between.")
    guard let methodEnd = line.firstIndex(of: Byte.space), ByteSet.token.isMadeOf(line.extracting(..<methodEnd)),
      let targetCount = line.extracting((methodEnd + 1)...).firstIndex(of: Byte.space), targetCount > 0
    else { throw malformed }
    let targetEnd = methodEnd + 1 + targetCount
    guard targetCount <= limits.targetBytes else {
      throw LineKind.request.tooLong(limits)
    }
    guard let version = try Self.version(line.extracting(targetEnd + 1..<line.count)) else { throw malformed }
    guard let method = HTTPMethod(bytes: line.extracting(0..<methodEnd)) else {
      throw HTTPFault(.notImplemented, .unknownMethod, "The method is not known here.")
    }
    let place = range.lowerBound + methodEnd + 1..<range.lowerBound + targetEnd
    let target = try RequestTarget(bytes[place], limits: limits)
    guard !target.isAsterisk || method == .options else {
      throw .badRequest(.malformedTarget, "The target * goes with OPTIONS only.")
    }
    (self.method, self.version, self.target) = (method, version, target)
    fields.reserveCapacity(8)
  }

  /// The version spelt by the bytes; nil when they spell none.
  private static func version(_ bytes: Span<UInt8>) throws(HTTPFault) -> HTTPVersion? {
    // "HTTP/" and "digit.digit".
    guard bytes.count == 8, bytes[0] == 0x48, bytes[1] == 0x54, bytes[2] == 0x54, bytes[3] == 0x50,
      bytes[4] == Byte.slash, (Byte.zero...Byte.nine).contains(bytes[5]), bytes[6] == 0x2E,
      (Byte.zero...Byte.nine).contains(bytes[7])
    else { return nil }
    switch (bytes[5] - Byte.zero, bytes[7] - Byte.zero) {
    case (1, 1): return .http11
    case (1, 0): return .http10
    default:
      throw HTTPFault(.versionNotSupported, .unsupportedVersion, "Only HTTP/1.0 and HTTP/1.1 are spoken here.")
    }
  }

  /// Takes one field; those that decide where the message ends are checked at once.
  ///
  /// - Parameters:
  ///   - field: where it stands among the lines of all fields.
  ///   - bytes: what was received.
  ///   - start: where the first of the lines begins in it.
  mutating func add(_ field: FieldLine, of bytes: [UInt8], from start: Int) throws(HTTPFault) {
    let bytes = bytes.span.extracting(start...)
    let (name, value) = (bytes.extracting(field.name), bytes.extracting(field.value))
    // Most names are told apart by their lengths.
    switch name.count {
    case 4 where name.spells("host"):
      guard !hasHost else { throw .badRequest(.malformedHost, "Host is given more than once.") }
      guard HostSyntax.isValid(value) else { throw .badRequest(.malformedHost, "Host is malformed.") }
      hasHost = true
    case 6 where name.spells("expect"):
      expectation = expectation == .none && value.spells("100-continue") ? .goAhead : .unknown
    case 10 where name.spells("connection"):
      readConnection(value)
    case 14 where name.spells("content-length"):
      guard contentLength == nil else {
        throw .badRequest(.malformedContentLength, "Content-Length is given more than once.")
      }
      contentLength = try Self.length(value)
    case 17 where name.spells("transfer-encoding"):
      guard !isChunked, value.spells("chunked") else {
        throw .badRequest(.unsupportedTransferEncoding, "Transfer-Encoding is something other than one \"chunked\".")
      }
      isChunked = true
    default: break
    }
    fields.append(field)
  }

  /// The head, once the empty line has come and what was said fits together.
  ///
  /// - Parameter lines: those of all fields.
  mutating func finish(_ lines: [UInt8]) throws(HTTPFault) -> RequestHead {
    guard let target = target.take() else { preconditionFailure("fields were read before a request line") }
    let fields = HTTPFields(lines, at: fields)
    self.fields = []
    if !hasHost, version == .http11 { throw .badRequest(.malformedHost, "Host is missing.") }
    if let authority = target.authority, let host = fields["host"], host.lowercased() != authority {
      throw .badRequest(
        .malformedHost, "The target names another host than Host does: send the path alone, or the same host in both.")
    }
    if isChunked, contentLength != nil {
      throw .badRequest(.conflictingLength, "Content-Length stands beside Transfer-Encoding.")
    }
    if isChunked, version == .http10 {
      throw .badRequest(.unsupportedTransferEncoding, "HTTP/1.0 has no Transfer-Encoding.")
    }
    // RFC 9110: a server ignores the expectation of an HTTP/1.0 client.
    guard expectation != .unknown || version == .http10 else {
      throw HTTPFault(.expectationFailed, .unknownExpectation, "Only the expectation 100-continue is known here.")
    }
    let framing: BodyFraming = isChunked ? .chunked : contentLength.map { .length($0) } ?? .none
    return RequestHead(
      method: method, target: target, version: version, fields: fields, framing: framing,
      keepsAlive: !asksToClose && (version == .http11 || asksToKeep),
      expectsContinue: expectation == .goAhead && version == .http11 && framing.hasBody)
  }

  /// A length of at most 18 digits, which is below the largest integer, so nothing can overflow.
  private static func length(_ digits: Span<UInt8>) throws(HTTPFault) -> Int {
    guard (1...18).contains(digits.count) else {
      throw .badRequest(.malformedContentLength, "Content-Length is empty or too large.")
    }
    var length = 0
    for index in digits.indices {
      guard (Byte.zero...Byte.nine).contains(digits[index]) else {
        throw .badRequest(.malformedContentLength, "Content-Length is not a plain number.")
      }
      length = length * 10 + Int(digits[index] - Byte.zero)
    }
    return length
  }

  /// Takes note of what a list of options says about the connection.
  private mutating func readConnection(_ list: Span<UInt8>) {
    var start = 0
    while start <= list.count {
      let rest = list.extracting(start...)
      let member = rest.extracting(..<(rest.firstIndex(of: Byte.comma) ?? rest.count))
      let option = member.extracting(member.trimmed)
      if option.spells("close") { asksToClose = true }
      if option.spells("keep-alive") { asksToKeep = true }
      start += member.count + 1
    }
  }
}
