/// Counts of what one loop, or all of them together, have served.
public struct RequestMetrics: Sendable {
  private struct Series: Hashable, Sendable {
    let route: String
    let method: String
    let status: Int
  }

  private struct Tally: Sendable {
    let series: Series
    var requests = 0
    var latency = LatencyHistogram()
  }

  private var tallies: [Tally] = []
  /// Where the tally of a series is.
  private var positions: [Series: Int] = [:]
  /// The tally that was counted last: as a rule the next request is of the same kind, and nothing has to be hashed.
  private var latest = 0
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
    let position = position(of: series)
    tallies[position].requests += 1
    tallies[position].latency.add(record.microseconds)
    if let fault = record.fault { faults[fault.name, default: 0] += 1 }
    bytesIn += record.bytesIn
    bytesOut += record.bytesOut
  }

  private mutating func position(of series: Series) -> Int {
    if latest < tallies.count, tallies[latest].series == series { return latest }
    if let known = positions[series] {
      latest = known
    } else {
      latest = tallies.count
      positions[series] = latest
      tallies.append(Tally(series: series))
    }
    return latest
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
    for tally in other.tallies {
      let position = position(of: tally.series)
      tallies[position].requests += tally.requests
      tallies[position].latency.add(tally.latency)
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
      ($0.series.route, $0.series.method, $0.series.status) < ($1.series.route, $1.series.method, $1.series.status)
    }
    text.family("http_requests_total", .counter, "Requests answered.")
    for tally in all {
      let labels = [
        ("route", tally.series.route), ("method", tally.series.method), ("status", "\(tally.series.status)"),
      ]
      text.sample("http_requests_total", labels, tally.requests)
    }
    text.family(
      "http_request_duration_seconds", .histogram, "Time from the end of a request's head to its answer.")
    var latencies: [(labels: [(String, String)], latency: LatencyHistogram)] = []
    for tally in all {
      if let last = latencies.last?.labels, last[0].1 == tally.series.route,
        last[1].1 == tally.series.method
      {
        latencies[latencies.count - 1].latency.add(tally.latency)
      } else {
        latencies.append(([("route", tally.series.route), ("method", tally.series.method)], tally.latency))
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
