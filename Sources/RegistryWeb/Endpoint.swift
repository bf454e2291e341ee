import HTTPCore

/// What a route leads to.
enum Endpoint: Sendable {
  case alive, ready, eligibility, recordedEligibility, decision, decisions

  /// Every route; checked when the API is made.
  static let routes: [Route<Endpoint>] = [
    Route(.get, "/healthz", .alive),
    Route(.get, "/readyz", .ready),
    Route(.get, "/v1/eligibility", .eligibility),
    Route(.post, "/v1/eligibility", .recordedEligibility),
    Route(.get, "/v1/decisions", .decisions),
    Route(.get, "/v1/decisions/{id}", .decision),
  ]
}
