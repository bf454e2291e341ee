import Formats
import HTTPCore
import LicenceRegistry
import Licensing

/// A request that was let in, with all that its operation needs to answer it.
struct Exchange {
  let request: HTTPRequest
  /// What the path gave to the operation's parameters.
  let path: RouteParameters
  /// What the query gives, checked by the operation's parameters.
  let query: QueryValues
  /// The token that it bears; `nil` where none is needed.
  let token: AccessToken?
  let language: Language
  let now: UTCInstant
  let registry: Registry
  let reader: RegistryReader
  /// Has decisions recorded, those of a round of requests together.
  let round: RecordingRound
  let sink: ResponseSink
  /// For how many hours answers under idempotency keys are kept.
  let keyHours: Int
  /// Writes what the server has measured of itself.
  let serverMetrics: @Sendable (inout MetricsText) -> Void

  /// The request's id, for the audit record.
  var requestID: String { request.id }

  /// Who asks, for records.
  var actor: String { token?.actor ?? "anonymous" }

  /// Whether who asks may do something.
  func may(_ right: Right) -> Bool { token?.role.allows(right) == true }

  /// An answer of JSON that depends on the moment, the language or who asks.
  func answer(_ json: [UInt8], status: HTTPStatus = .ok) -> HTTPResponse {
    HTTPResponse(status: status, fields: language == .english ? Exchange.inEnglish : Exchange.inFrench, body: json)
  }

  private static let inEnglish = fields(.english)
  private static let inFrench = fields(.french)

  private static func fields(_ language: Language) -> HTTPFields {
    // Who has which contract is nobody's business on the way.
    ["content-type": "application/json", "content-language": language.rawValue, "cache-control": "no-store"]
  }

  /// An answer of JSON that is the same until something changes: with its tag, and empty if the client has it already.
  func taggedAnswer(_ json: [UInt8]) throws -> HTTPResponse {
    let tag = EntityTag(of: json)
    let wanted = try Precondition.tags("If-Match", request.fields, language)
    let known = try Precondition.tags("If-None-Match", request.fields, language)
    guard wanted.isEmpty || wanted.contains(where: { tag.matches($0, weakly: false) }) else {
      return Precondition.failed(language).problem.response
    }
    var response = HTTPResponse(json: json)
    if known.contains(where: { tag.matches($0, weakly: true) }) {
      response = HTTPResponse(status: .notModified)
    }
    response.fields.set("etag", tag.text)
    response.fields.set("cache-control", "no-store")
    return response
  }
}
