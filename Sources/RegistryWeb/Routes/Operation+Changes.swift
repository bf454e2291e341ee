import Formats
import HTTPCore
import LicenceRegistry
import Licensing

extension Operation {
  /// Changes of single records: each is an import of one, so that it is checked, kept and can be taken back alike.
  static let changes =
    RecordRoute.all.flatMap { route in
      [
        Operation(
          name: "put\(route.schema)", method: .put, path: "\(route.path)/{id}", right: .writeRecords,
          summary: "Put one of the \(route.noun) as it is to be, whole.",
          description: """
            The body is what reading it gives; what it leaves out is empty afterwards, parts of the record too. \
            \(route.kind == .licence ? "A masked code stays as it is." : "There need be none of this id before.")
            """,
          parameters: [
            .path("id", route.idDescription, example: route.example), .ifMatch, .ifNoneMatchAny, .language,
          ],
          body: RequestForm(schema: .dictionary(.anything), description: "A `\(route.schema)`.", limit: 1 << 20),
          replies: [
            ReplyForm(.ok, "It was changed, or was so before.", .named(route.schema), fields: changed),
            ReplyForm(.created, "It was added.", .named(route.schema), fields: changed),
            .problem(.notFound, "There is none, and it can't be added here."),
            .problem(.conflict, "Other records stand in the way."),
            .problem(.preconditionFailed, "It is not as `If-Match` or `If-None-Match` says."),
            .problem(.unprocessableContent, "It is not sound; every fault is named."),
            .problem(.preconditionRequired, "It is there, and `If-Match` is missing."),
          ]
        ) { try route.put($0) },
        Operation(
          name: "delete\(route.schema)", method: .delete, path: "\(route.path)/{id}", right: .writeRecords,
          summary: "Remove one of the \(route.noun), with its parts.",
          parameters: [.path("id", route.idDescription, example: route.example), .ifMatch, .language],
          replies: [
            ReplyForm(.noContent, "It is gone."), .problem(.notFound, "There is none."),
            .problem(.conflict, "Other records name it."),
            .problem(.preconditionFailed, "It is not as `If-Match` says."),
            .problem(.preconditionRequired, "`If-Match` is missing."),
          ]
        ) { try route.delete($0) },
      ]
    } + [
      Operation(
        name: "addLicence", method: .post, path: "/v1/licences", right: .writeRecords, summary: "Add a licence.",
        description: "A code must not stand in an address, so a licence that is new has no id yet to put it under.",
        parameters: [.idempotencyKey, .language],
        body: RequestForm(
          schema: .dictionary(.anything), description: "A `Licence` with its whole `code`, without `id`.",
          example: """
            {"code":"0500-TEST-0000-0001","contract":"GA-2024-0117","product":"demo-structure","release":"2026"}
            """, limit: 1 << 20),
        replies: [
          ReplyForm(.created, "It was added.", .named("Licence"), fields: changed),
          .problem(.conflict, "There is a licence of this code."),
          .problem(.unprocessableContent, "It is not sound; every fault is named."),
        ]
      ) { try RecordRoute.addLicence($0) }
    ]

  private static let changed: [(name: String, description: String)] = [
    ("ETag", "The tag of the new state."),
    ("Location", "Where the record is."), ("X-Import", "The id of the import that the change is kept as."),
  ]
}

extension RecordRoute {
  /// Puts one record in place of the one under its id.
  fileprivate func put(_ exchange: Exchange) throws -> HTTPResponse? {
    let language = exchange.language
    try JSONBody.checkType(of: exchange.request, language)
    let given = try JSONBody.members(exchange.request.body, language)
    let id = exchange.path["id"] ?? ""
    let members = try members(given, id: id, exchange)
    let precondition = try Precondition(exchange.request.fields, language)
    let document: RecordDocument
    if kind == .advisory {
      document = try RecordDocument(kind, members.filter { $0.key != "product" }, product: try product(given, exchange))
    } else {
      document = try RecordDocument(kind, members)
    }
    let (route, registry) = (self, exchange.registry)
    let change = ClientChange(actor: exchange.actor, requestID: exchange.request.id, now: exchange.now)
    exchange.later {
      var wasThere = false
      let outcome = try registry.apply(
        change, plan: { try registry.planToPut(document.file, keepingParts: route.kind == .advisory) },
        check: { reader in
          let tag = try route.tag(id, reader)
          wasThere = tag != nil
          try precondition.check(tag, language)
        },
        answer: { _, change, reader in
          KeptAnswer(try route.answer(id, wasThere ? .ok : .created, change, reader))
        })
      switch outcome {
      case .applied(_, let kept): return kept.response
      case .nothing: return try route.answer(id, .ok, nil, try registry.makeReader())
      case .refused(let plan): throw Refusal.report(plan, faults: document.faults(plan, language), language)
      case .answeredBefore(let kept): return kept.response
      }
    }
    return nil
  }

  /// Removes one record.
  fileprivate func delete(_ exchange: Exchange) throws -> HTTPResponse? {
    let (route, registry, language) = (self, exchange.registry, exchange.language)
    let id = exchange.path["id"] ?? ""
    let precondition = try Precondition(exchange.request.fields, language)
    let change = ClientChange(actor: exchange.actor, requestID: exchange.request.id, now: exchange.now)
    exchange.later {
      do {
        let outcome = try registry.apply(
          change, plan: { try registry.planToRemove(route.kind, id: id) },
          check: { reader in
            guard let tag = try route.tag(id, reader) else { throw route.missing(language) }
            try precondition.check(tag, language)
          }, answer: { _, _, _ in KeptAnswer(HTTPResponse(status: .noContent)) })
        if case .refused(let plan) = outcome { throw Refusal.report(plan, faults: [], language) }
        return HTTPResponse(status: .noContent)
      } catch is RecordMissing {
        throw route.missing(language)
      }
    }
    return nil
  }

  /// Adds a licence by its code.
  fileprivate static func addLicence(_ exchange: Exchange) throws -> HTTPResponse? {
    let language = exchange.language
    guard let route = all.first(where: { $0.kind == .licence }) else { return nil }
    try JSONBody.checkType(of: exchange.request, language)
    let members = try JSONBody.members(exchange.request.body, language)
    let document = try RecordDocument(.licence, members)
    let once = try IdempotencyKey(exchange)?.request
    let code = members.first { $0.key == "code" }?.value.string ?? ""
    let id = try exchange.reader.licenceID(ofCode: code)
    let registry = exchange.registry
    let change = ClientChange(actor: exchange.actor, requestID: exchange.request.id, once: once, now: exchange.now)
    exchange.later {
      let outcome = try registry.apply(
        change, plan: { try registry.planToPut(document.file) },
        check: { reader in
          guard try reader.record(.licence, id: id) == nil else {
            throw ProblemReport(
              ProblemDetails(
                status: .conflict, code: "licence.exists",
                detail: language(
                  en: "there is a licence of this code; put it under its id to change it",
                  fr: "une licence a déjà ce code ; modifiez-la sous son identifiant")))
          }
        },
        answer: { _, change, reader in KeptAnswer(try route.answer(id, .created, change, reader)) })
      switch outcome {
      case .applied(_, let kept), .answeredBefore(let kept): return kept.response
      case .nothing: return try route.answer(id, .created, nil, try registry.makeReader())
      case .refused(let plan): throw Refusal.report(plan, faults: document.faults(plan, language), language)
      }
    }
    return nil
  }

  /// The members of a record's body, as files have them, with the id of the address.
  private func members(_ given: [JSONMember], id: String, _ exchange: Exchange) throws -> [JSONMember] {
    let language = exchange.language
    let key = kind == .contract ? "number" : "id"
    if let own = given.first(where: { $0.key == key })?.value, TextFolding.key(own.string ?? "") != TextFolding.key(id)
    {
      throw ProblemReport(
        ProblemDetails(
          status: .unprocessableContent,
          faults: [
            ProblemDetails.Fault(
              "record.other_id", path: [key],
              language(en: "is not that of the address", fr: "n’est pas celui de l’adresse"))
          ]))
    }
    guard kind == .licence else {
      return given.contains { $0.key == key } ? given : [JSONMember(key: key, value: JSONNode(.string(id)))] + given
    }
    guard let code = try exchange.reader.code(ofLicence: id) else { throw missing(language) }
    let shown = given.first { $0.key == "code" }?.value.string
    guard shown == nil || shown == LicenceCode(code).masked || LicenceCode(shown ?? "").key == LicenceCode(code).key
    else {
      throw ProblemReport(
        ProblemDetails(
          status: .unprocessableContent,
          faults: [
            ProblemDetails.Fault(
              "record.other_id", path: ["code"],
              language(
                en: "is another code; a code can't be changed, add a licence instead",
                fr: "est un autre code ; un code ne change pas, ajoutez plutôt une licence"))
          ]))
    }
    return [JSONMember(key: "code", value: JSONNode(.string(code)))]
      + given.filter { $0.key != "id" && $0.key != "code" }
  }

  /// The product that an advisory's body names.
  private func product(_ members: [JSONMember], _ exchange: Exchange) throws -> ShownRecord {
    let id = members.first { $0.key == "product" }?.value.string ?? ""
    if let product = try exchange.reader.record(.product, id: id) { return product }
    throw ProblemReport(
      ProblemDetails(
        status: .unprocessableContent,
        faults: [
          ProblemDetails.Fault(
            "record.invalid_value", path: ["product"],
            exchange.language(en: "is no product of the registry", fr: "n’est pas un produit du registre"))
        ]))
  }

  /// The tag of a record as it is; `nil` if there is none.
  private func tag(_ id: String, _ reader: RegistryReader) throws -> EntityTag? {
    guard let record = try reader.record(kind, id: id) else { return nil }
    var writer = JSONWriter()
    try writer.shownRecord(record)
    return EntityTag(of: writer.bytes)
  }

  /// The answer with a record as a reader has it.
  private func answer(
    _ id: String, _ status: HTTPStatus, _ change: ImportRecord?, _ reader: RegistryReader
  ) throws -> HTTPResponse {
    guard let record = try reader.record(kind, id: id) else { return HTTPResponse(status: .noContent) }
    var writer = JSONWriter()
    try writer.shownRecord(record)
    var response = HTTPResponse(status: status, json: writer.bytes)
    response.fields.set("location", "\(path)/\(record.id.percentEncoded)")
    response.fields.set("cache-control", "no-store")
    if let change { response.fields.set("x-import", change.id) }
    response.fields.set("etag", EntityTag(of: writer.bytes).text)
    return response
  }
}
