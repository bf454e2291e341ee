import Formats
import Licensing

/// Reads the entries of a mapping file.
struct ColumnMapReader {
  private let file: String
  private let problems: ProblemLog

  init(file: String, _ problems: ProblemLog) {
    self.file = file
    self.problems = problems
  }

  private static let known: Set<String> = [
    "file", "kind", "columns", "values", "otherColumns", "dates", "delimiter", "encoding",
  ]

  func entry(_ node: JSONNode) -> ColumnMap.Entry? {
    guard let source = JSONFieldSource(node, file: file, kind: "map", known: Self.known, problems) else { return nil }
    var entry = ColumnMap.Entry(file: file, position: node.position)
    entry.name = source.text("file")
    let kinds = CSVHeader.fields.map(\.kind)
    if let text = source.text("kind") {
      entry.kind = kinds.first { [$0.rawValue, $0.singular].contains(TextFolding.key(text)) }
      if entry.kind == nil { unknown("kind", text, kinds.map(\.rawValue), source) }
    }
    readColumns(source, into: &entry)
    for member in members("values", source) where isField(member.key, at: member.keyPosition, entry.kind) {
      if let column = entry.columns.first(where: { $0.field == member.key }) {
        add(
          .invalidMapping, "values", member.keyPosition,
          Bilingual(
            en: "'\(member.key)' has the column '\(column.title)', and can't have one value in every row too",
            fr: "« \(member.key) » a la colonne « \(column.title) », et ne peut avoir aussi une valeur unique"),
          value: member.key,
          hint: Bilingual(en: "remove one of the two", fr: "supprimez l’un des deux"))
        continue
      }
      entry.values[member.key] = JSONFieldSource.cell(member.value)
    }
    entry.ignoresOthers = source.choice("otherColumns", ["refuse": [], "ignore": []], default: "refuse") == "ignore"
    if let text = source.text("dates") {
      entry.dates = DateOrder(rawValue: text)
      if entry.dates == nil { unknown("dates", text, DateOrder.allCases.map(\.rawValue), source) }
    }
    if let text = source.verbatim("delimiter") {
      let names = ["semicolon": ";", "comma": ",", "tab": "\t", "pipe": "|"]
      let byte = (names[text] ?? text).utf8.first.flatMap { (names[text] ?? text).utf8.count == 1 ? $0 : nil }
      entry.delimiter = byte.flatMap { CSVDelimiter(rawValue: $0) }
      if entry.delimiter == nil { unknown("delimiter", text, [";", ",", "\\t", "|"], source) }
    }
    if let text = source.text("encoding") {
      entry.encoding = TextEncoding(stated: text)
      entry.encodingPosition = source.position(of: "encoding")
      if entry.encoding == nil { unknown("encoding", text, TextEncoding.allCases.map(\.rawValue), source) }
    }
    return entry
  }

  private func readColumns(_ source: JSONFieldSource, into entry: inout ColumnMap.Entry) {
    for member in members("columns", source) {
      var column = ColumnMap.Entry.Column(
        title: member.key, phrase: TextFolding.phrase(String(member.key.map { "°º".contains($0) ? " " : $0 })),
        field: nil, position: member.keyPosition)
      if !member.value.isNull {
        guard let field = member.value.string else {
          add(
            .wrongType, "columns", member.value.position,
            Bilingual(
              en: "the name of a field in quotes, or null, is expected, not \(member.value.kind.en)",
              fr: "attendu : le nom d’un champ entre guillemets, ou null, et non \(member.value.kind.fr)"))
          continue
        }
        guard isField(field, at: member.value.position, entry.kind) else { continue }
        if let other = entry.columns.first(where: { $0.field == field }) {
          add(
            .invalidMapping, "columns", member.value.position,
            Bilingual(
              en: "'\(other.title)' is '\(field)' already", fr: "« \(other.title) » est déjà « \(field) »"))
          continue
        }
        column.field = field
      }
      entry.columns.append(column)
    }
  }

  /// The members of an object.
  private func members(_ field: String, _ source: JSONFieldSource) -> [JSONMember] {
    guard let node = source.node(field) else { return [] }
    guard let members = node.object else {
      add(
        .wrongType, field, node.position,
        Bilingual(
          en: "an object { … } is expected, not \(node.kind.en)", fr: "un objet { … } est attendu, non \(node.kind.fr)")
      )
      return []
    }
    return members
  }

  private func isField(_ name: String, at position: SourcePosition, _ kind: RecordKind?) -> Bool {
    let fields = CSVHeader.fields.filter { kind == nil || $0.kind == kind }.flatMap(\.fields).map(\.name)
    if fields.contains(name) { return true }
    let nearest = TextSuggestion.nearest(to: name, among: fields)
    let of = kind.map { Bilingual(en: " of \($0.rawValue)", fr: " de \($0.rawValue)") } ?? Bilingual(en: "", fr: "")
    add(
      .invalidMapping, "columns", position,
      Bilingual(en: "'\(name)' is no field\(of.en)", fr: "« \(name) » n’est pas un champ\(of.fr)"), value: name,
      hint: nearest.map { Bilingual(en: "did you mean '\($0)'?", fr: "vouliez-vous dire « \($0) » ?") })
    return false
  }

  private func unknown(_ field: String, _ text: String, _ words: [String], _ source: JSONFieldSource) {
    let known = words.joined(separator: " ")
    add(
      .unknownWord, field, source.position(of: field),
      Bilingual(en: "'\(text)' is not one of \(known)", fr: "« \(text) » n’est pas l’un de \(known)"), value: text)
  }

  private func add(
    _ code: ProblemCode, _ field: String, _ position: SourcePosition, _ text: Bilingual, value: String? = nil,
    hint: Bilingual? = nil
  ) {
    problems.add(
      Problem(code, file: file, position: position, field: "map.\(field)", value: value, text: text, hint: hint))
  }
}
