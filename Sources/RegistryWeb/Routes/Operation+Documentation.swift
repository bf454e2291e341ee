import HTTPCore
import Licensing

extension Operation {
  /// The description of the API, for programs and for people.
  static let documentation = [
    Operation(
      name: "getOpenAPI", method: .get, path: "/openapi.json", right: .readDocumentation,
      summary: "This description of the API, as an OpenAPI 3.1 document.", parameters: [.ifNoneMatch],
      replies: [
        ReplyForm(.ok, "The document.", .dictionary(.anything), fields: [("ETag", "The tag of this version.")]),
        ReplyForm(.notModified, "The client has this version already."),
        .problem(.preconditionFailed, "It is not as `If-Match` says."),
      ]
    ) { exchange in try exchange.taggedAnswer(OpenAPIDocument.json) },
    Operation(
      name: "getDocumentation", method: .get, path: "/docs", right: .readDocumentation,
      summary: "The same as a page for people.",
      replies: [ReplyForm(.ok, "The page.", .text(), type: "text/html")]
    ) { _ in DocumentationPage.response },
  ]
}
