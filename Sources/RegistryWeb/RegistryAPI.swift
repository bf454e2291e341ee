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
  private let limits: HTTPLimits
  private let keyHours: Int
  private let serverMetrics: @Sendable (inout MetricsText) -> Void
  private let operations = Operation.all
  private let router: Router
  private let round: RecordingRound
  /// Of the token of the last request, until when its use is known well enough.
  private var notedUse: (token: String, until: UTCInstant)?

  /// Makes the API for one loop.
  ///
  /// - Parameters:
  ///   - registry: what it serves.
  ///   - clock: tells the present.
  ///   - limits: how long bodies may be.
  ///   - keyHours: for how many hours answers under idempotency keys are kept.
  ///   - serverMetrics: writes what the server itself has measured, for `/metrics`.
  /// - Throws: `SQLiteError` or `StoreError` if no read connection can be had.
  public init(
    _ registry: Registry, clock: @escaping @Sendable () -> UTCInstant, limits: HTTPLimits = HTTPLimits(),
    keyHours: Int = Retention.standard.keyHours,
    serverMetrics: @escaping @Sendable (inout MetricsText) -> Void = { _ in }
  ) throws {
    self.registry = registry
    self.clock = clock
    self.limits = limits
    self.keyHours = keyHours
    self.serverMetrics = serverMetrics
    reader = try registry.makeReader()
    round = RecordingRound(registry)
    router = Router(operations.map { Route($0.method, $0.path) })
  }

  /// The pattern of the route, for logs and metrics.
  public func route(of head: RequestHead) -> String? {
    guard !head.target.isAsterisk, case .found(_, _, let pattern) = router.match(head.method, head.target)
    else { return nil }
    return pattern
  }

  /// No id that a client gives is kept that has a licence code or an access token in it.
  public func takes(requestID: String) -> Bool {
    !TokenSecret.mayStand(in: requestID) && (try? reader.masked(requestID)) == requestID
  }

  /// A large body is only taken from those who may send it.
  public func disposition(
    of head: RequestHead, from origin: @autoclosure () -> RequestOrigin, requestID: String
  ) throws -> BodyDisposition {
    guard head.framing.hasBody, case .found(let place, _, _) = router.match(head.method, head.target),
      operations[place].bodyLimit > RequestForm.usualLimit
    else { return .collect(limit: limits.bodyBytes) }
    let operation = operations[place]
    let language = Language(acceptLanguage: head.fields["accept-language"])
    let now = clock()
    do {
      _ = try reader.onOneState { try admit(head.fields, to: operation.right, now: now) }
      try JSONBody.checkEncoding(of: head.fields, language)
      guard operation.bodyLimit == Int.max else { return .collect(limit: operation.bodyLimit) }
      return .stream(try UploadSink(registry), limit: limits.uploadBytes)
    } catch let denial as AccessDenial {
      // With a short body the answer to a wrong token can come late, as everywhere.
      if denial.isGuess, case .length(let length) = head.framing, length <= RequestForm.usualLimit {
        return .collect(limit: RequestForm.usualLimit)
      }
      return .refuse(refusal(operation, denied: denial, from: origin().address, requestID, language, now))
    } catch {
      guard let response = Failure.response(error, language) else { throw error }
      return .refuse(response)
    }
  }

  /// The answer to who may not send a large body, which does not wait for the body.
  ///
  /// A wrong token that would be answered late is not looked into instead.
  private func refusal(
    _ operation: Operation, denied denial: AccessDenial, from address: String, _ requestID: String,
    _ language: Language, _ now: UTCInstant
  ) -> HTTPResponse {
    let route = "\(operation.method.rawValue) \(operation.path)"
    switch registry.access.denied(denial, route: route, address: address, request: requestID, now: now) {
    case .now: return denial.response(language).naming(language)
    case .later(let milliseconds, let group):
      registry.access.wait(milliseconds, group: group) {}
      return AccessDenial.tooMany(retryAfter: (milliseconds + 999) / 1000, language).naming(language)
    case .tooMany(let retryAfter): return AccessDenial.tooMany(retryAfter: retryAfter, language).naming(language)
    }
  }

  /// Answers a round of requests from one state of the registry and has written together what they record.
  ///
  /// The state is that of the first look. What is refused ends it: the next look is at a newer one.
  public func serveRound(_ body: () -> Void) {
    round.gather { reader.holdingState(body) }
  }

  /// Answers a request; what is written, and wrong tokens, are answered later through the sink.
  public func respond(to request: HTTPRequest, _ sink: ResponseSink) throws -> HTTPResponse? {
    try respond(to: request, sink, with: nil)
  }

  /// Answers a request, with the answer of its operation or another.
  private func respond(
    to request: HTTPRequest, _ sink: ResponseSink, with other: ((Exchange) throws -> HTTPResponse?)?
  ) throws -> HTTPResponse? {
    let language = Language(acceptLanguage: request.fields["accept-language"])
    let now = clock()
    let match = request.target.isAsterisk ? .notFound : router.match(request.method, request.target)
    do {
      if case .found(let place, let path, _) = match, operations[place].right == nil {
        return try answer(operations[place], request, path, nil, language, now, sink, other)?.naming(language)
      }
      // The token is judged on the same state of the registry as what is read with it.
      return try reader.onOneState {
        switch match {
        case .found(let place, let path, _):
          let token = try admit(request.fields, to: operations[place].right, now: now)
          return try answer(operations[place], request, path, token, language, now, sink, other)?.naming(language)
        case .methodNotAllowed(let allowed):
          _ = try admit(request.fields, to: nil, now: now)
          return methodNotAllowed(request.method, allowed, language).naming(language)
        case .notFound:
          _ = try admit(request.fields, to: nil, now: now)
          return notFound(request, language).naming(language)
        }
      }
    } catch let denial as AccessDenial {
      return respond(to: request, match, denied: denial, language, now, sink)
    } catch let report as ProblemReport {
      return try report.problem.shown(reader.masked).response.naming(language)
    } catch {
      guard let response = Failure.response(error, language) else { throw error }
      return response
    }
  }

  /// Answers a request whose body went to a file.
  public func respond(
    to request: HTTPRequest, streamedInto body: any BodySink, _ sink: ResponseSink
  ) throws -> HTTPResponse? {
    guard let upload = body as? UploadSink else { preconditionFailure("a body went to a sink that is not ours") }
    return try respond(to: request, sink, with: { try Operation.importFile($0, upload) })
  }

  /// Faults found before a request is whole are told as problem details too; in English where its fields were not read.
  public func faultResponse(_ fault: HTTPFault, to head: RequestHead?) -> HTTPResponse {
    let language = Language(acceptLanguage: head?.fields["accept-language"])
    if fault.status == .internalServerError { return Failure.unexpected(language) }
    let code = "http." + fault.kind.name.map { $0 == "-" ? "_" : String($0) }.joined()
    let french = language == .french ? fault.french : nil
    var response = ProblemDetails(status: fault.status, code: code, detail: french ?? fault.detail).response
      .naming(french == nil ? .english : .french)
    response.closesConnection = fault.closes
    return response
  }

  private func answer(
    _ operation: Operation, _ request: HTTPRequest, _ path: RouteParameters, _ token: AccessToken?,
    _ language: Language, _ now: UTCInstant, _ sink: ResponseSink, _ other: ((Exchange) throws -> HTTPResponse?)?
  ) throws -> HTTPResponse? {
    let query =
      operation.checksQuery ? try QueryValues.read(request.query, operation.parameters, language) : QueryValues()
    try RegistryAPI.check(path, by: operation.parameters, language)
    let exchange = Exchange(
      request: request, path: path, query: query, token: token, language: language, now: now, registry: registry,
      reader: reader, round: round, sink: sink, keyHours: keyHours, serverMetrics: serverMetrics)
    return try other.map { try $0(exchange) } ?? operation.answer(exchange)
  }

  /// Refuses what can't be the id of anything.
  private static func check(
    _ path: RouteParameters, by parameters: [Parameter], _ language: Language
  ) throws(ProblemReport) {
    guard path.count > 0 else { return }
    for parameter in parameters where parameter.place == .path {
      guard let complaint = parameter.schema.complaint(about: path[parameter.name] ?? "") else { continue }
      let fault = ProblemDetails.Fault(
        "request.invalid_value", field: parameter.name, inQuery: true, language(en: complaint.en, fr: complaint.fr))
      throw ProblemReport(ProblemDetails(faults: [fault]))
    }
  }

  /// The token of a request, if its holder may do something.
  private func admit(_ fields: HTTPFields, to right: Right?, now: UTCInstant) throws -> AccessToken {
    let token = try reader.access(BearerToken.text(fields), to: right, now: now)
    if let notedUse, notedUse.token == token.id, now < notedUse.until { return token }
    notedUse = (token.id, registry.access.used(token, now: now))
    return token
  }

  private func respond(
    to request: HTTPRequest, _ match: RouteMatch, denied denial: AccessDenial, _ language: Language,
    _ now: UTCInstant, _ sink: ResponseSink
  ) -> HTTPResponse? {
    // The pattern, never the path: that may hold anything.
    var route = request.method.rawValue
    if case .found(let place, _, _) = match { route += " \(operations[place].path)" }
    let response = denial.response(language).naming(language)
    switch registry.access.denied(denial, route: route, address: request.peer, request: request.id, now: now) {
    case .now: return response
    case .later(let milliseconds, let group):
      registry.access.wait(milliseconds, group: group) { sink.send(response) }
      return nil
    case .tooMany(let retryAfter): return AccessDenial.tooMany(retryAfter: retryAfter, language).naming(language)
    }
  }

  private func methodNotAllowed(_ method: HTTPMethod, _ allowed: [HTTPMethod], _ language: Language) -> HTTPResponse {
    var response =
      method == .options
      ? HTTPResponse(status: .noContent)
      : ProblemDetails(
        status: .methodNotAllowed, code: "request.method_not_allowed",
        detail: language(en: "\(method.rawValue) is not possible here", fr: "\(method.rawValue) n’est pas possible ici")
      ).response
    response.fields.set("allow", allowed.map(\.rawValue).joined(separator: ", "))
    return response
  }

  private func notFound(_ request: HTTPRequest, _ language: Language) -> HTTPResponse {
    if request.target.isAsterisk {
      // "OPTIONS *" asks about the server as a whole (RFC 9110, section 9.3.7).
      return HTTPResponse(status: .noContent, fields: ["allow": "GET, HEAD, POST, PUT, DELETE, OPTIONS"])
    }
    return ProblemDetails(
      status: .notFound, code: "request.not_found",
      detail: language(en: "there is nothing at this path", fr: "il n’y a rien à ce chemin")
    ).response
  }
}
