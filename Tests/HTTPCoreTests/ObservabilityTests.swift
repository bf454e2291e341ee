import Testing

@testable import HTTPCore

/// Ids, log lines and metrics as values.
struct ObservabilityTests {
  private let record = AccessRecord(
    requestID: "abc", method: .post, route: "/v1/decisions/{id}", status: .created, bytesIn: 12, bytesOut: 345,
    microseconds: 678)

  @Test func idsAreShortAndNeverTheSame() {
    var one = RequestID.Source(seed: 0)
    var other = RequestID.Source(seed: 0xFF_FFFF_FFFF)
    #expect(one.next() == "000000000000001")
    #expect(other.next() == "zzzzzzzz0000001")
    // Far enough for the last two digits to begin anew.
    let ids = (0..<2000).map { _ in one.next() }
    #expect(ids.last == "0000000000001yh")
    #expect(zip(ids, ids.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(ids.prefix(100).allSatisfy { RequestID.given(in: ["x-request-id": $0]) == $0 })
  }

  @Test func aLineOfTheLog() {
    var output: [UInt8] = []
    LogLine.append(record, unixMicroseconds: 784_111_777_000_250, to: &output)
    #expect(
      String(decoding: output, as: UTF8.self)
        == #"{"time":"1994-11-06T08:49:37.000250Z","event":"request","id":"abc","method":"POST","#
        + #""route":"/v1/decisions/{id}","status":201,"bytes":345,"received":12,"microseconds":678}"# + "\n")
  }

  @Test func aRefusedRequestHasAReasonAndNoRoute() {
    var output: [UInt8] = []
    let record = AccessRecord(
      requestID: "abc", method: nil, route: nil, status: .badRequest, fault: .malformedHost, bytesIn: 0, bytesOut: 1,
      microseconds: 0)
    LogLine.append(record, unixMicroseconds: -1, to: &output)
    let text = String(decoding: output, as: UTF8.self)
    #expect(text.hasPrefix(#"{"time":"1969-12-31T23:59:59.999999Z""#))
    #expect(
      text.hasSuffix(
        #""method":null,"route":null,"status":400,"bytes":1,"received":0,"microseconds":0,"#
          + "\"fault\":\"malformed-host\"}\n"))
  }

  @Test func aFailureIsOneLineWhateverItSays() {
    var output: [UInt8] = []
    let failure = HandlerFailure(requestID: "a", method: .get, route: "/", text: "a \"b\"\r\n\u{0}\\c")
    LogLine.append(failure, unixMicroseconds: 0, to: &output)
    #expect(String(decoding: output, as: UTF8.self).hasSuffix(#","error":"a \"b\"   \\c"}"# + "\n"))
    #expect(output.count { $0 == 0x0A } == 1)
  }

  @Test func theMetricsOfTwoLoops() {
    var one = RequestMetrics()
    var other = RequestMetrics()
    one.add(record)
    one.addOpened()
    one.addFailure()
    other.add(record)
    other.add(
      AccessRecord(
        requestID: "", method: .post, route: record.route, status: .badRequest, fault: .bodyTooLarge, bytesIn: 1,
        bytesOut: 2, microseconds: 20_000_000))
    other.addOpened()
    other.addClosed()
    other.addRefused()
    one.add(other)
    var text = MetricsText()
    one.write(into: &text)
    let lines = String(decoding: text.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    let labels = #"route="/v1/decisions/{id}",method="POST""#
    for line in [
      "http_requests_total{\(labels),status=\"201\"} 2", "http_requests_total{\(labels),status=\"400\"} 1",
      "http_request_duration_seconds_bucket{\(labels),le=\"0.0005\"} 0",
      "http_request_duration_seconds_bucket{\(labels),le=\"0.001\"} 2",
      "http_request_duration_seconds_bucket{\(labels),le=\"10\"} 2",
      "http_request_duration_seconds_bucket{\(labels),le=\"+Inf\"} 3",
      "http_request_duration_seconds_sum{\(labels)} 20.001356", "http_request_duration_seconds_count{\(labels)} 3",
      "http_request_faults_total{kind=\"body-too-large\"} 1", "http_handler_failures_total 1",
      "http_request_body_bytes_total 25", "http_response_bytes_total 692", "http_connections 1",
      "http_connections_total 2", "http_connections_refused_total 1",
    ] { #expect(lines.contains(line), "\(line)") }
    // Every sample belongs to the family that was named last before it, as the format asks.
    var family = ""
    for line in lines {
      if line.hasPrefix("# TYPE ") { family = String(line.split(separator: " ")[2]) }
      if !line.hasPrefix("#") { #expect(line.hasPrefix(family)) }
    }
  }

  @Test func labelsAreEscaped() {
    var text = MetricsText()
    text.family("a", .gauge, "One\nline \\.")
    text.sample("a", [("b", "\"\\\n")], 1)
    #expect(
      String(decoding: text.bytes, as: UTF8.self)
        == "# HELP a One\\nline \\\\.\n# TYPE a gauge\na{b=\"\\\"\\\\\\n\"} 1\n")
  }
}
