import Formats
import Licensing

/// A CSV file of an export.
final class CSVExport {
  private let output: ExportFolder.Output
  // Quotes tell that a code of digits is a text, whose zeros nothing has taken.
  private var writer = CSVWriter(
    CSVWriterOptions(delimiter: .semicolon, encoding: .utf8WithBOM, alwaysQuotes: true, guardsFormulas: true))

  init(_ folder: ExportFolder, _ kind: RecordKind, _ header: [String]) throws {
    output = try folder.output("\(kind.rawValue).csv")
    try writer.row(header)
  }

  func add(_ cells: [String]) throws {
    try writer.row(cells)
    if writer.bytes.count > 1 << 16 { try output.put(writer.drain()) }
  }

  func close() throws {
    try output.put(writer.drain())
    try output.close()
  }
}
