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
    let members: [JSONMember]
    do {
      members = try JSONBody.members(body, language)
    } catch {
      return .failure(error)
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
    guard faults.isEmpty else { return .failure(ProblemReport(ProblemDetails(faults: faults))) }
    return .success(
      Question(
        licence: texts["licence"], contract: texts["contract"], customer: texts["customer"], email: texts["email"],
        product: texts["product"], version: texts["version"], topic: texts["topic"], incident: texts["incident"],
        at: moment, ticket: texts["ticket"]))
  }
}
