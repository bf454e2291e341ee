import Formats
import Licensing

/// What the rows of a CSV file show together before any is read: the order of its dates, the length of its codes.
struct CSVSurvey {
  private let dateColumns: [Int]
  private let codeColumns: [(field: String, column: Int)]
  private var evidence = DateOrderEvidence()
  private var codes: [CodeWidth]
  /// Whether the file can't be read to its end, which is told when its rows are.
  private var isBroken = false

  init(_ header: CSVHeader) {
    dateColumns = CSVTable.dateFields.compactMap { header.columns[$0] }
    codeColumns = CSVTable.codeFields.sorted().compactMap { field in header.columns[field].map { (field, $0) } }
    codes = codeColumns.map { _ in CodeWidth() }
  }

  /// Looks at every row after the header.
  mutating func read(_ reader: inout CSVReader) throws {
    var record = CSVRecord()
    do {
      while try reader.read(into: &record) {
        for column in dateColumns { evidence.add(record, column) }
        for index in codes.indices { codes[index].add(record, codeColumns[index].column) }
      }
    } catch is any PositionedError {
      isBroken = true
    }
  }

  /// The length of the codes that are digits alone, by field, where a column shows one.
  var widths: [String: CodeWidth.Width] {
    var widths: [String: CodeWidth.Width] = [:]
    for (code, place) in zip(codes, codeColumns) { widths[place.field] = code.conclusion }
    return widths
  }

  /// Licence codes that may have lost their zeros: no more than a warning, because numbers have many lengths.
  func warnings(_ file: String, _ kind: RecordKind) -> [Problem] {
    zip(codes, codeColumns).compactMap { code, place in
      guard place.field == "code", let suspect = code.suspect else { return nil }
      let (count, width) = (suspect.count, suspect.width)
      return Problem(
        .doubtful, file: file, position: suspect.position, field: "\(kind.rawValue).\(place.field)",
        value: suspect.text,
        expected: Bilingual(en: "\(width) digits", fr: "\(width) chiffres"),
        text: Bilingual(
          en: count == 1
            ? "'\(suspect.text)' is shorter than the \(width) digits of the other numbers"
            : "\(count) numbers, such as '\(suspect.text)', are shorter than the \(width) digits of the others",
          fr: count == 1
            ? "« \(suspect.text) » est plus court que les \(width) chiffres des autres nombres"
            : "\(count) nombres, comme « \(suspect.text) », sont plus courts que les \(width) chiffres des autres"),
        hint: Bilingual(
          en: "a spreadsheet drops the zeros at the beginning of codes unless the column is formatted as text",
          fr: "un tableur supprime les zéros du début des codes si la colonne n’est pas au format Texte"))
    }
  }

  /// Why dates are read as they are; nothing where there are none.
  func reasons(_ stated: DateOrder?) -> [Bilingual] {
    guard let stated else { return evidence.count > 0 ? [evidence.conclusion.text] : [] }
    return [
      Bilingual(
        en: "Dates are read \(stated.rawValue), as the mapping file says.",
        fr: "Les dates sont lues \(stated.rawValue), comme l’indique le fichier de correspondance.")
    ]
  }

  /// The order of the dates; `nil` (and a problem) if the file does not tell.
  func dates(_ stated: DateOrder?, _ file: String, _ kind: RecordKind, _ problems: ProblemLog) -> DateOrder? {
    if let stated { return stated }
    switch evidence.conclusion {
    case .none: return .iso
    case .order(let order, _): return order
    case .ambiguous(let example):
      // What could decide may stand in the part that can't be read.
      if !isBroken { problems.add(problem(.ambiguousDates, example, file, kind)) }
      return nil
    case .mixed(_, let second):
      problems.add(problem(.mixedDates, second, file, kind))
      return nil
    }
  }

  private func problem(
    _ code: ProblemCode, _ example: DateOrderEvidence.Example, _ file: String, _ kind: RecordKind
  ) -> Problem {
    Problem(
      code, file: file, position: example.position, field: kind.rawValue, value: example.text,
      expected: Bilingual(
        en: "dates that are all day/month/year or all YYYY-MM-DD",
        fr: "des dates toutes jj/mm/aaaa ou toutes AAAA-MM-JJ"),
      text: evidence.conclusion.text,
      hint: Bilingual(
        en: "a mapping file (--map) can state the order: { columns: {}, dates: \"day-first\" }",
        fr: "un fichier de correspondance (--map) peut l’indiquer : { columns: {}, dates: \"day-first\" }"))
  }
}
