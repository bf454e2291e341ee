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
  /// Whether the file states a field at all, be it as empty.
  func states(_ field: String) -> Bool
  /// Where a field's value stands, or the record if it is not there.
  func position(of field: String) -> SourcePosition
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
  /// Reports what is wrong with a field.
  func report(_ field: String, _ text: Bilingual, hint: Bilingual?)
}

extension FieldSource {
  func report(_ field: String, _ text: Bilingual) { report(field, text, hint: nil) }

  /// A text that must be there.
  func required(_ field: String) -> String {
    let before = problemCount
    if let text = text(field) { return text }
    if problemCount == before {
      report(field, Bilingual(en: "missing: a value is required", fr: "absent : une valeur est requise"))
    }
    return ""
  }

  /// A day that must be there.
  func requiredDay(_ field: String) -> CalendarDay? {
    let before = problemCount
    if let day = day(field) { return day }
    if problemCount == before {
      report(field, Bilingual(en: "missing: a date is required", fr: "absent : une date est requise"))
    }
    return nil
  }

  /// One of a few words, each of which may have synonyms.
  func choice(_ field: String, _ words: [String: [String]], default fallback: String) -> String {
    guard let text = text(field) else { return fallback }
    let phrase = TextFolding.phrase(text)
    for (word, synonyms) in words where phrase == word || synonyms.contains(phrase) { return word }
    let known = words.keys.sorted().joined(separator: ", ")
    report(
      field, Bilingual(en: "'\(text)' is not one of \(known)", fr: "« \(text) » n’est pas l’un de \(known)"))
    return fallback
  }

  /// A whole number of at least `least`.
  func count(_ field: String, least: Int) -> Int? {
    guard let number = integer(field) else { return nil }
    guard number >= least else {
      report(
        field, Bilingual(en: "\(number) is less than \(least)", fr: "\(number) est inférieur à \(least)"))
      return nil
    }
    return number
  }
}
