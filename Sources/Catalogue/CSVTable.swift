import Formats
import Licensing

/// What is known of a CSV file as a whole, by which each of its rows is read.
final class CSVTable {
  let file: String
  let header: CSVHeader
  /// How dates are written; `nil` if that can't be told, which is a problem of the file.
  let dates: DateOrder?
  /// How numbers are written, the likeliest way first.
  let numbers: [NumberText]
  /// The length of the codes of a field that are digits alone, where the column shows one.
  let widths: [String: Int]

  init(
    file: String, header: CSVHeader, dates: DateOrder?, numbers: [NumberText], widths: [String: Int]
  ) {
    self.file = file
    self.header = header
    self.dates = dates
    self.numbers = numbers
    self.widths = widths
  }

  /// Fields that hold codes, and what names one.
  static let codeFields: Set<String> = ["code", "number", "id", "contract", "customer"]

  /// Fields that hold days.
  static let dateFields = ["released", "endOfSupport", "starts", "ends", "terminatedOn", "issued"]

  /// Whether a field names releases or builds, which spreadsheets take for dates and numbers.
  static func isName(_ field: String, of kind: RecordKind) -> Bool {
    switch field {
    case "release", "releases", "aliases", "internal", "builds", "product": true
    case "name": kind == .release || kind == .update
    default: false
    }
  }
}
