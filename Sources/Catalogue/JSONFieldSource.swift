import Formats
import Licensing

/// The members of a JSON5 object as the fields of a record.
final class JSONFieldSource: FieldSource {
  private let file: String
  private let kind: String
  private let members: [JSONMember]
  private let given: [String: String]
  private let problems: ProblemLog
  let position: SourcePosition
  private(set) var problemCount = 0

  /// Reads an object: `given` holds fields that its place in the file states, such as the contract of an entitlement.
  ///
  /// Members that are not `known` are reported. `nil` (and a problem) if the node is no object.
  init?(
    _ node: JSONNode, file: String, kind: String, known: Set<String>, given: [String: String] = [:],
    _ problems: ProblemLog
  ) {
    guard let members = node.object else {
      problems.add(
        Problem(
          file: file, position: node.position, field: kind,
          text: Bilingual(
            en: "an object { … } is expected, not \(node.kind.en)",
            fr: "un objet { … } est attendu, non \(node.kind.fr)")))
      return nil
    }
    self.file = file
    self.kind = kind
    self.members = members
    self.given = given
    self.problems = problems
    position = node.position
    for member in members where !known.contains(member.key) {
      let nearest = TextSuggestion.nearest(to: member.key, among: known)
      add(
        member.key, at: member.keyPosition, Bilingual(en: "unknown field", fr: "champ inconnu"),
        hint: nearest.map { Bilingual(en: "did you mean '\($0)'?", fr: "vouliez-vous dire « \($0) » ?") })
    }
  }

  /// The value of a field, whatever it is; `null` is as if it were not there.
  func node(_ field: String) -> JSONNode? {
    guard let node = members.first(where: { $0.key == field })?.value, !node.isNull else { return nil }
    return node
  }

  /// The elements of an array; anything else is reported.
  func array(_ field: String) -> [JSONNode] {
    guard let node = node(field) else { return [] }
    guard let array = node.array else {
      expected(field, Bilingual(en: "a list [ … ]", fr: "une liste [ … ]"), node)
      return []
    }
    return array
  }

  /// An object is the whole record: what it leaves out is empty.
  func states(_ field: String) -> Bool { true }

  func position(of field: String) -> SourcePosition { node(field)?.position ?? position }

  func text(_ field: String) -> String? {
    guard let text = verbatim(field) else { return nil }
    let trimmed = text.trimmed
    return trimmed.isEmpty ? nil : trimmed
  }

  func verbatim(_ field: String) -> String? {
    if let text = given[field] { return text }
    guard let node = node(field) else { return nil }
    guard let text = node.string else {
      expected(field, Bilingual(en: "a text in quotes", fr: "un texte entre guillemets"), node)
      return nil
    }
    return text
  }

  func integer(_ field: String) -> Int? {
    if let text = given[field] { return Int(text) }
    guard let node = node(field) else { return nil }
    guard let number = node.int else {
      expected(field, Bilingual(en: "a whole number", fr: "un nombre entier"), node)
      return nil
    }
    return number
  }

  func boolean(_ field: String) -> Bool? {
    guard let node = node(field) else { return nil }
    guard let value = node.bool else {
      expected(field, Bilingual(en: "true or false", fr: "true ou false"), node)
      return nil
    }
    return value
  }

  func day(_ field: String) -> CalendarDay? {
    guard let text = text(field) else { return nil }
    guard let day = CalendarDay(text) else {
      report(
        field, Bilingual(en: "'\(text)' is not a date", fr: "« \(text) » n’est pas une date"),
        hint: Bilingual(
          en: "dates of JSON5 files are YYYY-MM-DD", fr: "les dates des fichiers JSON5 s’écrivent AAAA-MM-JJ"))
      return nil
    }
    return day
  }

  /// A list of texts, or one text as a list of one.
  func list(_ field: String) -> [String] {
    guard let node = node(field) else { return [] }
    if let text = node.string { return text.trimmed.isEmpty ? [] : [text.trimmed] }
    return array(field).compactMap { element in
      guard let text = element.string, !text.trimmed.isEmpty else {
        expected(field, Bilingual(en: "a text in quotes", fr: "un texte entre guillemets"), element)
        return nil
      }
      return text.trimmed
    }
  }

  /// A text in both languages: `{ en: "…", fr: "…" }`, or one text for both.
  func localized(_ field: String) -> LocalizedText? {
    guard let node = node(field) else { return nil }
    if let text = node.string { return LocalizedText(english: text, french: text) }
    guard let english = node["en"]?.string, let french = node["fr"]?.string, node.object?.count == 2 else {
      expected(
        field, Bilingual(en: "a text, or { en: \"…\", fr: \"…\" }", fr: "un texte, ou { en: \"…\", fr: \"…\" }"), node)
      return nil
    }
    return LocalizedText(english: english, french: french)
  }

  func report(_ field: String, _ text: Bilingual, hint: Bilingual?) {
    add(field, at: position(of: field), text, hint: hint)
  }

  private func expected(_ field: String, _ what: Bilingual, _ node: JSONNode) {
    add(
      field, at: node.position,
      Bilingual(en: "\(what.en) is expected, not \(node.kind.en)", fr: "attendu : \(what.fr), et non \(node.kind.fr)"),
      hint: nil)
  }

  private func add(_ field: String, at position: SourcePosition, _ text: Bilingual, hint: Bilingual?) {
    problemCount += 1
    problems.add(Problem(file: file, position: position, field: "\(kind).\(field)", text: text, hint: hint))
  }
}
