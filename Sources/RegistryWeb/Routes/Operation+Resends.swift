import Formats
import HTTPCore
import LicenceRegistry
import Licensing

extension Operation {
  /// Licence codes to be sent again (DESIGN, section 5).
  static let resends = [
    Operation(
      name: "requestResend", method: .post, path: "/v1/resends", right: .requestResends,
      summary: "Ask that licence codes be sent again.",
      description: """
        Codes go only to the address that the registry has for the person who asks. What becomes of the request is in \
        `state`; `checks` has every check. How much may be asked for depends on the person who asks, never on the code, so \
        that a limit tells nothing of it. A token with the role `self-service` is always answered the same way, whatever \
        the registry has.
        """,
      parameters: [.language, .idempotencyKey],
      body: RequestForm(
        schema: .any([
          .object([.member("licence", given, "The code, as pasted.")] + requestFields),
          .object(
            [
              .member("contract", given, "The number of the contract."),
              .member("product", given, "The product: id, name or alias."),
            ] + requestFields),
        ]),
        example: """
          {"contract":"GA-2024-0117","product":"Advance Design","requestedBy":"c.martin@be-martin.example",\
          "reason":"loss","ticket":"T-48213"}
          """),
      replies: [
        ReplyForm(.created, "What became of the request.", .named("Resend"), fields: [("Location", "Its address.")]),
        ReplyForm(.accepted, "For `self-service`: the request will be looked at.", .named("ResendAccepted")),
        .problem(
          .tooManyRequests,
          "Too much was asked for: `resend.limit_licence`, `resend.limit_customer`, `resend.limit_agent`.",
          fields: [("Retry-After", "Seconds to wait.")]),
      ], answer: request),
    Operation(
      name: "listResends", method: .get, path: "/v1/resends", right: .handleResends,
      summary: "Resends, newest first; those in one state oldest first, as a queue is worked off.",
      parameters: [
        .query("state", .choice(ResendState.allCases.map(\.rawValue)), "Only those in this state.", example: "review"),
        .query("customer", .text(length: 1...512), "Only those of the customer with this id.", example: "C-1001"),
        .query("after", .recordID("rsd"), "Go on after the resend with this id."), .limit,
      ],
      replies: [.page(of: .named("Resend"), "A page of resends.")]
    ) { exchange in
      let limit = exchange.query.integer("limit") ?? 100
      let records = try exchange.reader.resends(
        state: exchange.query["state"].flatMap { ResendState(rawValue: $0) }, customer: exchange.query["customer"],
        beyond: exchange.query["after"], limit: limit + 1)
      let page = Page(records.prefix(limit), next: records.count > limit ? records[limit - 1].id : nil)
      return page.response(to: exchange) { writer, record in writer.rawValue(record.document) }
    },
    Operation(
      name: "getResend", method: .get, path: "/v1/resends/{id}", right: .handleResends,
      summary: "A resend, with its checks and what became of its message.",
      parameters: [resendID, .ifNoneMatch], replies: ReplyForm.record("Resend", "The resend.")
    ) { exchange in
      let id = exchange.path["id"] ?? ""
      guard let record = try exchange.reader.resend(id: id) else {
        throw ProblemReport(ResendRefused.notFound(id: id), exchange.language)
      }
      return try exchange.taggedAnswer(record.document)
    },
    action(.approve, "approveResend", right: .approveResends, "Let a resend in review be sent; never one's own."),
    action(.reject, "rejectResend", right: .approveResends, "Refuse a resend in review."),
    action(.cancel, "cancelResend", right: .handleResends, "Call off a resend that is not sent yet."),
    action(.retry, "retryResend", right: .handleResends, "Have a resend whose sending failed tried again."),
  ]

  /// A text on one line.
  private static let text = Schema.text(
    length: 0...Question.longestText, pattern: #"^[^\u0000-\u001F\u007F-\u009F]*$"#)
  /// A text that is not blank.
  private static let given = Schema.text(
    length: 1...Question.longestText,
    pattern:
      #"^[^\u0000-\u0008\u000E-\u001F\u007F-\u009F]*[^\s\u0000-\u001F\u007F-\u009F][^\u0000-\u0008\u000E-\u001F\u007F-\u009F]*$"#
  )
  /// A part of the name of a domain.
  private static let label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
  /// What a request says besides what is to be sent.
  private static let requestFields: [Schema.Property] = [
    .member(
      "requestedBy",
      .text(
        length: 3...254,
        pattern:
          "^(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~][A-Za-z0-9!#$%&'*+/=?^_`{|}~-]*(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@\(label)(\\.\(label))*$"
      ),
      "The e-mail address of the person who asks."),
    .optionalMember("reason", .optional(.choice(ResendReason.allCases.map(\.rawValue))), "Why; `loss` unless given."),
    .optionalMember("ticket", .optional(text), "The ticketing tool's own number."),
    .optionalMember(
      "locale", .optional(.choice(Language.allCases.map(\.rawValue))),
      "The language of the mail where the registry has none for the contact."),
  ]
  private static let resendID = Parameter.path("id", "The resend's id.", example: "rsd_01kjfc2rw0sf5j7ndzkrm4dfdr")

  private static func action(
    _ action: ResendAction, _ name: String, right: Right, _ summary: String
  ) -> Operation {
    Operation(
      name: name, method: .post, path: "/v1/resends/{id}/\(action.rawValue)", right: right, summary: summary,
      parameters: [resendID, .language, .idempotencyKey],
      body: RequestForm(
        schema: .object([.optionalMember("note", .optional(text), "A note, kept with the resend.")]),
        description: "May be left out.", isRequired: false,
        example: #"{"note":"Called back on the number in the contract"}"#),
      replies: [
        ReplyForm(.ok, "The resend as it is now.", .named("Resend")),
        .problem(.forbidden, "Whoever asked for a resend can't approve it: `resend.own_request`."),
        .problem(.notFound, "There is none."),
        .problem(.conflict, "Its state does not allow this: `resend.wrong_state`; or something stands against it now."),
      ]
    ) { exchange in
      let language = exchange.language
      if !exchange.request.body.isEmpty { try JSONBody.checkType(of: exchange.request, language) }
      let note = try ResendReader.note(exchange.request.body, language)
      let (key, sink) = (try IdempotencyKey(exchange), exchange.sink)
      exchange.registry.act(
        action, onResend: exchange.path["id"] ?? "", note: note, actor: exchange.actor,
        requestID: exchange.requestID, now: exchange.now, language: language, once: key?.request,
        answer: { KeptAnswer(.resend($0, language)) }
      ) { result in
        switch result {
        case .success(let kept): sink.send(kept.response)
        case .failure(let refused as ResendRefused):
          sink.send(ProblemReport(refused, language).problem.response.naming(language))
        case .failure(let error): sink.fail(error, language)
        }
      }
      return nil
    }
  }

  private static func request(_ exchange: Exchange) throws -> HTTPResponse? {
    let language = exchange.language
    try JSONBody.checkType(of: exchange.request, language)
    let request = try ResendReader.request(exchange.request.body, language)
    let (key, sink) = (try IdempotencyKey(exchange), exchange.sink)
    if exchange.token?.role == .selfService {
      // Answered as soon as the request itself is durable, before anything is looked up: neither the answer nor its time
      // can tell what exists.
      exchange.registry.acceptResend(
        request, actor: exchange.actor, requestID: exchange.requestID, now: exchange.now, language: language,
        once: key?.request, answer: KeptAnswer(.resendAccepted(language))
      ) { result in
        switch result {
        case .success(let kept): sink.send(kept.response)
        case .failure(let error): sink.fail(error, language)
        }
      }
      return nil
    }
    exchange.registry.requestResend(
      request, actor: exchange.actor, requestID: exchange.requestID, now: exchange.now, language: language,
      once: key?.request, answer: { KeptAnswer(.requestedResend($0, language)) }
    ) { result in
      switch result {
      case .success(let kept): sink.send(kept.response)
      case .failure(let error): sink.fail(error, language)
      }
    }
    return nil
  }
}

extension HTTPResponse {
  /// A resend.
  fileprivate static func resend(_ resend: ResendRecord, _ language: Language, status: HTTPStatus = .ok) -> HTTPResponse
  {
    var response = HTTPResponse(status: status, json: resend.document)
    response.fields.set("content-language", language.rawValue)
    response.fields.set("cache-control", "no-store")
    return response
  }

  /// The answer to a request: what became of it, or that it was one too many.
  fileprivate static func requestedResend(_ resend: ResendRecord, _ language: Language) -> HTTPResponse {
    if let limit = resend.checks.first(where: \.code.isLimit) {
      var response = ProblemDetails(status: .tooManyRequests, code: limit.code.rawValue, detail: limit.message).response
      // When exactly there is room again would tell how often others asked; a day is when it pays to look again.
      response.fields.set("retry-after", "86400")
      return response.naming(language)
    }
    var response = HTTPResponse.resend(resend, language, status: .created)
    response.fields.set("location", "/v1/resends/\(resend.id)")
    return response
  }

  /// The one answer for `self-service`.
  fileprivate static func resendAccepted(_ language: Language) -> HTTPResponse {
    var writer = JSONWriter(capacity: 256)
    writer.beginObject()
    writer.member(
      "message",
      language(
        en: "Thank you. If the request can be met, the code goes to the address that we have for you.",
        fr: "Merci. Si la demande peut être satisfaite, le code sera envoyé à l’adresse que nous avons pour vous."))
    writer.endObject()
    var response = HTTPResponse(status: .accepted, json: writer.bytes)
    response.fields.set("content-language", language.rawValue)
    response.fields.set("cache-control", "no-store")
    return response
  }
}

extension ProblemReport {
  /// An action that is not possible.
  fileprivate init(_ refused: ResendRefused, _ language: Language) {
    let status: HTTPStatus =
      switch refused {
      case .notFound: .notFound
      case .ownRequest: .forbidden
      case .state, .beingSent, .noLongerPossible: .conflict
      }
    self.init(ProblemDetails(status: status, code: refused.code, detail: refused.message(in: language)))
  }
}
