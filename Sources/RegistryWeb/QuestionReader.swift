import Formats
import HTTPCore
import Licensing

/// Reads an eligibility question from a request, strictly: every fault is found, and unknown fields are faults.
struct QuestionReader {
  private enum Field: Int {
    case licence, contract, customer, email, product, version, topic, incident, at, ticket
  }

  /// The names of the fields, each at its place.
  private static let names: InlineArray<10, String> = [
    "licence", "contract", "customer", "email", "product", "version", "topic", "incident", "at", "ticket",
  ]

  private let inQuery: Bool
  private let language: Language
  private var texts = InlineArray<10, String?>(repeating: nil)
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
      guard let field = reader.field(member.key) else { continue }
      if member.value.isNull { continue }
      guard let text = member.value.string else {
        reader.add(
          "request.wrong_type", member.key,
          language(
            en: "must be a string or null, not \(member.value.kind.en)",
            fr: "doit être une chaîne ou null, non \(member.value.kind.fr)"))
        continue
      }
      reader.take(field, text)
    }
    return reader.result()
  }

  /// The question of a query.
  static func question(query: [QueryItem], _ language: Language) -> Result<Question, ProblemReport> {
    var reader = QuestionReader(inQuery: true, language: language)
    for item in query {
      guard let field = reader.field(item.name) else { continue }
      if reader[field] != nil {
        reader.add("request.repeated", item.name, language(en: "is given twice", fr: "est donné deux fois"))
        continue
      }
      reader.take(field, item.value)
    }
    return reader.result()
  }

  private init(inQuery: Bool, language: Language) {
    self.inQuery = inQuery
    self.language = language
  }

  private subscript(_ field: Field) -> String? { texts[field.rawValue] }

  /// The field of a name; one that is unknown is a fault.
  private mutating func field(_ name: String) -> Field? {
    for place in QuestionReader.names.indices where QuestionReader.names[place] == name {
      return Field(rawValue: place)
    }
    let known = QuestionReader.names.indices.map { QuestionReader.names[$0] }.joined(separator: ", ")
    let shown = String(name.prefix(64))
    add(
      "request.unknown_field", shown,
      language(
        en: "'\(shown)' is no field of a question; known: \(known)",
        fr: "« \(shown) » n’est pas un champ d’une question ; connus : \(known)"))
    return nil
  }

  private mutating func take(_ field: Field, _ text: String) {
    // No character takes less than a byte, so short texts need not be counted.
    guard text.utf8.count <= Question.longestText || text.unicodeScalars.count <= Question.longestText else {
      add(
        "request.too_long", QuestionReader.names[field.rawValue],
        language(
          en: "is longer than \(Question.longestText) characters",
          fr: "dépasse \(Question.longestText) caractères"))
      return
    }
    guard !Question.hasControl(text) else {
      add(
        "request.invalid_value", QuestionReader.names[field.rawValue],
        language(en: "has a control character in it", fr: "contient un caractère de contrôle"))
      return
    }
    texts[field.rawValue] = text
  }

  private mutating func add(_ code: String, _ field: String, _ detail: String) {
    faults.append(ProblemDetails.Fault(code, field: field, inQuery: inQuery, detail))
  }

  private mutating func result() -> Result<Question, ProblemReport> {
    var moment: Moment?
    if let text = self[.at], !TextFolding.key(text).isEmpty {
      do {
        moment = try Moment(TextFolding.trimmed(text))
      } catch {
        add("at.\(error.code)", "at", error.message(text, language))
      }
    }
    guard faults.isEmpty else { return .failure(ProblemReport(ProblemDetails(faults: faults))) }
    return .success(
      Question(
        licence: self[.licence], contract: self[.contract], customer: self[.customer], email: self[.email],
        product: self[.product], version: self[.version], topic: self[.topic], incident: self[.incident],
        at: moment, ticket: self[.ticket]))
  }
}
