import Formats
import Licensing

/// A row of a CSV file as the fields of a record.
final class CSVFieldSource: FieldSource {
  private let table: CSVTable
  private let row: CSVRow
  private(set) var problems: [Problem] = []
  /// Values that can't be read because of something that is wrong with the whole file, which is told once.
  private var untold = 0

  init(_ row: CSVRow, of table: CSVTable) {
    self.row = row
    self.table = table
  }

  var problemCount: Int { problems.count + untold }

  var position: SourcePosition { row.fields.first?.position ?? SourcePosition(line: row.line, column: 1) }

  func states(_ field: String) -> Bool {
    table.columns[field].map { $0.place != nil || $0.value != nil } ?? false
  }

  func isGiven(_ field: String) -> Bool { false }

  func position(of field: String, item: String?) -> SourcePosition { cell(field)?.position ?? position }

  func written(_ field: String) -> String? {
    cell(field)?.text.nonBlank ?? table.columns[field]?.value
  }

  func cells(_ kind: RecordKind) -> [String] {
    var cells = row.texts
    if let order = table.dates, order != .iso {
      // Alone, what is left out need not tell in which order its dates are written.
      for column in CSVTable.dateFields.compactMap({ table.columns[$0]?.place }) where column < cells.count {
        guard let parts = DateText.parse(cells[column].trimmed, order, allowingTime: true),
          let day = CalendarDay(year: parts.year, month: parts.month, day: parts.day)
        else { continue }
        cells[column] = day.description
      }
    }
    return cells + Array(repeating: "", count: max(0, table.header.titles.count - cells.count))
  }

  var malformedCells: [Int: String] {
    var cells: [Int: String] = [:]
    for (index, cell) in row.fields.enumerated() where cell.oddity != nil { cells[index] = cell.written }
    return cells
  }

  func verbatim(_ field: String) -> String? {
    guard let column = table.columns[field] else { return nil }
    guard let cell = column.place.flatMap({ row[$0] }) else { return column.value }
    if let text = TextFormula.result(of: cell.text) { return text }
    if let oddity = cell.oddity {
      report(
        field,
        FieldFault(
          .malformed, cause: oddity.code, oddity.text,
          expected: Bilingual(en: "a text with its quotes doubled", fr: "un texte aux guillemets doublés"),
          hint: oddity.advice))
      return nil
    }
    if let damage = column.damage(cell) {
      report(field, FieldFault(damage, hint: column.advice(damage)))
      return nil
    }
    return FormulaGuard.unguarded(cell.text)
  }

  func text(_ field: String) -> String? {
    guard let text = verbatim(field)?.trimmed, !text.isEmpty else { return nil }
    return text
  }

  func integer(_ field: String) -> Int? {
    guard let text = text(field) else { return nil }
    for numbers in table.numbers {
      if let number = numbers.integer(text) { return number }
    }
    report(
      field,
      FieldFault(
        .notNumber, Bilingual(en: "'\(text)' is not a whole number", fr: "« \(text) » n’est pas un nombre entier"),
        expected: Bilingual(en: "a whole number", fr: "un nombre entier"), hint: .wholeNumber))
    return nil
  }

  func boolean(_ field: String) -> Bool? {
    guard let text = text(field) else { return nil }
    guard let value = BooleanText.parse(text) else {
      report(
        field,
        FieldFault(
          .notBoolean, Bilingual(en: "'\(text)' is neither yes nor no", fr: "« \(text) » n’est ni oui ni non"),
          expected: Bilingual(en: "yes or no", fr: "oui ou non"),
          hint: Bilingual(
            en: "write yes or no (true, false, 1, 0 and a cross x are read too)",
            fr: "écrivez oui ou non (vrai, faux, 1, 0 et une croix x sont compris aussi)")))
      return nil
    }
    return value
  }

  func day(_ field: String) -> CalendarDay? {
    guard let text = text(field) else { return nil }
    // A day in this form is the same in every order.
    if let day = CalendarDay(text) { return day }
    for order in [table.dates ?? .iso, .iso] {
      guard let parts = DateText.parse(text, order, allowingTime: true),
        let day = CalendarDay(year: parts.year, month: parts.month, day: parts.day)
      else { continue }
      return day
    }
    if table.dates == nil,
      DateText.parse(text, .dayFirst, allowingTime: true) ?? DateText.parse(text, .monthFirst, allowingTime: true)
        != nil
    {
      untold += 1
      return nil
    }
    report(
      field,
      FieldFault(
        .notDate, Bilingual(en: "'\(text)' is not a date", fr: "« \(text) » n’est pas une date"),
        expected: table.dates.dateExample, hint: serial(text) ?? table.dates.hint))
    return nil
  }

  /// What to do about the number that a spreadsheet keeps for a day.
  private func serial(_ text: String) -> Bilingual? {
    guard text.utf8.count == 5, let number = Int32(text), number > 0 else { return nil }
    let day = CalendarDay(number: number - 25_569)
    return Bilingual(
      en: "a spreadsheet counts \(day) so: format the column as a date, then export again",
      fr:
        "un tableur compte ainsi le \(day.text(in: .french)) : mettez la colonne au format Date, puis exportez à nouveau"
    )
  }

  func list(_ field: String) -> [String] {
    guard let text = text(field) else { return [] }
    return text.split(separator: "|").map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  func report(_ field: String, item: String?, _ fault: FieldFault) {
    var problem = Problem(
      fault.code, file: table.file, position: position(of: field), field: "\(table.header.kind.rawValue).\(field)",
      value: cell(field)?.text, expected: fault.expected, text: fault.text, hint: fault.hint)
    if let cause = fault.cause { problem.code = cause }
    problems.append(problem)
  }

  /// Reports cells beyond the columns of the header; nothing else of the row is, because cells have moved.
  func reportSurplus(_ cell: CSVField) {
    problems = [
      Problem(
        .surplusCells, file: table.file, position: cell.position, field: table.header.kind.rawValue, value: cell.text,
        expected: Bilingual(
          en: "\(table.header.titles.count) cells", fr: "\(table.header.titles.count) cellules"),
        text: Bilingual(
          en: "more cells than the header has columns", fr: "plus de cellules que l’en-tête n’a de colonnes"),
        hint: Bilingual(
          en: "a text with the separator in it must stand in quotes",
          fr: "un texte contenant le séparateur doit être entre guillemets"))
    ]
  }

  private func cell(_ field: String) -> CSVField? {
    table.columns[field]?.place.flatMap { row[$0] }
  }
}

extension String {
  /// The text, or nothing if it is blank.
  fileprivate var nonBlank: String? { utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? nil : self }
}

extension DateOrder? {
  /// A date as the file writes them.
  fileprivate var dateExample: Bilingual {
    switch self {
    case .dayFirst: Bilingual(en: "a date as 31/12/2026", fr: "une date comme 31/12/2026")
    case .monthFirst: Bilingual(en: "a date as 12/31/2026", fr: "une date comme 12/31/2026")
    case .iso, nil: Bilingual(en: "a date as 2026-12-31", fr: "une date comme 2026-12-31")
    }
  }

  /// How the file writes dates.
  fileprivate var hint: Bilingual {
    switch self {
    case .dayFirst:
      Bilingual(en: "dates of this file are day/month/year", fr: "les dates de ce fichier s’écrivent jj/mm/aaaa")
    case .monthFirst:
      Bilingual(en: "dates of this file are month/day/year", fr: "les dates de ce fichier s’écrivent mm/jj/aaaa")
    case .iso, nil:
      Bilingual(en: "dates of this file are YYYY-MM-DD", fr: "les dates de ce fichier s’écrivent AAAA-MM-JJ")
    }
  }
}
