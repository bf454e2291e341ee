import HTTPCore
import LicenceRegistry
import Licensing

extension AccessDenial {
  /// The answer to a request that is not let in.
  func response(_ language: Language) -> HTTPResponse {
    let status: HTTPStatus
    switch self {
    case .missing, .unknown, .expired, .revoked: status = .unauthorized
    case .forbidden: status = .forbidden
    }
    var response = ProblemDetails(status: status, code: code, detail: detail(language)).response
    response.fields.set("www-authenticate", challenge)
    return response
  }

  /// The answer to one wrong token too many.
  static func tooMany(retryAfter: Int, _ language: Language) -> HTTPResponse {
    var response = ProblemDetails(
      status: .tooManyRequests, code: "access.too_many_attempts",
      detail: language(
        en: "too many wrong tokens came from this address; try again in \(retryAfter) s",
        fr: "trop de jetons erronés sont venus de cette adresse ; réessayez dans \(retryAfter) s")
    ).response
    response.fields.set("retry-after", String(retryAfter))
    return response
  }

  /// What to send instead (RFC 6750, section 3).
  private var challenge: String {
    let realm = "Bearer realm=\"licence-registry\""
    switch self {
    case .missing: return realm
    case .unknown, .expired, .revoked: return realm + ", error=\"invalid_token\""
    case .forbidden(_, let right): return realm + ", error=\"insufficient_scope\", scope=\"\(right.rawValue)\""
    }
  }

  private func detail(_ language: Language) -> String {
    switch self {
    case .missing:
      language(
        en: "an access token is needed: Authorization: Bearer lr_… (licence-registry token create makes one)",
        fr: "un jeton d’accès est nécessaire : Authorization: Bearer lr_… (licence-registry token create en crée un)")
    case .unknown:
      language(
        en: "this is no access token of this registry; check that it was copied whole",
        fr: "ce n’est pas un jeton d’accès de ce registre ; vérifiez qu’il a été copié en entier")
    case .expired(let token):
      language(
        en: "the access token ‘\(token.name)’ has expired; ask for a new one",
        fr: "le jeton d’accès « \(token.name) » a expiré ; demandez-en un nouveau")
    case .revoked(let token):
      language(
        en: "the access token ‘\(token.name)’ was revoked; ask for a new one",
        fr: "le jeton d’accès « \(token.name) » a été révoqué ; demandez-en un nouveau")
    case .forbidden(let token, let right):
      language(
        en: "this needs the right \(right.rawValue), which the role \(token.role.rawValue) lacks",
        fr: "il faut le droit \(right.rawValue), que le rôle \(token.role.rawValue) n’a pas")
    }
  }
}
