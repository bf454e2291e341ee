import HTTPCore

/// Reads one answer of HTTP/1.1 from bytes as they come (RFC 9112); no sockets, no clock.
struct ResponseReader {
  /// What comes next.
  private enum Stage {
    case statusLine, fields
    /// So many bytes of the body.
    case body(Int)
    case chunkLine
    /// So many bytes of a chunk.
    case chunk(Int)
    case chunkEnd, trailers, untilClosed, finished
  }

  /// The longest line of a head, and all lines of it together.
  private static let longestHead = 64 * 1024

  private var stage = Stage.statusLine
  private var line: [UInt8] = []
  private var headLength = 0
  private var response = ClientResponse(status: 0, fields: [:], body: [])
  private let bodyLimit: Int

  /// - Parameter bodyLimit: the longest body that is taken.
  init(bodyLimit: Int) {
    self.bodyLimit = bodyLimit
  }

  /// The answer, once it is whole.
  var finished: ClientResponse? {
    if case .finished = stage { return response }
    return nil
  }

  /// Whether the head of the answer has come, of one that is not interim.
  var isFinal: Bool {
    switch stage {
    case .statusLine, .fields: false
    default: true
    }
  }

  /// Takes what came; what follows a whole answer is passed over.
  mutating func take(_ bytes: ArraySlice<UInt8>) throws(ClientError) {
    var rest = bytes
    while !rest.isEmpty {
      switch stage {
      case .finished: return
      case .untilClosed: try append(&rest, rest.count)
      case .body(let count):
        let taken = min(count, rest.count)
        try append(&rest, taken)
        stage = taken == count ? .finished : .body(count - taken)
      case .chunk(let count):
        let taken = min(count, rest.count)
        try append(&rest, taken)
        stage = taken == count ? .chunkEnd : .chunk(count - taken)
      default:
        if let line = try nextLine(&rest) { try take(line: line) }
      }
    }
  }

  /// The server ended the connection.
  mutating func end() throws(ClientError) {
    switch stage {
    case .finished: break
    case .untilClosed: stage = .finished
    default: throw .closed
    }
  }

  private mutating func append(_ rest: inout ArraySlice<UInt8>, _ count: Int) throws(ClientError) {
    guard response.body.count + count <= bodyLimit else { throw .tooLong }
    response.body += rest.prefix(count)
    rest = rest.dropFirst(count)
  }

  /// The next line without its end, if all of it is there.
  private mutating func nextLine(_ rest: inout ArraySlice<UInt8>) throws(ClientError) -> [UInt8]? {
    let part = rest.prefix { $0 != 0x0A }
    line += part
    headLength += part.count + 1
    guard headLength <= ResponseReader.longestHead else { throw .malformed("its head is too long") }
    rest = rest.dropFirst(part.count)
    guard !rest.isEmpty else {
      headLength -= 1
      return nil
    }
    rest = rest.dropFirst()
    defer { line.removeAll() }
    guard line.last == 0x0D else { throw .malformed("a line ends without a carriage return") }
    return Array(line.dropLast())
  }

  private mutating func take(line: [UInt8]) throws(ClientError) {
    switch stage {
    case .statusLine: try takeStatus(line)
    case .fields: line.isEmpty ? try beginBody() : try takeField(line)
    case .chunkLine: try takeChunkLine(line)
    case .chunkEnd:
      guard line.isEmpty else { throw .malformed("a chunk is longer than it says") }
      headLength = 0
      stage = .chunkLine
    case .trailers: if line.isEmpty { stage = .finished }
    case .body, .chunk, .untilClosed, .finished: break
    }
  }

  private mutating func takeStatus(_ line: [UInt8]) throws(ClientError) {
    let digits = line.dropFirst(9).prefix(3)
    guard line.starts(with: Array("HTTP/1.".utf8)), line.count >= 12, isDigit(line[7]), line[8] == 0x20,
      digits.allSatisfy(isDigit), line.count == 12 || line[12] == 0x20,
      let status = Int(String(decoding: digits, as: UTF8.self)), status >= 100
    else { throw .malformed("it does not begin as an answer does") }
    response.status = status
    response.fields = [:]
    stage = .fields
  }

  private mutating func takeField(_ line: [UInt8]) throws(ClientError) {
    guard let colon = line.firstIndex(of: 0x3A), colon > 0, line[..<colon].allSatisfy(isToken),
      let value = String(validating: line[(colon + 1)...], as: UTF8.self)
    else { throw .malformed("a line of its head is no field") }
    response.fields.append(
      String(decoding: line[..<colon], as: UTF8.self), String(value.drop { " \t".contains($0) }.trimmedEnd))
  }

  private mutating func beginBody() throws(ClientError) {
    headLength = 0
    if response.status < 200 {
      // An interim answer: the real one follows.
      guard response.status != 101 else { throw .malformed("it changes the protocol") }
      stage = .statusLine
      return
    }
    if response.status == 204 || response.status == 304 {
      stage = .finished
      return
    }
    let lengths = response.fields.values("content-length")
    let codings = response.fields.values("transfer-encoding")
    if let coding = codings.first {
      guard codings.count == 1, coding.lowercased() == "chunked", lengths.isEmpty else {
        throw .malformed("its length is told in two ways, or in one that is not known")
      }
      stage = .chunkLine
    } else if let text = lengths.first {
      guard lengths.allSatisfy({ $0 == text }), !text.isEmpty, text.utf8.allSatisfy(isDigit), let length = Int(text)
      else { throw .malformed("its length is no number") }
      guard length <= bodyLimit else { throw .tooLong }
      stage = length == 0 ? .finished : .body(length)
    } else {
      stage = .untilClosed
    }
  }

  private mutating func takeChunkLine(_ line: [UInt8]) throws(ClientError) {
    let digits = line.prefix { $0 != 0x3B && $0 != 0x20 && $0 != 0x09 }
    guard (1...8).contains(digits.count), digits.allSatisfy(isHexadecimal),
      let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw .malformed("the size of a chunk is no number") }
    headLength = 0
    stage = size == 0 ? .trailers : .chunk(size)
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }

/// Whether a byte may stand in the name of a field.
private func isToken(_ byte: UInt8) -> Bool {
  isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
}

extension Substring {
  /// Without spaces and tabs at its end.
  fileprivate var trimmedEnd: Substring {
    var text = self
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
