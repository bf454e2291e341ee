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
      name: "getReadiness", method: .get, path: "/readyz", right: nil, summary: "Whether the registry answers.",
      replies: [
        ReplyForm(.ok, "It does.", .object([.member("status", .constant("ready"))]), example: #"{"status":"ready"}"#),
        .problem(.serviceUnavailable, "It does not.", fields: [("Retry-After", "Seconds to wait.")]),
      ]
    ) { exchange in
      do {
        try exchange.reader.ping()
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
