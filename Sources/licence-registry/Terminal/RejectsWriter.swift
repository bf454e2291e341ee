import Arguments
import Formats
import LicenceRegistry
import Licensing

/// Writes the records that an import leaves out so that they can be put right and imported: the cells as they were, and
/// why in a column more.
///
/// A file holds records of one kind, with the same columns and dates in the same order. If there is but one, it has the
/// name that was asked for; of several, each has its kind in its name. What has no CSV form is written as JSON5.
final class RejectsWriter {
  /// What can be read again as one file.
  private struct Content: Hashable {
    var kind: RecordKind
    var titles: [String]
    var delimiter: CSVDelimiter?
    var dates: DateOrder?
    var isJSON: Bool { titles.isEmpty }
  }

  private final class Table {
    let output: OutputFile
    var writer: CSVWriter

    init(_ output: OutputFile, _ writer: CSVWriter) {
      self.output = output
      self.writer = writer
    }
  }

  private let path: String
  private let language: Language
  private var tables: [Content: Table] = [:]
  private var order: [Content] = []
  /// A pipe or a device, which takes everything one after the other.
  private let stream: OutputFile?
  private var last: Content?

  /// Makes a writer; files get their names once they are whole.
  ///
  /// - Throws: `ArgumentError` if a file that may be somebody's work has such a name already.
  init(path: String, _ language: Language) throws {
    self.path = path
    self.language = language
    stream = OutputFile.isStream(path) ? try OutputFile(path: path) : nil
    guard stream == nil else { return }
    let names = RecordKind.allCases.flatMap { kind in
      ["csv", "json5"].map { OutputFile.name(path, with: kind.rawValue, extension: $0) }
    }
    for name in [path, OutputFile.name(path, extension: "json5")] + names { try refuseTaken(name) }
  }

  private func refuseTaken(_ name: String) throws {
    guard OutputFile.holdsSomething(name) else { return }
    throw ArgumentError.badValue(
      option: "rejects", value: path,
      expected: language(
        en: "\(name) exists already and is not written over: move it away, or write another name",
        fr: "\(name) existe déjà et n’est pas écrasé : déplacez-le, ou écrivez un autre nom"))
  }

  /// Writes one record.
  func write(_ record: RejectedRecord) throws {
    let content = Content(
      kind: record.kind, titles: record.titles, delimiter: record.dialect?.delimiter, dates: record.dates)
    let reasons = record.reasons.map { language(en: $0.en, fr: $0.fr) }
    let isNew = tables[content] == nil
    let table = try tables[content] ?? begin(content, record)
    let begins = isNew || stream != nil && last != content
    if content.isJSON {
      let opening = begins ? "{ \(content.kind.rawValue): [\n" : ""
      let remarks = reasons.map { "  // \(RejectsWriter.oneLine($0))\n" }.joined()
      try table.output.put(Array((opening + remarks + "  \(record.cells.joined()),\n").utf8))
    } else {
      if begins {
        if last != nil, stream != nil { try table.output.put([0x0D, 0x0A]) }
        try table.writer.row(content.titles + [language(en: "rejected because", fr: "motif du rejet")])
      }
      try table.writer.row(record.cells + [reasons.joined(separator: " | ")], asWritten: record.malformedCells)
      try table.output.put(table.writer.drain())
    }
    last = content
  }

  private func begin(_ content: Content, _ record: RejectedRecord) throws -> Table {
    let output = try stream ?? OutputFile(path: path, distinct: ".\(tables.count)")
    let table = Table(output, RejectsWriter.writer(record.dialect))
    tables[content] = table
    order.append(content)
    return table
  }

  /// Gives the files their names, and says which; a single one is empty if nothing was left out.
  func finish() throws -> [String] {
    if let stream {
      try stream.finish()
      return order.isEmpty ? [] : [path]
    }
    guard !order.isEmpty else {
      try OutputFile(path: path).finish()
      return []
    }
    var names: [String] = []
    for content in order {
      guard let table = tables[content] else { continue }
      let name = name(for: content, not: names)
      try refuseTaken(name)
      if content.isJSON { try table.output.put(Array("] }\n".utf8)) }
      try table.output.finish(as: name)
      names.append(name)
    }
    return names
  }

  private func name(for content: Content, not taken: [String]) -> String {
    let type = content.isJSON ? "json5" : nil
    if order.count == 1 { return OutputFile.name(path, extension: type) }
    var name = OutputFile.name(path, with: content.kind.rawValue, extension: type ?? "csv")
    var number = 2
    while taken.contains(name) {
      name = OutputFile.name(path, with: "\(content.kind.rawValue)-\(number)", extension: type ?? "csv")
      number += 1
    }
    return name
  }

  /// A text that ends no comment.
  private static func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }))
  }

  /// Writes as the first file is written; an encoding of Excel's becomes the UTF-8 that Excel knows by its mark.
  private static func writer(_ dialect: CSVDialect?) -> CSVWriter {
    guard let dialect else { return CSVWriter() }
    return CSVWriter(
      CSVWriterOptions(
        delimiter: dialect.delimiter, lineEnd: dialect.lineEnd,
        encoding: dialect.encoding == .utf8 ? .utf8 : .utf8WithBOM))
  }
}
