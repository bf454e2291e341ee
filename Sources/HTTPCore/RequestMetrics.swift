/// Counts of what one loop, or all of them together, have served.
public struct RequestMetrics: Sendable {
  private struct Series: Hashable, Sendable {
    let route: String
    let method: String
    let status: Int
  }

  private struct Tally: Sendable {
    var requests = 0
    var latency = LatencyHistogram()
  }

  private var tallies: [Series: Tally] = [:]
  private var faults: [String: Int] = [:]
  private var bytesIn = 0
  private var bytesOut = 0
  private var failures = 0
  private var opened = 0
  private var closed = 0
  private var refused = 0

  /// Makes counts of nothing.
  public init() {}

  /// Counts a request.
  ///
  /// - Parameter record: the request and its answer.
  public mutating func add(_ record: AccessRecord) {
    // The route is a pattern of our own table and the method one of seven, so the series stay few whatever is asked.
    let series = Series(
      route: record.route ?? "none", method: record.method?.rawValue ?? "none", status: record.status.code)
    tallies[series, default: Tally()].requests += 1
    tallies[series, default: Tally()].latency.add(record.microseconds)
    if let fault = record.fault { faults[fault.name, default: 0] += 1 }
    bytesIn += record.bytesIn
    bytesOut += record.bytesOut
  }

  /// Counts a handler's failure.
  public mutating func addFailure() { failures += 1 }
  /// Counts a connection.
  public mutating func addOpened() { opened += 1 }
  /// Counts a connection's end.
  public mutating func addClosed() { closed += 1 }
  /// Counts a connection that was turned away.
  public mutating func addRefused() { refused += 1 }

  /// Adds the counts of another loop.
  ///
  /// - Parameter other: the counts.
  public mutating func add(_ other: RequestMetrics) {
    tallies.merge(other.tallies) { mine, its in
      var both = mine
      both.requests += its.requests
      both.latency.add(its.latency)
      return both
    }
    faults.merge(other.faults, uniquingKeysWith: +)
    bytesIn += other.bytesIn
    bytesOut += other.bytesOut
    failures += other.failures
    opened += other.opened
    closed += other.closed
    refused += other.refused
  }

  /// Writes everything, always in the same order.
  ///
  /// - Parameter text: what it is added to.
  public func write(into text: inout MetricsText) {
    let all = tallies.sorted {
      ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
    }
    text.family("http_requests_total", .counter, "Requests answered.")
    for (series, tally) in all {
      let labels = [("route", series.route), ("method", series.method), ("status", "\(series.status)")]
      text.sample("http_requests_total", labels, tally.requests)
    }
    text.family(
      "http_request_duration_seconds", .histogram, "Time from the end of a request's head to its answer.")
    var latencies: [(labels: [(String, String)], latency: LatencyHistogram)] = []
    for (series, tally) in all {
      if let last = latencies.last?.labels, last[0].1 == series.route, last[1].1 == series.method {
        latencies[latencies.count - 1].latency.add(tally.latency)
      } else {
        latencies.append(([("route", series.route), ("method", series.method)], tally.latency))
      }
    }
    for (labels, latency) in latencies { latency.write("http_request_duration_seconds", labels, into: &text) }
    text.family("http_request_faults_total", .counter, "Requests that could not be understood or served, by reason.")
    for (kind, count) in faults.sorted(by: { $0.key < $1.key }) {
      text.sample("http_request_faults_total", [("kind", kind)], count)
    }
    writeTotals(into: &text)
  }

  private func writeTotals(into text: inout MetricsText) {
    let totals: [(String, MetricsText.Kind, String, Int)] = [
      ("http_handler_failures_total", .counter, "Requests answered 500 because of a fault of our own.", failures),
      ("http_request_body_bytes_total", .counter, "Bytes of request bodies.", bytesIn),
      ("http_response_bytes_total", .counter, "Bytes of answers, heads included.", bytesOut),
      ("http_connections", .gauge, "Connections that are open.", opened - closed),
      ("http_connections_total", .counter, "Connections accepted.", opened),
      ("http_connections_refused_total", .counter, "Connections turned away because there were too many.", refused),
    ]
    for (name, kind, help, value) in totals {
      text.family(name, kind, help)
      text.sample(name, [], value)
    }
  }
}
