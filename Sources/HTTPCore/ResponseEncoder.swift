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
    for field in response.fields where !isOwn(field.name) {
      output.append(Byte.carriageReturn)
      output.append(Byte.lineFeed)
      output.append(contentsOf: field.name.utf8)
      output.append(Byte.colon)
      output.append(Byte.space)
      output.append(contentsOf: field.value.utf8)
    }
    if !status.forbidsBody {
      output.append(contentsOf: "\r\ncontent-length: ".utf8)
      append(response.body.count, to: &output)
    }
    if !keepsAlive {
      output.append(contentsOf: "\r\nconnection: close\r\n\r\n".utf8)
    } else if version == .http10 {
      output.append(contentsOf: "\r\nconnection: keep-alive\r\n\r\n".utf8)
    } else {
      output.append(contentsOf: "\r\n\r\n".utf8)
    }
    if !status.forbidsBody, method != .head { output.append(contentsOf: response.body) }
  }

  /// Appends the interim answer that asks a client to send its body.
  public static func encodeContinue(into output: inout [UInt8]) {
    output.append(contentsOf: "HTTP/1.1 100 Continue\r\n\r\n".utf8)
  }

  private static func isOwn(_ name: String) -> Bool {
    // The lengths tell most names apart without a comparison of text.
    switch name.utf8.count {
    case 4: name == "date"
    case 10: name == "connection"
    case 12: name == "x-request-id"
    case 14: name == "content-length"
    case 17: name == "transfer-encoding"
    default: false
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
