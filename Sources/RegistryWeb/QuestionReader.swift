import Formats
import HTTPCore
import Licensing

/// Reads an eligibility question from a request, strictly: every fault is found, and unknown fields are faults.
struct QuestionReader {
  private static let fields = [
    "licence", "contract", "customer", "email", "product", "version", "topic", "incident", "at", "ticket",
  ]

  private let inQuery: Bool
  private let language: Language
  private var texts: [String: String] = [:]
  private var faults: [ProblemDetails.Fault] = []

  /// The question of a JSON body.
  static func question(body: [UInt8], _ language: Language) -> Result<Question, ProblemReport> {
    let node: JSONNode
    do {
      node = try StrictJSON.parse(body)
    } catch {
      let place = language(
        en: "line \(error.position.line), column \(error.position.column)",
        fr: "ligne \(error.position.line), colonne \(error.position.column)")
      let detail = "\(place): \(language(en: error.text.en, fr: error.text.fr))"
      return .failure(ProblemReport(ProblemDetails(status: .badRequest, code: error.code, detail: detail)))
    }
    guard let members = node.object else {
      let detail = language(
        en: "the body must be a JSON object, not \(node.kind.en)",
        fr: "le corps doit être un objet JSON, non \(node.kind.fr)")
      return .failure(ProblemReport(ProblemDetails(status: .badRequest, code: "request.not_an_object", detail: detail)))
    }
    var reader = QuestionReader(inQuery: false, language: language)
    for member in members {
      guard reader.accepts(member.key) else { continue }
      if member.value.isNull { continue }
      guard let text = member.value.string else {
        reader.add(
          "request.wrong_type", member.key,
          language(
            en: "must be a string or null, not \(member.value.kind.en)",
            fr: "doit être une chaîne ou null, non \(member.value.kind.fr)"))
        continue
      }
      reader.take(member.key, text)
    }
    return reader.result()
  }

  /// The question of a query.
  static func question(query: [QueryItem], _ language: Language) -> Result<Question, ProblemReport> {
    var reader = QuestionReader(inQuery: true, language: language)
    for item in query {
      guard reader.accepts(item.name) else { continue }
      if reader.texts[item.name] != nil {
        reader.add("request.repeated", item.name, language(en: "is given twice", fr: "est donné deux fois"))
        continue
      }
      reader.take(item.name, item.value)
    }
    return reader.result()
  }

  private init(inQuery: Bool, language: Language) {
    self.inQuery = inQuery
    self.language = language
  }

  private mutating func accepts(_ field: String) -> Bool {
    if QuestionReader.fields.contains(field) { return true }
    let known = QuestionReader.fields.joined(separator: ", ")
    let shown = String(field.prefix(64))
    add(
      "request.unknown_field", shown,
      language(
        en: "'\(shown)' is no field of a question; known: \(known)",
        fr: "« \(shown) » n’est pas un champ d’une question ; connus : \(known)"))
    return false
  }

  private mutating func take(_ field: String, _ text: String) {
    guard text.unicodeScalars.count <= Question.longestText else {
      add(
        "request.too_long", field,
        language(
          en: "is longer than \(Question.longestText) characters",
          fr: "dépasse \(Question.longestText) caractères"))
      return
    }
    texts[field] = text
  }

  private mutating func add(_ code: String, _ field: String, _ detail: String) {
    faults.append(ProblemDetails.Fault(code, field: field, inQuery: inQuery, detail))
  }

  private mutating func result() -> Result<Question, ProblemReport> {
    var moment: Moment?
    if let text = texts["at"], !TextFolding.key(text).isEmpty {
      do {
        moment = try Moment(TextFolding.trimmed(text))
      } catch {
        add("at.\(error.code)", "at", error.message(text, language))
      }
    }
    guard faults.isEmpty else {
      let detail = faults.map { "\($0.pointer ?? $0.parameter ?? ""): \($0.detail)" }.joined(separator: "; ")
      return .failure(
        ProblemReport(
          ProblemDetails(status: .badRequest, code: faults[0].code, detail: detail, faults: faults)))
    }
    return .success(
      Question(
        licence: texts["licence"], contract: texts["contract"], customer: texts["customer"], email: texts["email"],
        product: texts["product"], version: texts["version"], topic: texts["topic"], incident: texts["incident"],
        at: moment, ticket: texts["ticket"]))
  }
}

/// Problem details on their way out of a function.
struct ProblemReport: Error {
  let problem: ProblemDetails

  init(_ problem: ProblemDetails) {
    self.problem = problem
  }
}
