import HTTPCore
import Licensing

/// One route of the API: what it takes, what it needs, what it answers, and how.
///
/// The list of all operations is what the router serves and what the OpenAPI document is made from.
struct Operation: Sendable {
  /// The operation's name in the OpenAPI document, which generators make into the name of a function.
  let name: String
  let method: HTTPMethod
  /// The path with its parameters in braces.
  let path: String
  /// The right that a token's role must have; `nil`: no token is needed.
  let right: Right?
  /// What it does, in one sentence.
  let summary: String
  /// More about it, for whoever integrates against it.
  var description = ""
  var parameters: [Parameter] = []
  var body: RequestForm?
  let replies: [ReplyForm]
  /// Whether the query is checked by the parameters' list before `answer` is called; else `answer` reads it.
  var checksQuery = true
  /// Answers at once, or returns nil and answers later through the exchange's sink.
  let answer: @Sendable (Exchange) throws -> HTTPResponse?

  /// The largest body in bytes; only those who have the right may send more than ``HTTPRequest`` bodies commonly have.
  var bodyLimit: Int { body?.limit ?? RequestForm.usualLimit }

  /// Every operation; the table is checked when the API is made.
  static let all: [Operation] =
    health + measurements + eligibility + decisions + resends + records + search + events + changes + imports
    + documentation
}

/// The body that an operation takes.
struct RequestForm: Sendable {
  /// The media types that are accepted.
  var types = ["application/json"]
  let schema: Schema
  var description = ""
  /// Whether a request must have a body.
  var isRequired = true
  /// An example, as JSON.
  var example: String?
  /// The largest body in bytes.
  var limit = RequestForm.usualLimit

  /// Enough for what people and programs ask; anybody may send as much, so that it is little.
  static let usualLimit = 64 * 1024
}

/// An answer that an operation gives.
struct ReplyForm: Sendable {
  let status: HTTPStatus
  var description: String
  /// The body; nothing for an answer without one.
  var schema: Schema?
  var type = "application/json"
  /// Names of fields that come with it, and what they tell.
  var fields: [(name: String, description: String)] = []
  /// An example, as JSON.
  var example: String?

  init(
    _ status: HTTPStatus, _ description: String, _ schema: Schema? = nil, type: String = "application/json",
    fields: [(name: String, description: String)] = [], example: String? = nil
  ) {
    self.status = status
    self.description = description
    self.schema = schema
    self.type = type
    self.fields = fields
    self.example = example
  }
}
