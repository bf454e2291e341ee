/// A head while its lines come in: what was said so far about the request, and the checks once all is said.
struct HeadAssembly {
  private var method = HTTPMethod.get
  private var target: RequestTarget?
  private var version = HTTPVersion.http11
  private var fields = HTTPFields()
  private var host: String?
  private var contentLength: Int?
  private var isChunked = false
  private var asksToClose = false
  private var asksToKeep = false
  private var expectation: String?

  init() {}

  /// Reads the request line: method, target and version, with exactly one space between.
  init(requestLine line: Span<UInt8>, limits: HTTPLimits) throws(HTTPFault) {
    let malformed = HTTPFault.badRequest(
      .malformedRequestLine, "The request line is not a method, a target and a version with one space between.")
    var methodEnd = 0
    while methodEnd < line.count, ByteSet.token.contains(line[methodEnd]) { methodEnd += 1 }
    guard methodEnd > 0, methodEnd < line.count, line[methodEnd] == Byte.space else { throw malformed }
    var targetEnd = methodEnd + 1
    while targetEnd < line.count, line[targetEnd] != Byte.space { targetEnd += 1 }
    guard targetEnd > methodEnd + 1, targetEnd < line.count else { throw malformed }
    guard targetEnd - methodEnd - 1 <= limits.targetBytes else {
      throw LineKind.request.tooLong(limits)
    }
    guard let version = try Self.version(line.extracting(targetEnd + 1..<line.count)) else { throw malformed }
    self.version = version
    guard let method = HTTPMethod(bytes: line.extracting(0..<methodEnd)) else {
      throw HTTPFault(.notImplemented, .unknownMethod, "The method is not known here.")
    }
    self.method = method
    let target = try RequestTarget(bytes: line.extracting(methodEnd + 1..<targetEnd), limits: limits)
    guard !target.isAsterisk || method == .options else {
      throw .badRequest(.malformedTarget, "The target * goes with OPTIONS only.")
    }
    self.target = target
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
  mutating func add(_ field: FieldLine) throws(HTTPFault) {
    switch field.name {
    case "host":
      guard host == nil else { throw .badRequest(.malformedHost, "Host is given more than once.") }
      guard HostSyntax.isValid(field.value.utf8.span) else {
        throw .badRequest(.malformedHost, "Host is malformed.")
      }
      host = field.value
    case "content-length":
      guard contentLength == nil else {
        throw .badRequest(.malformedContentLength, "Content-Length is given more than once.")
      }
      contentLength = try Self.length(field.value)
    case "transfer-encoding":
      guard !isChunked, Self.isToken(field.value.utf8.span, "chunked") else {
        throw .badRequest(.unsupportedTransferEncoding, "Transfer-Encoding is something other than one \"chunked\".")
      }
      isChunked = true
    case "connection":
      Self.forEachMember(of: field.value.utf8.span) { member in
        if Self.isToken(member, "close") { asksToClose = true }
        if Self.isToken(member, "keep-alive") { asksToKeep = true }
      }
    case "expect":
      expectation = expectation.map { $0 + "," + field.value } ?? field.value
    default: break
    }
    fields.appendParsed(field.name, field.value)
  }

  /// The head, once the empty line has come and what was said fits together.
  mutating func finish() throws(HTTPFault) -> RequestHead {
    guard let target else { preconditionFailure("fields were read before a request line") }
    if host == nil, version == .http11 { throw .badRequest(.malformedHost, "Host is missing.") }
    if let authority = target.authority, let host, host.lowercased() != authority {
      throw .badRequest(
        .malformedHost, "The target names another host than Host does: send the path alone, or the same host in both.")
    }
    if isChunked, contentLength != nil {
      throw .badRequest(.conflictingLength, "Content-Length stands beside Transfer-Encoding.")
    }
    if isChunked, version == .http10 {
      throw .badRequest(.unsupportedTransferEncoding, "HTTP/1.0 has no Transfer-Encoding.")
    }
    var expectsContinue = false
    // RFC 9110: a server ignores the expectation of an HTTP/1.0 client.
    if let expectation, version == .http11 {
      guard Self.isToken(expectation.utf8.span, "100-continue") else {
        throw HTTPFault(.expectationFailed, .unknownExpectation, "Only the expectation 100-continue is known here.")
      }
      expectsContinue = true
    }
    let framing: BodyFraming = isChunked ? .chunked : contentLength.map { .length($0) } ?? .none
    return RequestHead(
      method: method, target: target, version: version, fields: fields, framing: framing,
      keepsAlive: !asksToClose && (version == .http11 || asksToKeep),
      expectsContinue: expectsContinue && framing.hasBody)
  }

  /// A length of at most 18 digits, which is below the largest integer, so nothing can overflow.
  private static func length(_ text: String) throws(HTTPFault) -> Int {
    guard (1...18).contains(text.utf8.count) else {
      throw .badRequest(.malformedContentLength, "Content-Length is empty or too large.")
    }
    var length = 0
    for byte in text.utf8 {
      guard (Byte.zero...Byte.nine).contains(byte) else {
        throw .badRequest(.malformedContentLength, "Content-Length is not a plain number.")
      }
      length = length * 10 + Int(byte - Byte.zero)
    }
    return length
  }

  /// Whether the bytes spell a lower-case word, whatever their case.
  private static func isToken(_ bytes: Span<UInt8>, _ word: String) -> Bool {
    guard bytes.count == word.utf8.count else { return false }
    var index = 0
    for byte in word.utf8 {
      guard Byte.lowered(bytes[index]) == byte else { return false }
      index += 1
    }
    return true
  }

  /// Calls back with each member of a list, without the spaces around it.
  private static func forEachMember(of list: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    var start = 0
    for index in 0...list.count where index == list.count || list[index] == Byte.comma {
      var (first, end) = (start, index)
      while first < end, list[first] == Byte.space || list[first] == Byte.tab { first += 1 }
      while end > first, list[end - 1] == Byte.space || list[end - 1] == Byte.tab { end -= 1 }
      body(list.extracting(first..<end))
      start = index + 1
    }
  }
}
