/// Lines of the log, each a JSON object: what was asked of which route and how it went, and what failed.
public enum LogLine {
  /// Appends the line of an answered request.
  ///
  /// - Parameters:
  ///   - record: the request and its answer.
  ///   - unixMicroseconds: the present.
  ///   - output: what the line is added to.
  public static func append(_ record: AccessRecord, unixMicroseconds: Int, to output: inout [UInt8]) {
    start("request", unixMicroseconds, record.requestID, record.method, record.route, &output)
    member("status", record.status.code, &output)
    member("bytes", record.bytesOut, &output)
    member("received", record.bytesIn, &output)
    member("microseconds", record.microseconds, &output)
    if let fault = record.fault { member("fault", fault.name, &output) }
    end(&output)
  }

  /// Appends the line of a handler's failure.
  ///
  /// - Parameters:
  ///   - failure: which request, and what went wrong.
  ///   - unixMicroseconds: the present.
  ///   - output: what the line is added to.
  public static func append(_ failure: HandlerFailure, unixMicroseconds: Int, to output: inout [UInt8]) {
    start("failure", unixMicroseconds, failure.requestID, failure.method, failure.route, &output)
    member("error", failure.text, &output)
    end(&output)
  }

  private static func start(
    _ event: String, _ unixMicroseconds: Int, _ id: String, _ method: HTTPMethod?, _ route: String?,
    _ output: inout [UInt8]
  ) {
    output.append(contentsOf: "{\"time\":\"".utf8)
    output.append(contentsOf: HTTPDate.timestamp(unixMicroseconds: unixMicroseconds).utf8)
    output.append(Byte.quote)
    member("event", event, &output)
    member("id", id, &output)
    member("method", method?.rawValue, &output)
    member("route", route, &output)
  }

  private static func end(_ output: inout [UInt8]) { output.append(contentsOf: "}\n".utf8) }

  private static func member(_ name: String, _ value: Int, _ output: inout [UInt8]) {
    output.append(contentsOf: ",\"".utf8)
    output.append(contentsOf: name.utf8)
    output.append(contentsOf: "\":".utf8)
    output.append(contentsOf: String(value).utf8)
  }

  private static func member(_ name: String, _ value: String?, _ output: inout [UInt8]) {
    output.append(contentsOf: ",\"".utf8)
    output.append(contentsOf: name.utf8)
    guard let value else {
      output.append(contentsOf: "\":null".utf8)
      return
    }
    output.append(contentsOf: "\":\"".utf8)
    JSONText.append(value, to: &output)
    output.append(Byte.quote)
  }
}
