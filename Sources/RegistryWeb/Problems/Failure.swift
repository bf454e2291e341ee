import HTTPCore
import LicenceRegistry
import Licensing

/// The answers where the registry itself could not do what was asked; what exactly failed is for the log.
enum Failure {
  /// The answer to an error that may come; nil for one that may not, which is to be thrown on, so that it is logged.
  static func response(_ error: any Error, _ language: Language) -> HTTPResponse? {
    if let report = error as? ProblemReport { return report.problem.response.naming(language) }
    if error is RepeatedKey { return IdempotencyKey.reused(language).naming(language) }
    if Registry.isBusy(error) { return busy(language).naming(language) }
    return nil
  }

  /// The answer to an error that may not come.
  static func unexpected(_ language: Language) -> HTTPResponse {
    ProblemDetails(
      status: .internalServerError, code: "registry.failed",
      detail: language(
        en: "the registry could not answer; the log has the reason under the id in x-request-id",
        fr: "le registre n’a pas pu répondre ; le journal en a la raison sous l’identifiant de x-request-id")
    ).response.naming(language)
  }

  /// Somebody else, such as a large import, has the registry for too long.
  static func busy(_ language: Language) -> HTTPResponse {
    var response = ProblemDetails(
      status: .serviceUnavailable, code: "registry.busy",
      detail: language(
        en: "the registry is busy with other changes; try again in a few seconds",
        fr: "le registre est occupé par d’autres modifications ; réessayez dans quelques secondes")
    ).response
    response.fields.set("retry-after", "5")
    return response
  }

  /// Nothing can be written to the registry's file, though it can be read.
  static func unwritable(_ reason: WriteTrouble.Reason, _ language: Language) -> HTTPResponse {
    let detail =
      switch reason {
      case .readOnly: language(en: "the registry may not be written", fr: "le registre ne peut pas être modifié")
      case .full: language(en: "there is no room on the server's disk", fr: "le disque du serveur est plein")
      case .locked:
        language(
          en: "another process has kept the registry locked for over a minute",
          fr: "un autre processus verrouille le registre depuis plus d’une minute")
      case .failed: language(en: "writing to the registry fails", fr: "l’écriture dans le registre échoue")
      }
    var response = ProblemDetails(
      status: .serviceUnavailable, code: "registry.\(reason.rawValue)", detail: detail
    ).response
    response.fields.set("retry-after", "5")
    return response
  }

  /// The registry's file can't be read.
  static func unavailable(_ language: Language) -> HTTPResponse {
    var response = ProblemDetails(
      status: .serviceUnavailable, code: "registry.unavailable",
      detail: language(en: "the registry does not answer", fr: "le registre ne répond pas")
    ).response
    response.fields.set("retry-after", "5")
    return response
  }
}

extension ResponseSink {
  /// Answers that it went wrong, and has it logged if that may not happen.
  func fail(_ error: any Error, _ language: Language) {
    if let response = Failure.response(error, language) { send(response) } else { fail(error) }
  }
}
