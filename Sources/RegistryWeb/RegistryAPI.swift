import Formats
public import HTTPCore
public import LicenceRegistry
public import Licensing

/// The HTTP API over one registry, for one event loop: answers are computed where the request was read, from the loop's
/// own read connection; what is written goes to the registry's writer and is answered once it is durable.
public final class RegistryAPI: RequestHandler {
  private let registry: Registry
  private let reader: RegistryReader
  private let clock: @Sendable () -> UTCInstant
  private let router: Router<Endpoint>

  /// Makes the API for one loop.
  ///
  /// - Parameters:
  ///   - registry: what it serves.
  ///   - clock: tells the present.
  /// - Throws: `SQLiteError` or `StoreError` if no read connection can be had.
  public init(_ registry: Registry, clock: @escaping @Sendable () -> UTCInstant) throws {
    self.registry = registry
    self.clock = clock
    reader = try registry.makeReader()
    router = Router(Endpoint.routes)
  }

  /// No request of these routes has a large body.
  public func disposition(of head: RequestHead) -> BodyDisposition {
    .collect(limit: 64 * 1024)
  }

  /// Answers a request; recorded decisions are answered later through the sink.
  public func respond(to request: HTTPRequest, _ sink: ResponseSink) -> HTTPResponse? {
    let language = Language(acceptLanguage: request.fields["accept-language"])
    if request.target.isAsterisk {
      // "OPTIONS *" asks about the server as a whole (RFC 9110, section 9.3.7).
      return HTTPResponse(status: .noContent, fields: ["allow": "GET, HEAD, POST, OPTIONS"])
    }
    switch router.match(request.method, request.segments) {
    case .found(let endpoint, _, _):
      return respond(to: request, endpoint, language, sink)
    case .methodNotAllowed(let allowed):
      var response = ProblemDetails(
        status: .methodNotAllowed, code: "request.method_not_allowed",
        detail: language(
          en: "\(request.method.rawValue) is not possible here", fr: "\(request.method.rawValue) n’est pas possible ici"
        )
      ).response
      let methods = allowed.map(\.rawValue).joined(separator: ", ")
      if request.method == .options { response = HTTPResponse(status: .noContent) }
      response.fields.set("allow", methods)
      return response
    case .notFound:
      return ProblemDetails(
        status: .notFound, code: "request.not_found",
        detail: language(en: "there is nothing at this path", fr: "il n’y a rien à ce chemin")
      ).response
    }
  }

  /// Faults found before a request is whole are told as problem details too.
  public func faultResponse(_ fault: HTTPFault) -> HTTPResponse {
    var response = ProblemDetails(status: fault.status, code: "http.\(fault.kind)", detail: fault.detail).response
    response.closesConnection = fault.closes
    return response
  }

  private func respond(
    to request: HTTPRequest, _ endpoint: Endpoint, _ language: Language, _ sink: ResponseSink
  ) -> HTTPResponse? {
    switch endpoint {
    case .alive: return HTTPResponse(json: Array(#"{"status":"alive"}"#.utf8))
    case .ready: return ready(language)
    case .eligibility: return eligibility(request, language)
    case .recordedEligibility: return recordedEligibility(request, language, sink)
    }
  }

  private func ready(_ language: Language) -> HTTPResponse {
    do {
      try reader.ping()
      return HTTPResponse(json: Array(#"{"status":"ready"}"#.utf8))
    } catch {
      var response = ProblemDetails(
        status: .serviceUnavailable, code: "registry.unavailable",
        detail: language(en: "the registry does not answer", fr: "le registre ne répond pas")
      ).response
      response.fields.set("retry-after", "5")
      return response
    }
  }

  private func eligibility(_ request: HTTPRequest, _ language: Language) -> HTTPResponse {
    switch QuestionReader.question(query: request.query, language) {
    case .failure(let report): return report.problem.response
    case .success(let question):
      do {
        let decision = try reader.eligibility(of: question, now: clock(), language: language)
        return RegistryAPI.answer(decision)
      } catch {
        return RegistryAPI.failure(language)
      }
    }
  }

  private func recordedEligibility(
    _ request: HTTPRequest, _ language: Language, _ sink: ResponseSink
  ) -> HTTPResponse? {
    guard request.mediaType == "application/json" else {
      return ProblemDetails(
        status: .unsupportedMediaType, code: "request.media_type",
        detail: language(
          en: "send the question as application/json", fr: "envoyez la question en application/json")
      ).response
    }
    guard request.query.isEmpty else {
      return ProblemDetails(
        status: .badRequest, code: "request.unknown_field",
        detail: language(en: "a POST takes no query", fr: "un POST ne prend pas de requête dans l’URL")
      ).response
    }
    switch QuestionReader.question(body: request.body, language) {
    case .failure(let report): return report.problem.response
    case .success(let question):
      do {
        let now = clock()
        var decision = try reader.eligibility(of: question, now: now, language: language)
        decision.id = DecisionID.make(now: now)
        let recorded = decision
        registry.record(recorded, on: question) { error in
          sink.send(error == nil ? RegistryAPI.answer(recorded) : RegistryAPI.failure(language))
        }
        return nil
      } catch {
        return RegistryAPI.failure(language)
      }
    }
  }

  private static func answer(_ decision: Decision) -> HTTPResponse {
    var writer = JSONWriter()
    writer.decision(decision)
    var response = HTTPResponse(json: writer.bytes)
    response.fields.set("content-language", decision.language.rawValue)
    // Who has which contract is nobody's business on the way.
    response.fields.set("cache-control", "no-store")
    return response
  }

  /// The registry failed; what exactly is for the log, not for the client.
  private static func failure(_ language: Language) -> HTTPResponse {
    ProblemDetails(
      status: .internalServerError, code: "registry.failed",
      detail: language(en: "the registry could not answer", fr: "le registre n’a pas pu répondre")
    ).response
  }
}

/// What a route leads to.
enum Endpoint: Sendable {
  case alive, ready, eligibility, recordedEligibility

  /// Every route; checked when the API is made.
  static let routes: [Route<Endpoint>] = [
    Route(.get, "/healthz", .alive),
    Route(.get, "/readyz", .ready),
    Route(.get, "/v1/eligibility", .eligibility),
    Route(.post, "/v1/eligibility", .recordedEligibility),
  ]
}

extension Language {
  /// French if the client prefers it to English (RFC 9110, section 12.5.4), else English.
  init(acceptLanguage: String?) {
    var best: (language: Language, quality: Double) = (.english, 0)
    for range in (acceptLanguage ?? "").lowercased().split(separator: ",") {
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      guard let tag = parts.first?.split(separator: "-").first, let language = Language(rawValue: String(tag)) else {
        continue
      }
      let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      if quality > best.quality { best = (language, quality) }
    }
    self = best.language
  }
}
