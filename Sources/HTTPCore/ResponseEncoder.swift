/// Writes the answers of one second as bytes, with the fields that follow from the connection rather than from the handler.
///
/// `content-length`, `connection`, `date`, `transfer-encoding` and `x-request-id` given by a handler are left out in
/// favour of the encoder's own.
public struct ResponseEncoder: Sendable {
  /// How nearly every answer of this second begins: its status, its date, and the name of its id.
  private let opening: [UInt8]
  /// Where the date's line begins in it, for answers of another status.
  private let dateStart: Int

  /// Makes an encoder.
  ///
  /// - Parameter date: the present moment as `HTTPDate` writes it.
  public init(date: String) {
    let status = "HTTP/1.1 200 OK\r\n"
    opening = Array((status + "date: \(date)\r\nx-request-id: ").utf8)
    dateStart = status.utf8.count
  }

  /// Appends an answer to the output.
  ///
  /// - Parameters:
  ///   - response: the answer.
  ///   - method: the request's method, nil when it could not be read; an answer to HEAD has no body.
  ///   - version: the request's version; an HTTP/1.0 client has to be told that the connection stays open.
  ///   - keepsAlive: whether the connection stays open after this answer.
  ///   - requestID: the request's id.
  ///   - output: what the bytes are added to.
  /// - Returns: how many bytes were added.
  @discardableResult
  public func encode(
    _ response: HTTPResponse, to method: HTTPMethod?, version: HTTPVersion, keepsAlive: Bool, requestID: String,
    into output: inout [UInt8]
  ) -> Int {
    let start = output.count
    let status = response.status
    if status.code == 200 {
      output.append(contentsOf: opening)
    } else {
      output.append(contentsOf: "HTTP/1.1 \(status.code) \(status.reason)\r\n".utf8)
      output.append(contentsOf: opening[dateStart...])
    }
    output.append(addingCapacity: requestID.utf8.count + 2) { line in
      line.append(requestID)
      line.append("\r\n")
    }
    output.append(contentsOf: Self.lines(of: response.fields))
    output.append(addingCapacity: 80) { line in
      if !status.forbidsBody {
        line.append("content-length: ")
        line.append(response.body.count)
        line.append("\r\n")
      }
      if !keepsAlive {
        line.append("connection: close\r\n")
      } else if version == .http10 {
        line.append("connection: keep-alive\r\n")
      }
      line.append("\r\n")
    }
    if !status.forbidsBody, method != .head { output.append(contentsOf: response.body) }
    return output.count - start
  }

  /// Appends the interim answer that asks a client to send its body.
  public static func encodeContinue(into output: inout [UInt8]) {
    output.append(contentsOf: "HTTP/1.1 100 Continue\r\n\r\n".utf8)
  }

  /// The lines of a handler's fields, without those that are the encoder's business.
  private static func lines(of fields: HTTPFields) -> [UInt8] {
    guard fields.contains(where: isOwn) else { return fields.lines }
    var others = HTTPFields()
    for field in fields where !isOwn(field.name.utf8.span) { others.append(field.name, field.value) }
    return others.lines
  }

  private static func isOwn(_ name: Span<UInt8>) -> Bool {
    // The lengths tell most names apart without a comparison of text.
    switch name.count {
    case 4: name.spells("date")
    case 10: name.spells("connection")
    case 12: name.spells("x-request-id")
    case 14: name.spells("content-length")
    case 17: name.spells("transfer-encoding")
    default: false
    }
  }
}
