import Formats
import Licensing

/// The fields of one record as a file states them: an object of a JSON5 file, or a row of a CSV file.
///
/// A value that can't be read is reported, and read as if it were not there.
protocol FieldSource: AnyObject {
  /// Where the record begins.
  var position: SourcePosition { get }
  /// How many problems the record has so far.
  var problemCount: Int { get }
  /// What is wrong with the record so far.
  var problems: [Problem] { get }
  /// Whether the file states a field at all, be it as empty.
  func states(_ field: String) -> Bool
  /// Whether a field's value is told by the record's place in the file, and reported there if it can't be read.
  func isGiven(_ field: String) -> Bool
  /// Where a field's value stands, or an item of its list; or the record if it is not there.
  func position(of field: String, item: String?) -> SourcePosition
  /// What the file says in a field, whatever it is.
  func written(_ field: String) -> String?
  /// What the file says of a record of a kind, as cells of a row.
  func cells(_ kind: RecordKind) -> [String]
  /// The cells whose quotes break the rules, as they are written, by their place from 0.
  var malformedCells: [Int: String] { get }
  /// A text without outer white space; blank is as if it were not there.
  func text(_ field: String) -> String?
  /// A text exactly as it is written, for codes.
  func verbatim(_ field: String) -> String?
  /// A whole number.
  func integer(_ field: String) -> Int?
  /// Yes or no.
  func boolean(_ field: String) -> Bool?
  /// A day.
  func day(_ field: String) -> CalendarDay?
  /// A list of texts.
  func list(_ field: String) -> [String]
  /// Reports what is wrong with a field, or with an item of its list.
  func report(_ field: String, item: String?, _ fault: FieldFault)
}

extension FieldSource {
  func position(of field: String) -> SourcePosition { position(of: field, item: nil) }

  func report(_ field: String, _ fault: FieldFault) { report(field, item: nil, fault) }

  /// A text that must be there.
  func required(_ field: String) -> String {
    let before = problemCount
    if let text = text(field) { return text }
    if problemCount == before, !isGiven(field) {
      report(field, .missing(en: "a value", fr: "une valeur"))
    }
    return ""
  }

  /// A day that must be there.
  func requiredDay(_ field: String) -> CalendarDay? {
    let before = problemCount
    if let day = day(field) { return day }
    if problemCount == before { report(field, .missing(en: "a date", fr: "une date")) }
    return nil
  }

  /// One of a few words, each of which may have synonyms.
  func choice(_ field: String, _ words: [String: [String]], default fallback: String) -> String {
    guard let text = text(field) else { return fallback }
    // Most cells hold the word itself, which needs no folding.
    if words[text] != nil { return text }
    let phrase = TextFolding.phrase(text)
    for (word, synonyms) in words where phrase == word || synonyms.contains(phrase) { return word }
    let known = words.keys.sorted().joined(separator: ", ")
    let near = TextSuggestion.nearest(to: text, among: words.flatMap { [$0.key] + $0.value })
    let nearest = near.flatMap { near in words.first { $0.key == near || $0.value.contains(near) }?.key }
    report(
      field,
      FieldFault(
        .unknownWord, Bilingual(en: "'\(text)' is not one of \(known)", fr: "« \(text) » n’est pas l’un de \(known)"),
        expected: Bilingual(en: "one of \(known)", fr: "l’un de \(known)"),
        hint: nearest.map { Bilingual(en: "did you mean '\($0)'?", fr: "vouliez-vous dire « \($0) » ?") }
          ?? Bilingual(en: "write one of \(known)", fr: "écrivez l’un de \(known)")))
    return fallback
  }

  /// A whole number of at least `least`.
  func count(_ field: String, least: Int) -> Int? {
    guard let number = integer(field) else { return nil }
    guard number >= least else {
      report(
        field,
        FieldFault(
          .tooSmall, Bilingual(en: "\(number) is less than \(least)", fr: "\(number) est inférieur à \(least)"),
          expected: Bilingual(en: "at least \(least)", fr: "au moins \(least)"),
          hint: Bilingual(
            en: "write \(least) or more, or leave it out", fr: "écrivez \(least) ou plus, ou laissez vide")))
      return nil
    }
    return number
  }
}
