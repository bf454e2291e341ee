import Formats
import HTTPCore
import LicenceRegistry
import Licensing

extension Operation {
  /// The eligibility decision (DESIGN, section 4).
  static let eligibility = [
    Operation(
      name: "askEligibility", method: .get, path: "/v1/eligibility", right: .ask,
      summary: "Whether a ticket is covered; nothing is recorded.",
      description: """
        At least one of `licence`, `contract`, `customer` and `email` says who asks; those that are given must agree. The \
        answer is 200 whatever the outcome. Blank texts count as not given.
        """,
      parameters: questionParameters + [.language],
      replies: [
        ReplyForm(
          .ok, "The decision.", .named("Decision"), fields: [("Content-Language", "The language of messages.")])
      ],
      checksQuery: false, answer: ask),
    Operation(
      name: "recordEligibility", method: .post, path: "/v1/eligibility", right: .recordDecisions,
      summary: "Whether a ticket is covered; the decision is recorded.",
      description: "The answer comes once the record is durable. It reads back for ever as it was, under its id.",
      parameters: [.language, .idempotencyKey],
      body: RequestForm(
        schema: .object(
          questionFields.map { .optionalMember($0.name, .optional($0.schema), $0.description) }),
        example: """
          {"licence":"0421 7F3K 99QX A1B2","version":"2025","topic":"software-use","ticket":"T-48213",\
          "at":"2026-02-27T17:59:00+01:00"}
          """),
      replies: [
        ReplyForm(
          .ok, "The recorded decision.", .named("RecordedDecision"),
          fields: [("Content-Language", "The language of messages.")])
      ], answer: record),
  ]

  /// The fields of a question.
  private static let questionFields: [(name: String, schema: Schema, description: String, example: String?)] = [
    ("licence", question, "A licence code, as pasted.", nil),
    ("contract", question, "A contract number.", "GA-2024-0117"),
    ("customer", question, "A customer id.", nil),
    ("email", question, "The e-mail address of who asks.", "c.martin@be-martin.example"),
    ("product", question, "A product: id, name or alias; may be left out with a licence.", "Advance Design"),
    ("version", question, "The version, as the user typed it.", "2025 SP1"),
    ("topic", question, "The subject: a topic's id or title.", "software-use"),
    ("incident", question, "The id of a known advisory.", nil),
    (
      "at", .any([.instant, .day, .choice([""])]),
      "The time to judge: an instant with an offset, or a day, which means noon of it; the present unless given.",
      "2026-02-27"
    ),
    ("ticket", question, "The ticketing tool's own number.", "T-48213"),
  ]

  private static let question = Schema.text(length: 0...Question.longestText, pattern: Schema.noControl)

  private static let questionParameters = questionFields.map { field in
    Parameter.query(field.name, field.schema, field.description, example: field.example)
  }

  private static func ask(_ exchange: Exchange) throws -> HTTPResponse? {
    let question = try QuestionReader.question(query: exchange.request.query, exchange.language).get()
    let decision = try exchange.reader.eligibility(of: question, now: exchange.now, language: exchange.language)
    return exchange.answer(exchange.reader.json(of: decision))
  }

  private static func record(_ exchange: Exchange) throws -> HTTPResponse? {
    let language = exchange.language
    try JSONBody.checkType(of: exchange.request, language)
    let question = try QuestionReader.question(body: exchange.request.body, language).get()
    let key = try IdempotencyKey(exchange)
    if let key, let kept = try exchange.reader.answer(to: key.request) { return kept.response }
    var decision = try exchange.reader.eligibility(of: question, now: exchange.now, language: language)
    decision.id = RecordID.make("dec", now: exchange.now)
    let record = DecisionRecord(decision, on: question, actor: exchange.actor)
    let (sink, answer) = (exchange.sink, exchange.answer(record.document))
    guard let key else {
      exchange.round.record(record, sink, answer, language, now: exchange.now)
      return nil
    }
    exchange.registry.record(record, once: key.request, answer: KeptAnswer(answer)) { result in
      switch result {
      case .success(let kept): sink.send(kept.response)
      case .failure(let error): sink.fail(error, language)
      }
    }
    return nil
  }
}
