import Catalogue
import Formats
import HTTPCore
import Hashing
import LicenceRegistry
import Licensing

extension Operation {
  /// Imports of catalogue files over HTTP, their history, and taking them back.
  static let imports = [
    Operation(
      name: "importFile", method: .post, path: "/v1/imports", right: .importCatalogues,
      summary: "Import a catalogue file: a plan first, or all of it at once.",
      description: """
        The body is the file, JSON5 or CSV, of any size; it goes to disk as it comes. With `mode=plan` nothing is changed, \
        and the answer says what would be, or every problem with its place. With `mode=apply` all of it is applied in one \
        transaction, or nothing. With `If-Match` and the `ETag` of a plan it is applied only if the file is the one that \
        was planned and the registry is as it was then. Leaving out records with problems, and mapping files, are for \
        `licence-registry import` beside the registry.
        """,
      parameters: [
        .query("mode", .choice(["plan", "apply"]), "Whether to change anything.", isRequired: true, example: "plan"),
        .query("name", .text(length: 1...200), "The file's name, for messages.", example: "licences.csv"),
        .query(
          "format", .choice(CatalogueFile.Format.allCases.map(\.rawValue)),
          "How the file is written; its first character tells JSON5 from CSV unless given."),
        .query(
          "encoding", .choice(TextEncoding.allCases.map(\.rawValue)),
          "How the bytes of a CSV file are characters, where that is not found out; JSON5 is always UTF-8."),
        .query(
          "prune", .boolean, "Whether records that the file does not name are removed, of the kinds that it holds."),
        .query(
          "pruneMoreThan", .integer(0...100),
          "With `prune=true`: up to how many per cent of a kind may be removed; 20 unless given."),
        .header(
          "If-Match", EntityTag.list,
          "With `mode=apply`: the tag of the plan that is to be applied.", example: EntityTag.example),
        .idempotencyKey, .language,
      ],
      body: RequestForm(
        types: ["application/octet-stream", "text/csv"], schema: .text(length: 1...Int.max),
        description: "The file; its type does not matter.", limit: Int.max),
      replies: [
        ReplyForm(
          .ok, "With `mode=plan`: the plan. With `mode=apply`: there was nothing to change. Nothing was changed.",
          .named("ImportReport"),
          fields: [("ETag", "The tag of the plan, for `If-Match`.")]),
        ReplyForm(
          .created, "It was applied.", .named("ImportReport"), fields: [("Location", "The import in the history.")]),
        .problem(.preconditionFailed, "It is no longer as it was planned; nothing was changed."),
        .problem(.conflict, "Other records stand in the way, or the registry changes all the time."),
        .problem(.unprocessableContent, "The file has problems; each is told with its line and column."),
        .problem(HTTPStatus(507), "There is no room on the server's disk."),
      ]
    ) { exchange in
      // Only a request without a body comes here: others are streamed.
      try importFile(exchange, UploadSink(exchange.registry))
    },
    Operation(
      name: "listImports", method: .get, path: "/v1/imports", right: .importCatalogues,
      summary: "Applied imports, newest first.",
      parameters: [.query("before", .recordID("imp", length: 14), "Go on after the import with this id."), .limit],
      replies: [.page(of: .named("Import"), "A page of imports.")]
    ) { exchange in
      let limit = exchange.query.integer("limit") ?? 100
      let records = try exchange.reader.imports(before: exchange.query["before"], limit: limit + 1)
      let page = Page(records.prefix(limit), next: records.count > limit ? records[limit - 1].id : nil, by: "before")
      return page.response(to: exchange) { $0.importRecord($1) }
    },
    Operation(
      name: "getImport", method: .get, path: "/v1/imports/{id}", right: .importCatalogues,
      summary: "An applied import.",
      parameters: [.path("id", "The import's id.", example: "imp_01m8301revz00r"), .ifNoneMatch],
      replies: ReplyForm.record("Import", "The import.")
    ) { exchange in
      guard let record = try exchange.reader.importRecord(id: exchange.path["id"] ?? "") else {
        throw noImport(exchange.language)
      }
      var writer = JSONWriter()
      writer.importRecord(record)
      return try exchange.taggedAnswer(writer.bytes)
    },
    Operation(
      name: "listImportChanges", method: .get, path: "/v1/imports/{id}/changes", right: .importCatalogues,
      summary: "What an import changed: each record as it was before and as it was left.",
      description: "First records that it changed or removed, then those that it added.",
      parameters: [
        .path("id", "The import's id.", example: "imp_01m8301revz00r"),
        .query("after", .integer(0...Int.max), "Go on after so many changes; 0 unless given."), .limit,
      ],
      replies: [
        .page(of: .named("RecordChange"), "A page of changed records."), .problem(.notFound, "There is none."),
      ]
    ) { exchange in
      let (registry, request, language) = (exchange.registry, exchange.request, exchange.language)
      let (id, after) = (exchange.path["id"] ?? "", exchange.query.integer("after") ?? 0)
      let limit = exchange.query.integer("limit") ?? 100
      exchange.later {
        do {
          let (changes, hasMore) = try registry.changes(ofImport: id, after: after, limit: limit)
          let page = Page(changes, next: hasMore ? String(after + limit) : nil)
          return page.response(to: request) { $0.recordChange($1) }
        } catch is ImportMissing {
          throw noImport(language)
        }
      }
      return nil
    },
    Operation(
      name: "undoImport", method: .post, path: "/v1/imports/{id}/undo", right: .importCatalogues,
      summary: "Take an import back: every record that it changed becomes what it was before.",
      description: "Where later changes stand in the way, nothing is changed, unless they are to be skipped.",
      parameters: [
        .path("id", "The import's id.", example: "imp_01m8301revz00r"),
        .query("skip", .boolean, "Whether to leave out what stands in the way, and to take back the rest."),
        .idempotencyKey, .language,
      ],
      body: RequestForm(
        schema: .object([]), description: "May be left out.", isRequired: false, example: "{}"),
      replies: [
        ReplyForm(.ok, "There was nothing to take back.", .named("ImportReport")),
        ReplyForm(
          .created, "It was taken back, by an import of its own.", .named("ImportReport"),
          fields: [("Location", "The import that took it back.")]),
        .problem(.notFound, "There is none."), .problem(.conflict, "Later changes stand in the way; each is told."),
      ]
    ) { try undoImport($0) },
  ]

  /// Plans, and applies if that is asked, the import of what a client sent.
  static func importFile(_ exchange: Exchange, _ upload: UploadSink) throws -> HTTPResponse? {
    let (registry, language, query, now) = (exchange.registry, exchange.language, exchange.query, exchange.now)
    guard upload.count > 0 else {
      throw ProblemReport(
        ProblemDetails(
          status: .badRequest, code: "request.body_missing",
          detail: language(
            en: "the body is to be the file, and is empty", fr: "le corps doit être le fichier, il est vide")))
    }
    let ifMatch = try Precondition.tags("If-Match", exchange.request.fields, language)
    let once = try IdempotencyKey(exchange, bodyDigest: upload.digest)?.request
    let change = ClientChange(actor: exchange.actor, requestID: exchange.request.id, once: once, now: now)
    guard query.isTrue("prune") || query["pruneMoreThan"] == nil else {
      let fault = ProblemDetails.Fault(
        "request.invalid_value", field: "pruneMoreThan", inQuery: true,
        language(en: "does nothing without prune=true", fr: "ne fait rien sans prune=true"))
      throw ProblemReport(ProblemDetails(status: .unprocessableContent, faults: [fault]))
    }
    let removal: ImportOptions.Removal =
      query.isTrue("prune") ? .unnamed(limit: query.integer("pruneMoreThan") ?? ImportOptions.usualLimit) : .none
    let options = ImportOptions(
      removal: removal, effectOn: try exchange.reader.catalogue().homeZone.day(at: now),
      findsDuplicates: query["mode"] == "plan")
    exchange.later {
      let file = try CatalogueFile(upload, query, language)
      func plan() throws -> (CatalogueImport, EntityTag) {
        let change = try CatalogueImport([file], into: registry, options: options)
        let basis = [
          change.basis, upload.digest.description, query["prune"] ?? "", query["pruneMoreThan"] ?? "",
          file.format.rawValue,
          query["encoding"] ?? "",
        ]
        return (change, EntityTag(of: Array(basis.joined(separator: " ").utf8)))
      }
      if query["mode"] == "plan" {
        let (change, tag) = try plan()
        let shown = try change.plan.shown(registry.makeReader().masked)
        var response = report(shown, nil, .ok, language)
        response.fields.set("etag", tag.text)
        return response
      }
      let planned = {
        let (change, tag) = try plan()
        guard ifMatch.isEmpty || ifMatch.contains(where: { tag.matches($0, weakly: false) }) else {
          throw outdated(language)
        }
        return change
      }
      let outcome = try registry.apply(change, plan: planned) { plan, record, reader in
        KeptAnswer(report(try plan.shown(reader.masked), record, .created, language))
      }
      return try answer(outcome, registry, language)
    }
    return nil
  }

  private static func undoImport(_ exchange: Exchange) throws -> HTTPResponse? {
    let (registry, language, id) = (exchange.registry, exchange.language, exchange.path["id"] ?? "")
    let isSkipping = exchange.query.isTrue("skip")
    try JSONBody.checkEmpty(exchange.request, language)
    let once = try IdempotencyKey(exchange)?.request
    let change = ClientChange(
      actor: exchange.actor, requestID: exchange.request.id, once: once, now: exchange.now)
    exchange.later {
      do {
        let outcome = try registry.apply(
          change, plan: { try CatalogueImport(undoing: id, in: registry, skippingChanged: isSkipping) }
        ) { plan, record, _ in KeptAnswer(report(plan, record, .created, language)) }
        return try answer(outcome, registry, language)
      } catch is ImportMissing {
        throw noImport(language)
      }
    }
    return nil
  }

  private static func answer(
    _ outcome: ClientChange.Outcome, _ registry: Registry, _ language: Language
  ) throws -> HTTPResponse {
    switch outcome {
    case .applied(_, let kept), .answeredBefore(let kept): return kept.response
    case .nothing(let plan): return report(try plan.shown(registry.makeReader().masked), nil, .ok, language)
    case .refused(let plan): throw Refusal.report(plan, faults: faults(plan, language), language)
    }
  }

  private static func faults(_ plan: ImportPlan, _ language: Language) -> [ProblemDetails.Fault] {
    plan.problems.map { ProblemDetails.Fault($0, language) }
  }

  private static func report(
    _ plan: ImportPlan, _ record: ImportRecord?, _ status: HTTPStatus, _ language: Language
  ) -> HTTPResponse {
    var writer = JSONWriter(capacity: 16 * 1024)
    writer.plan(plan, applied: record, language)
    var response = HTTPResponse(status: status, json: writer.bytes)
    response.fields.set("content-language", language.rawValue)
    response.fields.set("cache-control", "no-store")
    if let record { response.fields.set("location", "/v1/imports/\(record.id)") }
    return response
  }

  private static func outdated(_ language: Language) -> ProblemReport {
    ProblemReport(
      ProblemDetails(
        status: .preconditionFailed, code: "request.precondition_failed",
        detail: language(
          en: "the file or the registry has changed since this was planned; nothing was changed, plan again",
          fr: "le fichier ou le registre a changé depuis cette préparation ; rien n’a été modifié, préparez de nouveau")
      ))
  }

  private static func noImport(_ language: Language) -> ProblemReport {
    ProblemReport(
      ProblemDetails(
        status: .notFound, code: "import.not_found",
        detail: language(en: "there is no import with this id", fr: "aucun import n’a cet identifiant")))
  }
}

extension CatalogueFile {
  /// An uploaded file under the name that its sender gave it.
  fileprivate init(_ upload: UploadSink, _ query: QueryValues, _ language: Language) throws {
    let name = query["name"] ?? "upload"
    if let format = query["format"].flatMap({ Format(rawValue: $0) }) {
      try self.init(name: name, format: format, path: upload.file.path)
    } else {
      try self.init(name: name, path: upload.file.path)
    }
    guard let stated = query["encoding"] else { return }
    guard format == .csv else {
      let fault = ProblemDetails.Fault(
        "request.invalid_value", field: "encoding", inQuery: true,
        language(
          en: "is for CSV files, and this one is \(format.rawValue), which is always UTF-8",
          fr: "vaut pour les fichiers CSV, et celui-ci est en \(format.rawValue), qui est toujours en UTF-8"))
      throw ProblemReport(ProblemDetails(status: .unprocessableContent, faults: [fault]))
    }
    encoding = TextEncoding(rawValue: stated)
  }
}
