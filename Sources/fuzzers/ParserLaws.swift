import HTTPCore

/// What holds of the parser whatever bytes it gets; a law that is broken ends the process, as a fuzzer wants it.
enum ParserLaws {
  /// Small, so that short inputs reach them.
  private static let limits: HTTPLimits = {
    var limits = HTTPLimits()
    limits.targetBytes = 256
    limits.queryItems = 8
    limits.fieldLineBytes = 256
    limits.fieldsBytes = 1024
    limits.fieldCount = 16
    limits.bodyBytes = 64
    limits.chunkLineBytes = 32
    limits.chunkExtensionBytes = 64
    return limits
  }()

  /// Checks all laws on some bytes.
  static func check(_ bytes: [UInt8]) {
    let whole = read(bytes, cuts: [])
    precondition(read(bytes, cuts: Array(bytes.indices)) == whole, "the verdict depends on where the bytes are cut")
    if let first = bytes.first {
      let cut = Int(first) % bytes.count
      precondition(read(bytes, cuts: [cut]) == whole, "the verdict depends on where the bytes are cut")
    }
    if let fault = whole.firstIndex(where: { if case .fault = $0 { true } else { false } }) {
      precondition(fault == whole.count - 1, "something follows a fault")
    }
    for (position, event) in whole.enumerated() {
      guard case .head(let head) = event else { continue }
      checkRoundTrip(head)
      checkEcho(head)
      checkLength(head, Array(whole[position...].dropFirst()))
      _ = TrustedProxies("10.0.0.0/8,unix")?.origin(of: head, from: "10.0.0.1")
    }
  }

  /// The events of some bytes, with each body in one piece.
  private static func read(_ bytes: [UInt8], cuts: [Int]) -> [ParserEvent] {
    var parser = RequestParser(limits: limits)
    var events: [ParserEvent] = []
    var start = 0
    for cut in cuts + [bytes.count] {
      parser.receive(bytes[start..<cut])
      start = cut
      while let event = parser.next() {
        if case .body(let more) = event, case .body(let earlier) = events.last {
          events[events.count - 1] = .body(ArraySlice(Array(earlier) + Array(more)))
        } else if case .body(let piece) = event {
          events.append(.body(ArraySlice(Array(piece))))
        } else {
          events.append(event)
        }
      }
    }
    return events
  }

  /// A head that was accepted, written out plainly, is read as the same head: nothing in it can mean anything else.
  private static func checkRoundTrip(_ head: RequestHead) {
    let target = head.target.authority.map { "http://" + $0 } ?? ""
    var text = "\(head.method.rawValue) \(target)\(head.target.text) HTTP/1.\(head.version == .http11 ? 1 : 0)\r\n"
    for field in head.fields { text += "\(field.name): \(field.value)\r\n" }
    var large = HTTPLimits()
    large.fieldLineBytes = 4096
    var parser = RequestParser(limits: large)
    parser.receive(Array((text + "\r\n").utf8)[...])
    guard case .head(let again) = parser.next() else { preconditionFailure("a head is not read again: \(text)") }
    precondition(again == head, "a head is read differently: \(text)")
  }

  /// An answer that repeats what the client sent has one head, whatever that was.
  private static func checkEcho(_ head: RequestHead) {
    var response = HTTPResponse(status: .ok, body: [0x61])
    for field in head.fields { response.fields.append("x-echo", field.value) }
    for segment in head.target.segments { response.fields.append("x-segment", segment) }
    for item in head.target.query { response.fields.append("x-item", item.name + item.value) }
    var output: [UInt8] = []
    ResponseEncoder(date: "").encode(
      response, to: head.method, version: head.version, keepsAlive: true, requestID: "a", into: &output)
    let end = output.indices.first { output[$0...].starts(with: [13, 10, 13, 10]) }
    precondition(end.map { $0 + 4 } == output.count - (head.method == .head ? 0 : 1), "an answer was split")
    let lines = output.count { $0 == 13 }
    precondition(lines == output.count { $0 == 10 }, "a line end stands alone")
  }

  /// A body is as long as was said.
  private static func checkLength(_ head: RequestHead, _ rest: [ParserEvent]) {
    guard case .length(let length) = head.framing, length > 0 else { return }
    guard case .body(let body) = rest.first else { return }
    precondition(rest.dropFirst().first != .end || body.count == length, "a body of another length was accepted")
  }
}
