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
  /// Where each field of the kind is found, by its name: asked for with every cell, so it is all in one place.
  let columns: [String: CSVColumn]

  init(
    file: String, header: CSVHeader, dates: DateOrder?, numbers: [NumberText], widths: [String: CodeWidth.Width]
  ) {
    self.file = file
    self.header = header
    self.dates = dates
    self.numbers = numbers
    let names = header.kind.fields.map(\.name) + header.columns.keys
    columns = Dictionary(
      names.map { name in
        let column = CSVColumn(
          place: header.columns[name], value: header.values[name], content: CSVTable.content(of: name, header.kind),
          width: widths[name])
        return (name, column)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Fields that hold codes, and what names one.
  static let codeFields: Set<String> = ["code", "number", "id", "contract", "customer"]

  /// Fields that hold days.
  static let dateFields = ["released", "endOfSupport", "starts", "ends", "terminatedOn", "issued"]

  /// What a field of a kind holds, as far as a spreadsheet may have spoilt it.
  static func content(of field: String, _ kind: RecordKind) -> CSVColumn.Content {
    if codeFields.contains(field) { return .code }
    switch field {
    case "release", "releases", "aliases", "internal", "builds", "product": return .name
    case "name": return kind == .release || kind == .update ? .name : .text
    default: return .text
    }
  }
}
