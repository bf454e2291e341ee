import HTTPCore
import Hashing
import LicenceRegistry
import Licensing

/// The `Idempotency-Key` of a request: sent again with the same key it is answered as before, and nothing is done twice.
struct IdempotencyKey {
  /// The request under its key.
  let request: RepeatableRequest

  /// Reads the key of a request; nothing if it has none.
  ///
  /// - Parameters:
  ///   - exchange: the request.
  ///   - bodyDigest: of a body that went elsewhere.
  init?(_ exchange: Exchange, bodyDigest: Digest? = nil) throws(ProblemReport) {
    let values = exchange.request.fields.values("idempotency-key")
    guard let value = values.first else { return nil }
    let language = exchange.language
    guard values.count == 1, (1...255).contains(value.utf8.count), value.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
    else {
      throw ProblemReport(
        ProblemDetails(
          status: .badRequest, code: "request.idempotency_key",
          detail: language(
            en: "Idempotency-Key must be 1 to 255 printable ASCII characters, and stand once",
            fr: "Idempotency-Key doit compter de 1 à 255 caractères ASCII imprimables, et figurer une fois")))
    }
    var hash = SHA256()
    for part in [exchange.request.method.rawValue, exchange.request.target.text] {
      hash.update(with: Array(part.utf8))
      hash.update(with: [0])
    }
    hash.update(with: bodyDigest?.bytes ?? exchange.request.body)
    request = RepeatableRequest(
      key: value, token: exchange.token?.id ?? "", fingerprint: hash.digest(), now: exchange.now,
      hours: exchange.keyHours)
  }

  /// The answer where the key came with another request before.
  static func reused(_ language: Language) -> HTTPResponse {
    ProblemDetails(
      status: .unprocessableContent, code: "request.idempotency_key_reused",
      detail: language(
        en: "this Idempotency-Key came with another request before; use a new one",
        fr: "cet Idempotency-Key a déjà servi à une autre demande ; prenez-en un nouveau")
    ).response
  }
}

extension Parameter {
  /// The key of a request that may be repeated.
  static let idempotencyKey = header(
    "Idempotency-Key", .text(length: 1...255, pattern: "^[ -~]*$"),
    "Sent again with the same key and body while answers are kept (24 hours, unless the server is set otherwise), the "
      + "request is answered as before and done once.",
    example: "5f0c6a52-1d1c-4e57-9df8-0e2a7d1d6f0b")
}

extension KeptAnswer {
  /// Keeps an answer.
  init(_ response: HTTPResponse) {
    self.init(
      status: response.status.code, fields: response.fields.map { "\($0.name): \($0.value)" }.joined(separator: "\n"),
      body: response.body)
  }

  /// The answer, as it was.
  var response: HTTPResponse {
    var response = HTTPResponse(status: HTTPStatus(status), body: body)
    for line in fields.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      response.fields.append(String(line[..<colon]), String(line[colon...].dropFirst(2)))
    }
    return response
  }
}
