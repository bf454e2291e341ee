import Catalogue
import Formats
import Licensing
import SQLiteStore

/// What becomes of records that can't be taken.
extension Gathering {
  /// Reports what is wrong with a record, and leaves it out if the rest is to be imported without it.
  ///
  /// - Parameters:
  ///   - read: the record as it was read.
  ///   - problems: what is wrong with it.
  ///   - cascade: what else it is left out for: records that it names are.
  func refuse(_ read: ReadRecord, _ problems: [Problem], cascade: [Problem] = [], from file: Int) throws {
    var problems = problems
    for index in problems.indices where problems[index].record == nil {
      problems[index].record = read.record.label.nonEmpty
    }
    for problem in problems { log.add(problem, isBlocking: !skipsInvalid) }
    guard skipsInvalid else { return }
    try references.refuse(read.record)
    rejectedCount += 1
    let table = tables.first { $0.file == file }?.catalogue
    let record = RejectedRecord(
      file: files[file].name, position: read.position, kind: read.record.kind, dialect: table?.dialect,
      dates: table?.dates, titles: table?.titles ?? JSONCatalogue.titles(of: read.record.kind), cells: read.cells,
      malformedCells: read.malformedCells,
      reasons: (problems + cascade).map { problem in
        guard let field = problem.field?.split(separator: ".").last else { return problem.text }
        return Bilingual(en: "\(field): \(problem.text.en)", fr: "\(field) : \(problem.text.fr)")
      })
    if Gathering.checkedLate.contains(read.record.kind) { waiting.append(record) } else { try reject(record) }
  }

  /// Leaves out the records that a later one with their key contradicts: nothing says which of them is right.
  ///
  /// They are read a second time, because by then only the staging tables know them.
  func refuseContradicted(_ kind: RecordKind) throws {
    guard !contradicted.isEmpty else { return }
    func refuse(_ read: ReadRecord, _ file: Int) throws {
      let position = Staging.Position(file: file, line: read.position.line, column: read.position.column)
      guard let (record, other) = contradicted.removeValue(forKey: position) else { return }
      try staging.unstage(record)
      kept[position] = nil
      let field = record.kind.keyField(in: read)
      let place = "\(files[other.file].name):\(other.line):\(other.column)"
      let problem = Problem(
        .duplicate, file: files[file].name, position: read.position(of: field),
        field: "\(record.kind.rawValue).\(field)", value: read.written(field),
        text: Bilingual(
          en: "'\(read.record.label)' stands twice, and says something else at \(place)",
          fr: "« \(read.record.label) » figure deux fois, et dit autre chose en \(place)"),
        hint: Bilingual(
          en: "nothing tells which is right, so neither is taken: keep one",
          fr: "rien ne dit lequel est le bon, donc aucun n’est pris : gardez-en un"))
      try self.refuse(read, [problem], from: file)
    }
    for (file, root) in documents {
      try JSONCatalogue.read(kind, of: root, file: files[file].name) { try refuse($0, file) }
    }
    for (file, table) in tables where table.kind == kind {
      // What breaks the file off was told the first time.
      _ = try table.read(ProblemLog()) { try refuse($0, file) }
    }
    contradicted = [:]
  }

  /// The kinds whose records are compared with each other once all of a kind are read.
  static let checkedLate: Set<RecordKind> = [.vendor, .programme, .product, .release, .update]

  /// Reports something that shows only once all records of a kind are read.
  ///
  /// - Parameters:
  ///   - code: what kind of problem it is.
  ///   - text: what is wrong.
  ///   - field: the field that has it.
  ///   - item: the item of the field's list.
  ///   - record: the record as it is staged.
  ///   - position: where the record stands.
  func reportLate(
    _ code: ProblemCode, _ text: Bilingual, _ field: String, item: String? = nil, expected: Bilingual? = nil,
    hint: Bilingual? = nil, _ record: Record, at position: Staging.Position
  ) {
    let read = kept[position]
    let start = SourcePosition(line: position.line, column: position.column)
    let problem = Problem(
      code, file: files[position.file].name, position: read?.position(of: field, item: item) ?? start,
      field: "\(record.kind.rawValue).\(field)", record: record.label, value: item ?? read?.written(field),
      expected: expected, text: text, hint: hint)
    late[position, default: (record, [])].problems.append(problem)
  }

  /// Refuses the records that were reported late, and hands on all refused ones of the kind in the order of the files.
  func settle() throws {
    for (position, (record, problems)) in late.sorted(by: { ($0.key.file, $0.key.line) < ($1.key.file, $1.key.line) }) {
      guard let read = kept[position] else {
        for problem in problems { log.add(problem) }
        continue
      }
      if skipsInvalid { try staging.unstage(record) }
      try refuse(read, problems, from: position.file)
    }
    late = [:]
    let places = Dictionary(files.enumerated().map { ($1.name, $0) }) { first, _ in first }
    waiting.sort { (places[$0.file] ?? 0, $0.position) < (places[$1.file] ?? 0, $1.position) }
    for record in waiting { try reject(record) }
    waiting = []
  }
}

extension String {
  /// The text, or nothing if it is empty.
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
