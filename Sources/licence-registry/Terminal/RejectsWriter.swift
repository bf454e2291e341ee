import Formats
import LicenceRegistry
import Licensing

/// Writes the records that an import leaves out to a CSV file: the cells as they were, and why in a column more.
///
/// Records of other columns than those before them begin a table of their own, after an empty line.
final class RejectsWriter {
  private let output: OutputFile
  private let language: Language
  private var writer: CSVWriter?
  private var titles: [String] = []

  /// Opens the file, which gets its name once it is whole.
  init(path: String, _ language: Language) throws {
    output = try OutputFile(path: path)
    self.language = language
  }

  /// Writes one record.
  func write(_ record: RejectedRecord) throws {
    var writer = self.writer ?? RejectsWriter.writer(record.dialect)
    if record.titles != titles {
      if self.writer != nil { try put(writer.drain() + [0x0D, 0x0A]) }
      titles = record.titles
      try writer.row(titles + [language(en: "rejected because", fr: "motif du rejet")])
    }
    let reasons = record.reasons.map { language(en: $0.en, fr: $0.fr) }.joined(separator: " | ")
    try writer.row(record.cells + [reasons])
    try put(writer.drain())
    self.writer = writer
  }

  /// Gives the file its name; it is empty if nothing was left out.
  func finish() throws { try output.finish() }

  private func put(_ bytes: [UInt8]) throws { try output.put(bytes) }

  /// Writes as the first file is written; an encoding of Excel's becomes the UTF-8 that Excel knows by its mark.
  private static func writer(_ dialect: CSVDialect?) -> CSVWriter {
    guard let dialect else { return CSVWriter() }
    return CSVWriter(
      CSVWriterOptions(
        delimiter: dialect.delimiter, lineEnd: dialect.lineEnd,
        encoding: dialect.encoding == .utf8 ? .utf8 : .utf8WithBOM))
  }
}
