import Formats
import Licensing

/// A row of a CSV file as the fields of a record.
final class CSVFieldSource: FieldSource {
  private let file: String
  private let header: CSVHeader
  private let row: CSVRow
  private let dates: DateOrder
  private let problems: ProblemLog
  private(set) var problemCount = 0

  init(_ row: CSVRow, under header: CSVHeader, file: String, dates: DateOrder, _ problems: ProblemLog) {
    self.row = row
    self.header = header
    self.file = file
    self.dates = dates
    self.problems = problems
  }

  var position: SourcePosition { row.fields.first?.position ?? SourcePosition(line: row.line, column: 1) }

  func states(_ field: String) -> Bool { header.columns[field] != nil }

  func position(of field: String) -> SourcePosition { cell(field)?.position ?? position }

  func verbatim(_ field: String) -> String? {
    guard let cell = cell(field) else { return nil }
    if let oddity = cell.oddity {
      report(field, oddity.text)
      return nil
    }
    // Codes, and what names one, are texts: what Excel makes of them when it takes them for numbers or dates is an error
    // of its own.
    if ["code", "number", "id", "contract", "customer"].contains(field), let damage = ExcelDamage.inspect(cell.text) {
      report(field, damage.text, hint: damage.advice)
      return nil
    }
    return cell.text
  }

  func text(_ field: String) -> String? {
    guard let text = verbatim(field)?.trimmed, !text.isEmpty else { return nil }
    return text
  }

  func integer(_ field: String) -> Int? {
    guard let text = text(field) else { return nil }
    guard let number = NumberText.french.integer(text) ?? NumberText.english.integer(text) else {
      report(field, Bilingual(en: "'\(text)' is not a whole number", fr: "« \(text) » n’est pas un nombre entier"))
      return nil
    }
    return number
  }

  func boolean(_ field: String) -> Bool? {
    guard let text = text(field) else { return nil }
    guard let value = BooleanText.parse(text) else {
      report(
        field, Bilingual(en: "'\(text)' is neither yes nor no", fr: "« \(text) » n’est ni oui ni non"))
      return nil
    }
    return value
  }

  func day(_ field: String) -> CalendarDay? {
    guard let text = text(field) else { return nil }
    for order in [dates, .iso] {
      guard let parts = DateText.parse(text, order, allowingTime: true),
        let day = CalendarDay(year: parts.year, month: parts.month, day: parts.day)
      else { continue }
      return day
    }
    report(
      field, Bilingual(en: "'\(text)' is not a date", fr: "« \(text) » n’est pas une date"),
      hint: Bilingual(
        en:
          "dates of this file are \(dates == .iso ? "YYYY-MM-DD" : dates == .dayFirst ? "day/month/year" : "month/day/year")",
        fr:
          "les dates de ce fichier s’écrivent \(dates == .iso ? "AAAA-MM-JJ" : dates == .dayFirst ? "jj/mm/aaaa" : "mm/jj/aaaa")"
      ))
    return nil
  }

  func list(_ field: String) -> [String] {
    guard let text = text(field) else { return [] }
    return text.split(separator: "|").map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  func report(_ field: String, _ text: Bilingual, hint: Bilingual?) {
    problemCount += 1
    problems.add(
      Problem(
        file: file, position: position(of: field), field: "\(header.kind.rawValue).\(field)", text: text, hint: hint))
  }

  private func cell(_ field: String) -> CSVField? {
    header.columns[field].flatMap { row[$0] }
  }
}
