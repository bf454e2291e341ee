import HTTPCore
import LicenceRegistry

extension Operation {
  /// Whether the server lives and the registry answers.
  static let health = [
    Operation(
      name: "getHealth", method: .get, path: "/healthz", right: nil, summary: "Whether the server lives.",
      replies: [
        ReplyForm(.ok, "It does.", .object([.member("status", .constant("alive"))]), example: #"{"status":"alive"}"#)
      ]
    ) { _ in HTTPResponse(json: Array(#"{"status":"alive"}"#.utf8)) },
    Operation(
      name: "getReadiness", method: .get, path: "/readyz", right: nil,
      summary: "Whether the registry answers, and can be written.",
      description: """
        Reading is tried each time. What was written last tells whether writing works: after a failure for the file's sake \
        (`registry.read_only`, `registry.full`, `registry.failed`; `registry.locked` after a minute) it is tried again each \
        time, until it succeeds.
        """,
      replies: [
        ReplyForm(.ok, "It does.", .object([.member("status", .constant("ready"))]), example: #"{"status":"ready"}"#),
        .problem(
          .serviceUnavailable, "It does not, or nothing can be written.", fields: [("Retry-After", "Seconds to wait.")]),
      ]
    ) { exchange in
      do {
        try exchange.reader.ping()
        if let trouble = exchange.registry.writer.trouble(now: exchange.now) {
          return Failure.unwritable(trouble, exchange.language)
        }
        return HTTPResponse(json: Array(#"{"status":"ready"}"#.utf8))
      } catch {
        return Failure.unavailable(exchange.language)
      }
    },
  ]
}

extension ReplyForm {
  /// An answer that says what is wrong.
  static func problem(
    _ status: HTTPStatus, _ description: String, fields: [(name: String, description: String)] = []
  ) -> ReplyForm {
    ReplyForm(status, description, .named("Problem"), type: "application/problem+json", fields: fields)
  }
}
