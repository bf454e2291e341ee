/// Writes answers as bytes, with the fields that follow from the connection rather than from the handler.
///
/// `content-length`, `connection`, `date`, `transfer-encoding` and `x-request-id` given by a handler are left out in
/// favour of the encoder's own.
public enum ResponseEncoder {
  /// Appends an answer to the output.
  ///
  /// - Parameters:
  ///   - response: the answer.
  ///   - method: the request's method, nil when it could not be read; an answer to HEAD has no body.
  ///   - version: the request's version; an HTTP/1.0 client has to be told that the connection stays open.
  ///   - keepsAlive: whether the connection stays open after this answer.
  ///   - date: the present moment as `HTTPDate` writes it.
  ///   - requestID: the request's id.
  ///   - output: what the bytes are added to.
  public static func encode(
    _ response: HTTPResponse, to method: HTTPMethod?, version: HTTPVersion, keepsAlive: Bool, date: String,
    requestID: String, into output: inout [UInt8]
  ) {
    let status = response.status
    if status.code == 200 {
      output.append(contentsOf: "HTTP/1.1 200 OK\r\ndate: ".utf8)
    } else {
      output.append(contentsOf: "HTTP/1.1 ".utf8)
      append(status.code, to: &output)
      output.append(Byte.space)
      output.append(contentsOf: status.reason.utf8)
      output.append(contentsOf: "\r\ndate: ".utf8)
    }
    output.append(contentsOf: date.utf8)
    output.append(contentsOf: "\r\nx-request-id: ".utf8)
    output.append(contentsOf: requestID.utf8)
    output.append(contentsOf: "\r\n".utf8)
    if response.fields.contains(where: isOwn) {
      var others = response.fields
      for name in own { others.remove(name) }
      output.append(contentsOf: others.lines)
    } else {
      output.append(contentsOf: response.fields.lines)
    }
    if !status.forbidsBody {
      output.append(contentsOf: "content-length: ".utf8)
      append(response.body.count, to: &output)
      output.append(contentsOf: "\r\n".utf8)
    }
    if !keepsAlive {
      output.append(contentsOf: "connection: close\r\n\r\n".utf8)
    } else if version == .http10 {
      output.append(contentsOf: "connection: keep-alive\r\n\r\n".utf8)
    } else {
      output.append(contentsOf: "\r\n".utf8)
    }
    if !status.forbidsBody, method != .head { output.append(contentsOf: response.body) }
  }

  /// Appends the interim answer that asks a client to send its body.
  public static func encodeContinue(into output: inout [UInt8]) {
    output.append(contentsOf: "HTTP/1.1 100 Continue\r\n\r\n".utf8)
  }

  /// The fields that are the encoder's business.
  private static let own = ["date", "connection", "x-request-id", "content-length", "transfer-encoding"]

  private static func isOwn(_ name: Span<UInt8>) -> Bool {
    // The lengths tell most names apart without a comparison of text.
    switch name.count {
    case 4, 10, 12, 14, 17:
      for word in own where name.spells(word) { return true }
      return false
    default: return false
    }
  }

  private static func append(_ number: Int, to output: inout [UInt8]) {
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      output.append(Byte.zero + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
