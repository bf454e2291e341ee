import Catalogue
import Formats
import Licensing

/// One row of a file of questions, read strictly: whatever can't be read is a problem with its place.
struct QuestionCells {
  private(set) var problems: [Problem] = []
  private let row: CSVRow
  private let header: QuestionHeader
  private let file: String
  private let dates: DateOrder?
  private let columns: Int

  init(_ row: CSVRow, under header: QuestionHeader, file: String, dates: DateOrder?, columns: Int) {
    self.row = row
    self.header = header
    self.file = file
    self.dates = dates
    self.columns = columns
  }

  /// The question, or `nil` and problems.
  mutating func question(at fallback: Moment?) -> Question? {
    if let surplus = row.fields.dropFirst(columns).first(where: { !TextFolding.trimmed($0.text).isEmpty }) {
      problems.append(
        Problem(
          .surplusCells, file: file, position: surplus.position,
          text: Bilingual(
            en: "more cells than the header has columns", fr: "plus de cellules que l’en-tête n’a de colonnes"),
          hint: Bilingual(
            en: "a text with the separator in it must stand in quotes",
            fr: "un texte contenant le séparateur doit être entre guillemets")))
      return nil
    }
    let question = Question(
      licence: text(.licence), contract: text(.contract), customer: text(.customer), email: text(.email),
      product: text(.product), version: text(.version), topic: text(.topic), incident: text(.incident),
      at: moment() ?? fallback, ticket: text(.ticket))
    return problems.isEmpty ? question : nil
  }

  /// Whether a date begins with its year, so that its order is plain.
  static func isYearFirst(_ text: String) -> Bool {
    let digits = text.utf8.drop { $0 == 0x20 }.prefix(5)
    return digits.count == 5 && digits.prefix(4).allSatisfy { (0x30...0x39).contains($0) }
  }

  private mutating func text(_ field: QuestionHeader.Field) -> String? {
    guard let column = header.columns[field], let cell = row[column], !cell.text.isEmpty else { return nil }
    if let oddity = cell.oddity {
      report(field, cell, oddity.text, hint: oddity.advice)
      return nil
    }
    // What a spreadsheet makes of a code that it takes for a number or a date is an error of its own.
    if [.licence, .contract, .customer].contains(field), let damage = ExcelDamage.inspect(cell.text) {
      report(field, cell, damage.text, hint: damage.advice)
      return nil
    }
    guard cell.text.unicodeScalars.count <= Question.longestText else {
      report(
        field, cell,
        Bilingual(
          en: "is longer than \(Question.longestText) characters", fr: "dépasse \(Question.longestText) caractères"))
      return nil
    }
    guard !Question.hasControl(cell.text) else {
      report(
        field, cell,
        Bilingual(en: "has a control character in it", fr: "contient un caractère de contrôle"))
      return nil
    }
    return cell.text
  }

  private mutating func moment() -> Moment? {
    guard let text = text(.time).map(TextFolding.trimmed), !text.isEmpty, let column = header.columns[.time],
      let cell = row[column]
    else { return nil }
    let why: Moment.ParseError
    do {
      return try Moment(text)
    } catch {
      why = error
    }
    // A time of day without an offset, as spreadsheets write it, is dropped: the day is what the rules go by.
    for order in [dates, .iso] {
      guard let order, let parts = DateText.parse(text, order, allowingTime: true) else { continue }
      return CalendarDay(year: parts.year, month: parts.month, day: parts.day).map { .day($0) }
    }
    let hint = dates.map { order in
      Bilingual(
        en: "dates of this file are \(order == .monthFirst ? "month/day/year" : "day/month/year")",
        fr: "les dates de ce fichier s’écrivent \(order == .monthFirst ? "mm/jj/aaaa" : "jj/mm/aaaa")")
    }
    report(
      .time, cell, Bilingual(en: why.message(text, .english), fr: why.message(text, .french)), hint: hint)
    return nil
  }

  private mutating func report(
    _ field: QuestionHeader.Field, _ cell: CSVField, _ text: Bilingual, hint: Bilingual? = nil
  ) {
    problems.append(
      Problem(
        .malformed, file: file, position: cell.position, field: field.rawValue, value: cell.text, text: text, hint: hint
      ))
  }
}
