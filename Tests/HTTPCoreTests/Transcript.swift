@testable import HTTPCore

/// What a parser says about bytes, as the lines of the `.expected` files.
struct Transcript {
  private(set) var lines: [String] = []
  private var body: [UInt8] = []

  init(_ bytes: [UInt8], cuts: [Int], _ limits: HTTPLimits) {
    var parser = RequestParser(limits: limits)
    var start = 0
    for cut in cuts + [bytes.count] {
      parser.receive(bytes[start..<cut])
      start = cut
      while let event = parser.next() { add(event) }
    }
    endBody()
    let isOver = lines.last == "end" || lines.last?.hasPrefix("fault") == true
    if !isOver || !parser.isIdle && lines.last == "end" { lines.append("more") }
  }

  private mutating func add(_ event: ParserEvent) {
    if case .body(let bytes) = event {
      body += bytes
      return
    }
    endBody()
    switch event {
    case .head(let head): add(head)
    case .body: break
    case .end: lines.append("end")
    case .fault(let fault): lines.append("fault \(fault.status.code) \(fault.kind)")
    }
  }

  private mutating func add(_ head: RequestHead) {
    let framing =
      switch head.framing {
      case .none: "none"
      case .length(let length): "length \(length)"
      case .chunked: "chunked"
      }
    let version = head.version == .http10 ? "1.0" : "1.1"
    let fate = (head.keepsAlive ? "keep" : "close") + (head.expectsContinue ? " continue" : "")
    lines.append("head \(head.method.rawValue) \(head.target.text) \(version) \(framing) \(fate)")
    if let authority = head.target.authority { lines.append("authority \(authority)") }
    lines += head.target.segments.map { "segment \($0)" }
    lines += head.target.query.map { "query \($0.name)=\($0.value)" }
    lines += head.fields.map { "field \($0.name): \($0.value)" }
  }

  private mutating func endBody() {
    guard !body.isEmpty else { return }
    let text = String(decoding: body, as: UTF8.self)
    let parts = text.unicodeScalars.map { $0 == "\r" ? "\\r" : $0 == "\n" ? "\\n" : String($0) }
    lines.append("body " + parts.joined())
    body = []
  }
}
