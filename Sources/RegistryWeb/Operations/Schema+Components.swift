import LicenceRegistry
import Licensing

extension Schema {
  /// The forms that stand under their names in the OpenAPI document, in the order in which people read them.
  static let components: [(name: String, schema: Schema)] =
    decisions + records + resends + [
      ("SearchHit", searchHit), ("Import", importRecord), ("RecordChange", recordChange),
      ("ImportReport", importReport), ("Event", event),
      ("Problem", problem),
    ]

  private static let text = Schema.text()
  private static let texts = Schema.array(.text())
  private static let optionalText = Schema.optional(.text())
  private static let optionalDay = Schema.optional(.day)
  private static let optionalNumber = Schema.optional(.integer())
  /// A text in both languages, or one for both.
  private static let localized = Schema.any([
    .object([.optionalMember("en", text), .optionalMember("fr", text)]), text,
  ])

  // MARK: Decisions

  private static let decisions: [(name: String, schema: Schema)] = [
    ("Decision", .object(decision(id: .optional(.text())))),
    (
      "RecordedDecision",
      .object(
        decision(id: .text(pattern: "^dec_[0-9a-z]{26}$")) + [
          .member("actor", text, "Who asked."), .member("question", .anything, "The question; a code is masked."),
          .member("facts", .anything, "The records that the answer was made from, as they were."),
        ])
    ),
    (
      "RuleResult",
      .object([
        .member("rule", .choice(["customer", "licence", "contract", "product", "version", "topic", "incident"])),
        .member("status", .choice(["pass", "fail", "unknown", "skip"])),
        .member("code", .text(), "The reason, stable."), .member("message", .text(), "The reason, for people."),
        .member("clause", optionalText, "The clause of the support conditions."),
        .member("candidates", .array(.named("Candidate")), "What may have been meant."),
      ])
    ),
    ("Candidate", .object([.member("id", text), .member("name", text)])),
  ]

  private static func decision(id: Schema) -> [Property] {
    [
      .member("id", id, "The id of a recorded decision."),
      .member("outcome", .choice(["eligible", "ineligible", "undetermined"])),
      .member("summary", text, "The outcome in a sentence."), .member("reply", text, "A text to paste into a mail."),
      .member("asOf", .day, "The day that was judged."), .member("decidedAt", .instant),
      .member("ticket", optionalText),
      .member("rules", .array(.named("RuleResult")), "Every rule, in the same order, whatever the outcome."),
      .member("customer", .optional(.object([.member("id", text), .member("name", text)]))),
      .member(
        "contract",
        .optional(
          .object([
            .member("number", text), .member("programme", text), .member("starts", .day), .member("ends", .day),
            .member("status", .choice(Contract.Status.allCases.map(\.rawValue))), .member("terminatedOn", optionalDay),
          ]))),
      .member(
        "product", .optional(.object([.member("id", text), .member("name", text), .member("vendor", text)]))),
      .member(
        "version",
        .optional(
          .object([
            .member("reported", text), .member("release", optionalText), .member("update", optionalText),
            .member("exact", .optional(.boolean)), .member("position", optionalText), .member("behind", optionalNumber),
            .member("current", optionalText, "N of this contract."), .member("latest", optionalText),
            .member("supported", texts, "Newest first."),
          ]))),
      .member(
        "upgrade",
        .object([
          .member("status", .choice(["none", "available", "required"])), .member("to", optionalText),
          .member("granted", .boolean), .member("because", texts),
        ])),
      .member(
        "advisories",
        .array(
          .object([
            .member("id", text), .member("title", text), .member("fixedIn", optionalText),
            .member("upgradeRequired", .boolean),
          ])), "Known incidents that affect the reported version."),
      .member(
        "escalation",
        .optional(.object([.member("vendor", text), .member("team", text), .member("outcome", text)]))),
      .member(
        "desk",
        .optional(
          .object([
            .member("open", .boolean), .member("opensAt", .optional(.instant)),
            .member("closesAt", .optional(.instant)),
          ]))),
      .member("checklist", .array(.object([.member("id", text), .member("text", text)]))),
      .member(
        "others",
        .array(
          .object([
            .member("contract", text), .member("outcome", .choice(["eligible", "ineligible", "undetermined"])),
            .member("code", optionalText),
          ])), "Other contracts that were weighed, best first."),
    ]
  }

  // MARK: Records

  private static let records: [(name: String, schema: Schema)] = [
    (
      "Product",
      .object([
        .member("id", text), .member("vendor", text), .member("name", text), .member("aliases", texts),
        .member("releases", .array(.named("Release")), "Newest first; the order of the list is that of the releases."),
        .member("advisories", .array(.object(advisory))),
      ])
    ),
    (
      "Release",
      .object([
        .member("name", text), .member("released", optionalDay),
        .member("preview", .boolean, "Announced, not out."), .member("endOfSupport", optionalDay),
        .member("aliases", texts), .member("internal", texts, "Prefixes of internal version numbers."),
        .member("builds", texts, "Exact build stamps."), .member("source", optionalText, "Where this is known from."),
        .member(
          "updates",
          .array(
            .object([
              .member("name", text), .member("released", optionalDay), .member("aliases", texts),
              .member("builds", texts), .member("source", optionalText),
            ]))),
      ])
    ),
    ("Advisory", .object([advisory[0], .member("product", text)] + advisory.dropFirst())),
    (
      "Customer",
      .object([
        .member("id", text), .member("name", text), .member("country", optionalText), .member("locale", optionalText),
        .member("domains", texts),
        .member(
          "contacts",
          .array(
            .object([
              .member("email", text), .member("name", optionalText), .member("mayReceiveCodes", .boolean),
              .member("locale", optionalText),
            ]))),
      ])
    ),
    (
      "Contract",
      .object([
        .member("number", text), .member("customer", text), .member("programme", text), .member("starts", .day),
        .member("ends", .day, "The last day in force."),
        .member("status", .choice(Contract.Status.allCases.map(\.rawValue))), .member("terminatedOn", optionalDay),
        .member(
          "entitlements",
          .array(
            .object([
              .member("product", text), .member("line", .integer(1...Int.max)),
              .member("releases", .any([.constant("latest"), texts])), .member("seats", optionalNumber),
            ]))),
      ])
    ),
    (
      "Licence",
      .object([
        .member("id", text, "Given by the registry; a code never stands in an address."),
        .member("code", text, "The last four characters, unless the whole code was asked for."),
        .member("contract", text), .member("product", text), .member("release", text),
        .member("kind", .choice(Licence.Kind.allCases.map(\.rawValue))), .member("seats", optionalNumber),
        .member("state", .choice(Licence.State.allCases.map(\.rawValue))), .member("issued", optionalDay),
      ])
    ),
    (
      "Programme",
      .object([
        .member("id", text), .member("name", text), .optionalMember("window", .anything),
        .optionalMember("desk", .anything), .optionalMember("topics", .anything),
        .optionalMember("checklist", .anything),
        .optionalMember("resend", .anything), .optionalMember("contact", .anything),
        .optionalMember("clauses", .anything), .optionalMember("citations", .anything),
      ])
    ),
  ]

  private static let advisory: [Property] = [
    .member("id", text), .member("affects", texts, "Names of releases, and of single updates."),
    .member("fixedIn", optionalText), .member("upgradeRequired", .boolean), .member("title", localized),
    .member("published", optionalDay), .member("source", optionalText),
  ]

  // MARK: Resends

  private static let resends: [(name: String, schema: Schema)] = [
    (
      "Resend",
      .object([
        .member("id", text), .member("state", .choice(ResendState.allCases.map(\.rawValue))),
        .member("code", optionalText, "What first stands against it, stable."),
        .member(
          "checks",
          .array(
            .object([.member("check", text), .member("status", text), .member("code", text), .member("message", text)]))
        ),
        .member("requestedAt", .instant), .member("requestedBy", text, "The address of the person who asks."),
        .member("actor", text, "Who passed the request on."),
        .member("reason", .choice(ResendReason.allCases.map(\.rawValue))), .member("ticket", optionalText),
        .member("locale", optionalText), .member("customer", optionalText), .member("contract", optionalText),
        .member(
          "licences",
          .array(
            .object([
              .member("code", text, "The last four characters."), .member("product", text), .member("release", text),
              .member("seats", optionalNumber),
            ]))),
        .member("sendTo", optionalText, "The address that the registry has for the person."),
        .member("decidedAt", .optional(.instant)), .member("decidedBy", optionalText), .member("note", optionalText),
        .member(
          "message",
          .optional(
            .object([
              .member("id", text), .member("state", text), .member("queuedAt", .instant),
              .member("attempts", .integer()),
              .member("nextAttemptAt", .optional(.instant)), .member("sentAt", .optional(.instant)),
              .member("failure", optionalText),
            ])), "The mail, and what became of it."),
        .member("actions", texts, "What can be done with it now."),
      ])
    ),
    ("ResendAccepted", .object([.member("message", text)])),
  ]

  // MARK: Others

  private static let searchHit = Schema.object([
    .member("kind", .choice(SearchHit.Kind.allCases.map(\.rawValue))),
    .member("id", text, "Of the record; of a contact its customer's."), .member("title", text),
    .member("field", text, "Which of its texts was found."),
    .member("match", .choice(SearchHit.Match.allCases.map(\.rawValue))),
    .member("customer", .optional(.object([.member("id", text), .member("name", text)]))),
    .member("contract", optionalText), .member("product", optionalText), .member("release", optionalText),
    .member("state", optionalText),
  ])

  private static let files = Schema.array(
    .object([.member("name", text), .member("bytes", .integer(0...Int.max)), .member("sha256", text)]))

  private static let importRecord = Schema.object([
    .member("id", text), .member("appliedAt", .instant), .member("actor", text),
    .member("undoes", optionalText, "The import that it took back."), .member("files", files),
    .member("kinds", .dictionary(.anything), "How many records of each kind were added, changed and removed."),
    .member("digest", text, "The SHA-256 digest of all changes."),
  ])

  private static let recordChange = Schema.object([
    .member("kind", .choice(RecordKind.allCases.map(\.rawValue))),
    .member("id", optionalText, "The id in the record's path; null for a part of another record."),
    .member("record", text, "How people call it; a code is masked."),
    .member("change", .choice(["added", "changed", "removed"])),
    .member("before", .optional(.dictionary(.anything)), "Its fields as they were; null if it was added."),
    .member("after", .optional(.dictionary(.anything)), "Its fields as they were left; null if it was removed."),
  ])

  private static let problems = Schema.array(
    .object([
      .member("code", text, "What kind of problem it is, stable."), .member("file", text),
      .member("line", optionalNumber), .member("column", optionalNumber), .member("field", optionalText),
      .member("record", optionalText), .member("value", optionalText, "What the file says."),
      .member("expected", optionalText), .member("message", text), .member("hint", optionalText),
    ]))

  private static let importReport = Schema.object([
    .member("applied", .boolean), .member("id", optionalText, "The import that it became."),
    .member(
      "kinds", .dictionary(.anything), "How many records of each kind are added, changed, removed and unchanged."),
    .member(
      "readings",
      .array(.object([.member("file", text), .member("kind", text), .member("reasons", texts)])),
      "How CSV files were understood, and why."),
    .member("problemCount", .integer(0...Int.max)),
    .member("rejectedCount", .integer(0...Int.max), "How many rows were left out."),
    .member("problems", problems, "The first of them."),
    .member("warnings", problems), .member("obstacleCount", .integer(0...Int.max)),
    .member("obstacles", .array(.anything), "What else stands in the way."),
    .member("skipped", .integer(0...Int.max), "How many records an undo left as they are."),
    .member("skippedRecords", .array(.anything), "The first of them, and why."),
    .member("contacts", .array(.anything), "Contacts that are added or changed, the first of them."),
    .member("duplicates", .array(.anything), "Customers that may be the same."),
    .member("effect", .anything, "What it does to what contracts support."),
    .member("changes", .array(.anything), "The first of them, codes masked."),
  ])

  private static let event = Schema.object([
    .member("sequence", .integer(1...Int.max), "Its number; none is left out."), .member("at", .instant),
    .member("actor", text, "Who did it."), .member("action", text, "What was done, as a stable code."),
    .member("subject", text, "What it was done to, as its path below `/v1`."),
    .member("request", optionalText, "The `X-Request-Id` of the request in which it was done; null where it was none."),
    .member("details", .optional(.dictionary(.anything)), "What belongs to it; null where it was erased."),
    .member("hash", .text(pattern: "^[0-9a-f]{64}$"), "The hash of the chain up to and with this event."),
  ])

  private static let problem = Schema.object([
    .member("type", text), .member("title", text), .member("status", .integer(400...599)),
    .member("code", text, "The reason, stable: programs go by it."), .member("detail", text, "The reason, for people."),
    .optionalMember(
      "errors",
      .array(
        .object([
          .member("code", text),
          .optionalMember("pointer", text, "Where in the body, as a JSON pointer (RFC 6901)."),
          .optionalMember("parameter", text, "Which parameter."), .member("detail", text),
          .optionalMember("file", text, "Of a problem in a file: its name."), .optionalMember("line", optionalNumber),
          .optionalMember("column", optionalNumber), .optionalMember("field", optionalText),
          .optionalMember("record", optionalText), .optionalMember("value", optionalText, "What the file says."),
          .optionalMember("expected", optionalText), .optionalMember("message", text),
          .optionalMember("hint", optionalText),
        ])), "Every fault, each with its place."),
  ])
}
