import Formats
import Licensing

/// The members of a JSON5 object as the fields of a record.
final class JSONFieldSource: FieldSource {
  private let file: String
  private let kind: String
  private let node: JSONNode
  private let members: [JSONMember]
  private let given: [String: String]
  private let log: ProblemLog
  private(set) var problemCount = 0

  /// Reads an object: `given` holds fields that its place in the file states, such as the contract of an entitlement.
  ///
  /// Members that are not `known` are reported. `nil` (and a problem) if the node is no object.
  ///
  /// - Parameter log: where the problems of the record go, those of its nested objects among them.
  init?(
    _ node: JSONNode, file: String, kind: String, known: Set<String>, given: [String: String] = [:],
    _ log: ProblemLog
  ) {
    guard let members = node.object else {
      log.add(JSONFieldSource.notObject(node, file: file, kind: kind))
      return nil
    }
    self.file = file
    self.kind = kind
    self.node = node
    self.members = members
    self.given = given
    self.log = log
    for member in members where known.contains(member.key) && JSONFieldSource.holdsNUL(member.value) {
      add(
        member.key, at: member.value.position, value: nil,
        FieldFault(
          .malformed,
          Bilingual(
            en: "holds the character U+0000, which ends texts in other programs",
            fr: "contient le caractère U+0000, qui termine les textes dans d’autres programmes")))
    }
    for member in members where !known.contains(member.key) {
      let nearest = TextSuggestion.nearest(to: member.key, among: known)
      let names = known.sorted().joined(separator: ", ")
      add(
        member.key, at: member.keyPosition, value: JSONFieldSource.cell(member.value),
        FieldFault(
          .unknownField, Bilingual(en: "unknown field", fr: "champ inconnu"),
          expected: Bilingual(en: "one of \(names)", fr: "l’un de \(names)"),
          hint: nearest.map { Bilingual(en: "did you mean '\($0)'?", fr: "vouliez-vous dire « \($0) » ?") }))
    }
  }

  /// Whether a text, or one of a list, holds the character that ends texts in C; an escape may bring it here.
  private static func holdsNUL(_ node: JSONNode) -> Bool {
    if let text = node.string { return text.utf8.contains(0) }
    return node.array?.contains { $0.string?.utf8.contains(0) == true } ?? false
  }

  /// Something that has no fields, be it right or wrong where it stands.
  init(plain node: JSONNode, file: String, kind: String) {
    self.file = file
    self.kind = kind
    self.node = node
    members = []
    given = [:]
    log = ProblemLog()
  }

  /// What is wrong with something that stands where an object should.
  static func notObject(_ node: JSONNode, file: String, kind: String) -> Problem {
    Problem(
      .wrongType, file: file, position: node.position, field: kind, value: cell(node),
      expected: Bilingual(en: "an object { … }", fr: "un objet { … }"),
      text: Bilingual(
        en: "an object { … } is expected, not \(node.kind.en)",
        fr: "un objet { … } est attendu, non \(node.kind.fr)"))
  }

  var position: SourcePosition { node.position }

  var problems: [Problem] { log.problems }

  /// The value of a field, whatever it is; `null` is as if it were not there.
  func node(_ field: String) -> JSONNode? {
    guard let node = members.first(where: { $0.key == field })?.value, !node.isNull else { return nil }
    return node
  }

  /// The value of a field, or of one of a nested object: `desk.timeZone`.
  private func node(path: String) -> JSONNode? {
    let parts = path.split(separator: ".")
    return parts.first.flatMap { first in
      parts.dropFirst().reduce(node(String(first))) { node, key in node?[String(key)] }
    }
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

  func isGiven(_ field: String) -> Bool { given[field] != nil }

  func position(of field: String, item: String?) -> SourcePosition {
    guard let node = node(path: field) else { return position }
    let element = item.flatMap { item in node.array?.first { $0.string?.trimmed == item } }
    return (element ?? node).position
  }

  func written(_ field: String) -> String? { node(path: field).map(JSONFieldSource.cell) }

  /// The fields of a kind that has a CSV form; else the whole as JSON, with what its place in the file states.
  func cells(_ kind: RecordKind) -> [String] {
    guard let fields = CSVHeader.fields(of: kind) else {
      var writer = JSONWriter(capacity: 256)
      let stated = given.sorted { $0.key < $1.key }.filter { given in !members.contains { $0.key == given.key } }
        .map { JSONMember(key: $0.key, value: JSONNode(.string($0.value))) }
      writer.node(node.object == nil ? node : JSONNode(.object(stated + members)))
      return [writer.text]
    }
    guard node.object != nil else { return [JSONFieldSource.cell(node)] }
    return fields.map { given[$0.name] ?? written($0.name) ?? "" }
  }

  var malformedCells: [Int: String] { [:] }

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
    if let number = node.int { return number }
    let whole = Bilingual(en: "a whole number", fr: "un nombre entier")
    if let number = node.number {
      report(
        field,
        FieldFault(
          .notNumber,
          Bilingual(en: "\(number.text) is not a whole number", fr: "\(number.text) n’est pas un nombre entier"),
          expected: whole, hint: .wholeNumber))
    } else {
      expected(field, whole, node)
    }
    return nil
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
      report(field, JSONFieldSource.notDate(text))
      return nil
    }
    return day
  }

  /// A text of a JSON5 file that should be a date.
  static func notDate(_ text: String) -> FieldFault {
    FieldFault(
      .notDate, Bilingual(en: "'\(text)' is not a date", fr: "« \(text) » n’est pas une date"),
      expected: Bilingual(en: "a date as 2026-12-31", fr: "une date comme 2026-12-31"),
      hint: Bilingual(
        en: "write dates as YYYY-MM-DD", fr: "écrivez les dates sous la forme AAAA-MM-JJ"))
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

  func report(_ field: String, item: String?, _ fault: FieldFault) {
    add(field, at: position(of: field, item: item), value: item ?? written(field), fault)
  }

  private func expected(_ field: String, _ what: Bilingual, _ node: JSONNode) {
    add(
      field, at: node.position, value: JSONFieldSource.cell(node),
      FieldFault(
        .wrongType,
        Bilingual(
          en: "\(what.en) is expected, not \(node.kind.en)", fr: "attendu : \(what.fr), et non \(node.kind.fr)"),
        expected: what))
  }

  private func add(_ field: String, at position: SourcePosition, value: String?, _ fault: FieldFault) {
    problemCount += 1
    var problem = Problem(
      fault.code, file: file, position: position, field: "\(kind).\(field)", value: value, expected: fault.expected,
      text: fault.text, hint: fault.hint)
    if let cause = fault.cause { problem.code = cause }
    log.add(problem)
  }

  /// A value as the text of a cell: lists of texts parted as in CSV files, anything nested as JSON.
  static func cell(_ node: JSONNode) -> String {
    switch node.value {
    case .null: return ""
    case .bool(let flag): return flag ? "true" : "false"
    case .number(let number): return number.text
    case .string(let text): return text
    case .array(let elements) where elements.allSatisfy { $0.string != nil }:
      return elements.compactMap(\.string).joined(separator: "|")
    case .array, .object:
      var writer = JSONWriter(capacity: 256)
      writer.node(node)
      return writer.text
    }
  }
}
