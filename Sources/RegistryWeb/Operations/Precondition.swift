import HTTPCore
import Licensing

/// What a client says that a record must be for it to be changed (RFC 9110, section 13).
struct Precondition: Sendable {
  private let ifMatch: [String]
  private let ifNoneMatch: [String]

  /// Reads a request's fields.
  ///
  /// - Throws: the answer where they are no tags.
  init(_ fields: HTTPFields, _ language: Language) throws(ProblemReport) {
    ifMatch = try Precondition.tags("If-Match", fields, language)
    ifNoneMatch = try Precondition.tags("If-None-Match", fields, language)
  }

  /// The values of a field that is to hold tags.
  static func tags(
    _ name: String, _ fields: HTTPFields, _ language: Language
  ) throws(ProblemReport) -> [String] {
    let values = fields.values(name.lowercased())
    guard values.isEmpty || EntityTag.areTags(values) else {
      throw ProblemReport(
        ProblemDetails(
          status: .badRequest, code: "request.malformed_etag",
          detail: language(
            en: "\(name) is to be * or ETags as they were answered, in their quotes, with commas between them",
            fr: "\(name) doit être * ou des ETags tels que reçus, avec leurs guillemets, séparés par des virgules")))
    }
    return values
  }

  /// Throws if the record is not as the client says, or the client does not say how it is.
  ///
  /// - Parameters:
  ///   - current: the tag of the record as it is; `nil` if there is none.
  ///   - language: of the message.
  func check(_ current: EntityTag?, _ language: Language) throws(ProblemReport) {
    if !ifMatch.isEmpty {
      guard let current, ifMatch.contains(where: { current.matches($0, weakly: false) }) else {
        throw Precondition.failed(language)
      }
    } else if !ifNoneMatch.isEmpty {
      if let current, ifNoneMatch.contains(where: { current.matches($0, weakly: true) }) {
        throw Precondition.failed(language)
      }
    } else if current != nil {
      throw ProblemReport(
        ProblemDetails(
          status: .preconditionRequired, code: "request.precondition_required",
          detail: language(
            en: "send If-Match with the ETag of the record that you have, so that no other change is lost",
            fr:
              "envoyez If-Match avec l’ETag de l’enregistrement que vous avez, pour ne perdre aucune autre modification"
          )
        ))
    }
  }

  /// The answer where it is not.
  static func failed(_ language: Language) -> ProblemReport {
    ProblemReport(
      ProblemDetails(
        status: .preconditionFailed, code: "request.precondition_failed",
        detail: language(
          en: "the record is not as If-Match or If-None-Match says; read it again",
          fr: "l’enregistrement n’est pas ce que dit If-Match ou If-None-Match ; relisez-le")))
  }
}

extension Parameter {
  /// The state that is to be changed.
  static let ifMatch = header(
    "If-Match", EntityTag.list,
    "The tag of the state that is changed; needed where the record is there.", example: EntityTag.example)
  /// That nothing is there yet.
  static let ifNoneMatchAny = header(
    "If-None-Match", EntityTag.list, "`*`: only if there is no such record yet.", example: "*")
}
