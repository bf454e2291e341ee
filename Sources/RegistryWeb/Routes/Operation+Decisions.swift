import Formats
import HTTPCore
import LicenceRegistry
import Licensing

extension Operation {
  /// Decisions that were recorded.
  static let decisions = [
    Operation(
      name: "listDecisions", method: .get, path: "/v1/decisions", right: .readDecisions,
      summary: "Recorded decisions, newest first.",
      parameters: [
        .query("ticket", .text(length: 1...512), "Only those on this ticket.", example: "T-48213"),
        .query("contract", .text(length: 1...512), "Only those on this contract.", example: "GA-2024-0117"),
        .query("before", .recordID("dec"), "Go on after the decision with this id."), .limit,
      ],
      replies: [.page(of: .named("RecordedDecision"), "A page of decisions.")]
    ) { exchange in
      let limit = exchange.query.integer("limit") ?? 100
      // One more than the page holds tells whether there is another.
      let records = try exchange.reader.decisions(
        ticket: exchange.query["ticket"], contract: exchange.query["contract"], before: exchange.query["before"],
        limit: limit + 1)
      let page = Page(records.prefix(limit), next: records.count > limit ? records[limit - 1].id : nil, by: "before")
      return page.response(to: exchange) { writer, record in writer.rawValue(record.document) }
    },
    Operation(
      name: "getDecision", method: .get, path: "/v1/decisions/{id}", right: .readDecisions,
      summary: "A recorded decision, just as it was answered.",
      parameters: [.path("id", "The decision's id.", example: "dec_01m8301revz00r833ya578mpt3"), .ifNoneMatch],
      replies: ReplyForm.record("RecordedDecision", "The decision.")
    ) { exchange in
      guard let record = try exchange.reader.decision(id: exchange.path["id"] ?? "") else {
        throw ProblemReport(
          ProblemDetails(
            status: .notFound, code: "decision.not_found",
            detail: exchange.language(
              en: "there is no decision with this id", fr: "aucune décision n’a cet identifiant")))
      }
      return try exchange.taggedAnswer(record.document)
    },
  ]
}

extension ReplyForm {
  /// A page of records.
  static func page(of item: Schema, _ description: String) -> ReplyForm {
    ReplyForm(
      .ok, description, .object([.member("items", .array(item))]),
      fields: [("Link", "The address of the next page, as `rel=\"next\"`; missing on the last page.")])
  }

  /// The answers of an operation that reads one record.
  static func record(_ schema: String, _ description: String) -> [ReplyForm] {
    [
      ReplyForm(.ok, description, .named(schema), fields: [("ETag", "The tag of just this state.")]),
      ReplyForm(.notModified, "The client has this state already.", fields: [("ETag", "The tag of the state.")]),
      .problem(.notFound, "There is none."), .problem(.preconditionFailed, "It is not as `If-Match` says."),
    ]
  }
}

extension Parameter {
  /// What the client has already.
  static let ifNoneMatch = header(
    "If-None-Match", EntityTag.list,
    "Tags of states that the client has; the answer is 304 if nothing changed.", example: EntityTag.example)
}
