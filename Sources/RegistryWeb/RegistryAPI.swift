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
    case .found(let endpoint, let parameters, _):
      return respond(to: request, endpoint, parameters, language, sink)
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
    let code = "http." + fault.kind.name.map { $0 == "-" ? "_" : String($0) }.joined()
    var response = ProblemDetails(status: fault.status, code: code, detail: fault.detail).response
    response.closesConnection = fault.closes
    return response
  }

  private func respond(
    to request: HTTPRequest, _ endpoint: Endpoint, _ parameters: RouteParameters, _ language: Language,
    _ sink: ResponseSink
  ) -> HTTPResponse? {
    switch endpoint {
    case .alive: return HTTPResponse(json: Array(#"{"status":"alive"}"#.utf8))
    case .ready: return ready(language)
    case .eligibility: return eligibility(request, language)
    case .recordedEligibility: return recordedEligibility(request, language, sink)
    case .decision: return decision(id: parameters["id"] ?? "", language)
    case .decisions: return decisions(request, language)
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
        var writer = JSONWriter()
        writer.decision(decision)
        return RegistryAPI.answer(writer.bytes, language)
      } catch {
        return RegistryAPI.failure(language)
      }
    }
  }

  private func recordedEligibility(
    _ request: HTTPRequest, _ language: Language, _ sink: ResponseSink
  ) -> HTTPResponse? {
    let charset = request.fields["content-type"]?.lowercased().split(separator: "charset=", maxSplits: 1).dropFirst()
      .first
    guard request.mediaType == "application/json", charset.map({ $0.contains("utf-8") }) ?? true else {
      return ProblemDetails(
        status: .unsupportedMediaType, code: "request.media_type",
        detail: language(
          en: "send the question as application/json in UTF-8", fr: "envoyez la question en application/json, en UTF-8")
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
        let record = DecisionRecord(decision, on: question, actor: "anonymous")
        registry.record(record) { error in
          sink.send(error == nil ? RegistryAPI.answer(record.document, language) : RegistryAPI.failure(language))
        }
        return nil
      } catch {
        return RegistryAPI.failure(language)
      }
    }
  }

  private func decision(id: String, _ language: Language) -> HTTPResponse {
    do {
      if let record = try reader.decision(id: id) { return RegistryAPI.answer(record.document) }
      return ProblemDetails(
        status: .notFound, code: "decision.not_found",
        detail: language(en: "there is no decision with this id", fr: "aucune décision n’a cet identifiant")
      ).response
    } catch {
      return RegistryAPI.failure(language)
    }
  }

  private func decisions(_ request: HTTPRequest, _ language: Language) -> HTTPResponse {
    switch DecisionQuery.read(request.query, language) {
    case .failure(let report): return report.problem.response
    case .success(let query):
      do {
        // One more than the page holds tells whether there is another.
        let records = try reader.decisions(
          ticket: query.ticket, contract: query.contract, before: query.before, limit: query.limit + 1)
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("items")
        writer.beginArray()
        for record in records.prefix(query.limit) { writer.rawValue(record.document) }
        writer.endArray()
        writer.endObject()
        var response = RegistryAPI.answer(writer.bytes)
        if records.count > query.limit, let last = records.prefix(query.limit).last {
          response.fields.set("link", "<\(query.next(after: last.id))>; rel=\"next\"")
        }
        return response
      } catch {
        return RegistryAPI.failure(language)
      }
    }
  }

  private static func answer(_ json: [UInt8], _ language: Language? = nil) -> HTTPResponse {
    var response = HTTPResponse(json: json)
    if let language { response.fields.set("content-language", language.rawValue) }
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
