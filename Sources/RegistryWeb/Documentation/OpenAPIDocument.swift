import Formats
import HTTPCore
import Licensing

/// The OpenAPI 3.1 document of the API, made from the list of operations that the router serves.
enum OpenAPIDocument {
  /// The document as JSON; made once.
  static let json: [UInt8] = {
    var writer = JSONWriter(capacity: 128 * 1024)
    writer.document()
    return writer.bytes
  }()

  static let introduction = """
    A vendor's registry of customer contracts, included products and versions, and licence codes: is this ticket covered, \
    and may this code be sent again.

    **Access.** Every request bears `Authorization: Bearer lr_…`; `licence-registry token create` makes a token, whose role \
    decides its rights. Each operation says which right it needs.

    **Conventions.** Bodies are JSON in UTF-8; unknown fields, keys that come twice and unknown query parameters are \
    refused. Times are RFC 3339 in UTC, days `YYYY-MM-DD`. A fault is told as problem details (RFC 9457) with a stable \
    `code` and every fault's place. Pages link to the next with `Link: rel="next"`. A record's `ETag` is strong: \
    `If-None-Match` spares sending it again, `If-Match` keeps a change from undoing another. A `POST` that writes takes an \
    `Idempotency-Key`. A write is answered once it is durable. Messages are in English or French (`Accept-Language`). \
    Every answer bears `X-Request-Id`; after 429 and 503, `Retry-After` says when to come again.
    """
}

extension JSONWriter {
  fileprivate mutating func document() {
    beginObject()
    member("openapi", "3.1.0")
    key("info")
    beginObject()
    member("title", "Licence registry")
    member("version", "1")
    member("description", OpenAPIDocument.introduction)
    endObject()
    key("servers")
    beginArray()
    beginObject()
    member("url", "/")
    endObject()
    endArray()
    key("security")
    beginArray()
    beginObject()
    key("token")
    beginArray()
    endArray()
    endObject()
    endArray()
    key("paths")
    paths()
    key("components")
    components()
    key("x-roles")
    roles()
    endObject()
  }

  private mutating func paths() {
    beginObject()
    var written: Set<String> = []
    for first in Operation.all where written.insert(first.path).inserted {
      key(first.path)
      beginObject()
      for operation in Operation.all where operation.path == first.path {
        key(operation.method.rawValue.lowercased())
        self.operation(operation)
      }
      endObject()
    }
    endObject()
  }

  private mutating func operation(_ operation: Operation) {
    beginObject()
    member("operationId", operation.name)
    member("summary", operation.summary)
    let right = operation.right.map { "Needs the right `\($0.rawValue)`: \(OpenAPIDocument.roles(with: $0))." }
    let description = [operation.description, right ?? "Needs no token."].filter { !$0.isEmpty }
    member("description", description.joined(separator: "\n\n"))
    if let right = operation.right {
      member("x-right", right.rawValue)
    } else {
      key("security")
      beginArray()
      endArray()
    }
    if !operation.parameters.isEmpty {
      key("parameters")
      beginArray()
      for parameter in operation.parameters { self.parameter(parameter) }
      endArray()
    }
    if let body = operation.body { request(body) }
    key("responses")
    beginObject()
    let common = OpenAPIDocument.commonReplies(of: operation)
    for reply in operation.replies {
      key(String(reply.status.code))
      self.reply(common.filter { $0.status == reply.status }.reduce(reply) { $0.or($1) })
    }
    for reply in common where !operation.replies.contains(where: { $0.status == reply.status }) {
      key(String(reply.status.code))
      beginObject()
      member("$ref", "#/components/responses/\(reply.componentName)")
      endObject()
    }
    endObject()
    endObject()
  }

  private mutating func parameter(_ parameter: Parameter) {
    beginObject()
    member("name", parameter.name)
    member("in", parameter.place.rawValue)
    if parameter.isRequired { member("required", true) }
    member("description", parameter.description)
    key("schema")
    schema(parameter.schema)
    if let example = parameter.example { member("example", example) }
    endObject()
  }

  private mutating func request(_ body: RequestForm) {
    key("requestBody")
    beginObject()
    if !body.description.isEmpty { member("description", body.description) }
    member("required", body.isRequired)
    key("content")
    beginObject()
    for type in body.types {
      key(type)
      beginObject()
      key("schema")
      schema(body.schema)
      if let example = body.example {
        key("example")
        rawValue(Array(example.utf8))
      }
      endObject()
    }
    endObject()
    endObject()
  }

  private mutating func reply(_ reply: ReplyForm) {
    beginObject()
    member("description", reply.description)
    key("headers")
    beginObject()
    for field in reply.fields {
      key(field.name)
      header(field.description)
    }
    key("X-Request-Id")
    beginObject()
    member("$ref", "#/components/headers/RequestId")
    endObject()
    endObject()
    if let form = reply.schema {
      key("content")
      beginObject()
      key(reply.type)
      beginObject()
      key("schema")
      schema(form)
      if let example = reply.example {
        key("example")
        rawValue(Array(example.utf8))
      }
      endObject()
      endObject()
    }
    endObject()
  }

  private mutating func header(_ description: String) {
    beginObject()
    member("description", description)
    key("schema")
    schema(.text())
    endObject()
  }

  private mutating func components() {
    beginObject()
    key("headers")
    beginObject()
    key("RequestId")
    header(
      "The request's id: the client's own, if it gave a plain one of up to 64 characters. Events and the log have it.")
    endObject()
    key("responses")
    beginObject()
    for reply in OpenAPIDocument.commonReplies {
      key(reply.componentName)
      self.reply(reply)
    }
    endObject()
    key("securitySchemes")
    beginObject()
    key("token")
    beginObject()
    member("type", "http")
    member("scheme", "bearer")
    member("description", "An access token, `lr_` and 52 characters.")
    endObject()
    endObject()
    key("schemas")
    beginObject()
    for (name, form) in Schema.components {
      key(name)
      schema(form)
    }
    endObject()
    endObject()
  }

  /// The table of roles and rights.
  private mutating func roles() {
    beginObject()
    for role in Role.allCases {
      key(role.rawValue)
      beginObject()
      member("description", role.summary)
      key("rights")
      strings(Right.allCases.filter { role.allows($0) }.map(\.rawValue))
      endObject()
    }
    endObject()
  }
}

extension OpenAPIDocument {
  /// The roles that have a right, in words.
  static func roles(with right: Right) -> String {
    let names = Role.allCases.filter { $0.allows(right) }.map(\.rawValue)
    return (names.count == 1 ? "role " : "roles ") + names.joined(separator: ", ")
  }

  /// What an operation may answer because of what it takes and needs, whatever it does.
  static func commonReplies(of operation: Operation) -> [ReplyForm] {
    let isRepeatable = operation.parameters.contains { $0.name == Parameter.idempotencyKey.name }
    let isJSON = operation.body?.types.contains("application/json") == true
    return (operation.right == nil ? [] : denials) + (operation.body == nil ? [] : [unpacked])
      + (isJSON && operation.body?.isRequired == true ? [lengthNeeded] : []) + (isRepeatable ? [reused] : []) + faults
  }

  /// All of them.
  static let commonReplies = denials + [unpacked, lengthNeeded, reused] + faults

  private static let denials: [ReplyForm] = [
    .problem(
      .unauthorized,
      "There is no token, or it does not count: `access.token_missing`, `…_unknown`, `…_expired`, `…_revoked`.",
      fields: [("WWW-Authenticate", "`Bearer`, and what is wrong with the token.")]),
    .problem(
      .forbidden, "The token's role lacks the right: `access.forbidden`.",
      fields: [("WWW-Authenticate", "`Bearer`, and the right that is lacking.")]),
    .problem(
      .tooManyRequests, "Too many wrong tokens came from this address: `access.too_many_attempts`.",
      fields: [("Retry-After", "Seconds to wait.")]),
  ]

  private static let unpacked = ReplyForm.problem(
    .unsupportedMediaType, "The body is of another type, or packed: `request.media_type`, `request.content_encoding`.")

  private static let lengthNeeded = ReplyForm.problem(
    .lengthRequired, "There is no body: `request.body_missing`.")

  private static let reused = ReplyForm.problem(
    .unprocessableContent, "The idempotency key came with another request before: `request.idempotency_key_reused`.")

  private static let faults: [ReplyForm] = [
    .problem(.badRequest, "The request is malformed; every fault is named."),
    .problem(
      .methodNotAllowed, "The path has no such method: `request.method_not_allowed`.",
      fields: [("Allow", "The methods that it has.")]),
    .problem(.requestTimeout, "The request did not come in time: `http.head_timeout`, `http.body_timeout`."),
    .problem(.contentTooLarge, "The body is larger than allowed: `http.body_too_large`."),
    .problem(.targetTooLong, "The address is longer than allowed: `http.target_too_long`."),
    .problem(.expectationFailed, "`Expect` asks for something other than `100-continue`: `http.unknown_expectation`."),
    .problem(
      .fieldsTooLarge, "The header fields are too long or too many: `http.fields_too_large`, `http.too_many_fields`."),
    .problem(.internalServerError, "The registry failed; the log has the reason under the request's id."),
    .problem(.notImplemented, "The method or the transfer coding is none that is known: `http.unknown_method`."),
    .problem(
      .serviceUnavailable, "The registry is busy with other changes, or does not answer.",
      fields: [("Retry-After", "Seconds to wait.")]),
    .problem(.versionNotSupported, "The version is neither HTTP/1.0 nor HTTP/1.1: `http.unsupported_version`."),
  ]
}

extension ReplyForm {
  /// The name of an answer that many operations share, among the document's components.
  fileprivate var componentName: String { status.reason.filter { $0 != " " && $0 != "-" } }

  /// This answer, or another one with the same status.
  fileprivate func or(_ other: ReplyForm) -> ReplyForm {
    var both = self
    both.fields += other.fields.filter { field in !fields.contains { $0.name == field.name } }
    if !description.contains(other.description) { both.description += "\n\nOr: " + other.description }
    return both
  }
}
