import Formats
import HTTPCore
import Licensing

/// The body of a request as JSON, strictly: RFC 8259 in UTF-8, and no key twice.
enum JSONBody {
  /// The members of a body that is an object.
  static func members(_ body: [UInt8], _ language: Language) throws(ProblemReport) -> [JSONMember] {
    let node: JSONNode
    do {
      node = try StrictJSON.parse(body)
    } catch {
      let position = language(
        en: "line \(error.position.line), column \(error.position.column)",
        fr: "ligne \(error.position.line), colonne \(error.position.column)")
      let detail = "\(position): \(language(en: error.text.en, fr: error.text.fr))"
      // Where it is no JSON, nothing in it has a name, and the whole body is at fault.
      let path = error.kind == .duplicateKey ? error.path.map { String($0.prefix(64)) } : []
      throw ProblemReport(ProblemDetails(faults: [ProblemDetails.Fault(error.code, path: path, detail)]))
    }
    guard let members = node.object else {
      let detail = language(
        en: "the body must be a JSON object, not \(node.kind.en)",
        fr: "le corps doit être un objet JSON, non \(node.kind.fr)")
      throw ProblemReport(ProblemDetails(faults: [ProblemDetails.Fault("request.not_an_object", path: [], detail)]))
    }
    return members
  }

  /// Refuses a body that says something where there is nothing to say: it may be left out, or an object without members.
  static func checkEmpty(_ request: HTTPRequest, _ language: Language) throws(ProblemReport) {
    guard !request.body.isEmpty else { return }
    try checkType(of: request, language)
    let faults = try members(request.body, language).map { member in
      let name = String(member.key.prefix(64))
      return ProblemDetails.Fault(
        "request.unknown_field", path: [name],
        language(
          en: "'\(name)' is no field; none is taken here", fr: "« \(name) » n’est pas un champ ; aucun n’est admis ici")
      )
    }
    guard faults.isEmpty else { throw ProblemReport(ProblemDetails(faults: faults)) }
  }

  /// Refuses a body that is packed: what is in it is not looked for.
  static func checkEncoding(of fields: HTTPFields, _ language: Language) throws(ProblemReport) {
    guard fields.contains("content-encoding") else { return }
    let encodings = fields.values("content-encoding").flatMap { $0.split(separator: ",") }
    let isPlain = encodings.allSatisfy { TextFolding.key($0) == "identity" }
    guard !isPlain else { return }
    throw ProblemReport(
      ProblemDetails(
        status: .unsupportedMediaType, code: "request.content_encoding",
        detail: language(
          en: "send the body as it is, without Content-Encoding", fr: "envoyez le corps tel quel, sans Content-Encoding"
        )))
  }

  /// Refuses a request without a body, and a body of another type.
  static func checkType(of request: HTTPRequest, _ language: Language) throws(ProblemReport) {
    guard request.head.framing != .none else {
      throw ProblemReport(
        ProblemDetails(
          status: .lengthRequired, code: "request.body_missing",
          detail: language(
            en: "a JSON body is needed, with Content-Length or Transfer-Encoding: chunked",
            fr: "un corps JSON est nécessaire, avec Content-Length ou Transfer-Encoding: chunked")))
    }
    try checkEncoding(of: request.fields, language)
    // What almost every client sends.
    if request.fields["content-type"] == "application/json" { return }
    let charset = request.fields["content-type"]?.lowercased().split(separator: "charset=", maxSplits: 1).dropFirst()
      .first
    guard request.mediaType == "application/json", charset.map({ $0.contains("utf-8") }) ?? true else {
      throw ProblemReport(
        ProblemDetails(
          status: .unsupportedMediaType, code: "request.media_type",
          detail: language(
            en: "send the body as application/json in UTF-8", fr: "envoyez le corps en application/json, en UTF-8")))
    }
  }
}
