public import Catalogue
public import Formats
public import Licensing

/// A CSV file with a question in each row, such as the export of a ticketing tool.
///
/// Its dialect and the order of its dates are told from the file itself, as for an import. Rows stream by: a file of any
/// length takes the memory of one row.
public struct QuestionFile {
  /// One row.
  public struct Row: Sendable {
    /// The line on which it begins.
    public let line: Int
    /// The question; `nil` if the row can't be read as one.
    public let question: Question?
    /// Why it can't be read.
    public let problems: [Problem]
  }

  /// Why a file can't be read as questions at all.
  public struct Unreadable: Error, Sendable {
    /// What is wrong, and where.
    public let problem: Problem
  }

  /// How the file is written.
  public let dialect: CSVDialect
  /// How many bytes it has.
  public let size: Int
  /// What is wrong with its header; such columns are passed over.
  public let headerProblems: [Problem]
  private let file: CatalogueFile
  private let header: QuestionHeader
  private let dates: DateOrder?

  /// Looks through a file once: its dialect, its header, and how its dates are written.
  ///
  /// Dates such as `05/06/2026` are May or June: only a file whose every date agrees decides.
  ///
  /// - Throws: ``Unreadable`` if that can't be told, ``FileError`` if the file can't be read.
  public init(_ file: CatalogueFile) throws {
    self.file = file
    do {
      var size = 0
      var prefix: [UInt8] = []
      var encodings = TextEncodingDetector()
      let source = try file.open()
      while true {
        let piece = try source()
        if piece.isEmpty { break }
        // An accent far down tells as much of the encoding as one at the top.
        encodings.consume(piece)
        prefix += piece.prefix(CSVDialect.prefixSize - prefix.count)
        size += piece.count
      }
      self.size = size
      dialect = try CSVDialect.detect(
        prefix: prefix, isComplete: size == prefix.count,
        encoding: file.encoding.map { .stated($0) } ?? encodings.conclude())
      var reader = CSVReader(dialect: dialect, source: try file.open())
      guard let first = try reader.next() else {
        throw Unreadable(
          problem: Problem(
            .emptyFile, file: file.name, text: Bilingual(en: "the file is empty", fr: "le fichier est vide")))
      }
      header = QuestionHeader(first, file: file.name)
      headerProblems = header.problems
      guard !header.columns.isEmpty else {
        let text = Bilingual(
          en: "no column of the header is a field of a question",
          fr: "aucune colonne de l’en-tête n’est un champ d’une question")
        throw Unreadable(
          problem: Problem(
            .unknownKind, file: file.name, position: first.fields.first?.position, text: text,
            hint: header.problems.first?.hint))
      }
      dates = try header.columns[.time].flatMap { try QuestionFile.dates(of: $0, in: &reader, file: file.name) }
    } catch let error as any PositionedError {
      throw Unreadable(problem: Problem(file: file.name, error))
    }
  }

  /// Reads every row, in order, and hands it to `take`.
  ///
  /// - Parameters:
  ///   - at: the time that rows without one are about.
  ///   - take: is called for each row, with the bytes of the file read so far.
  /// - Throws: ``Unreadable`` where the file can't be read any further, and what `take` throws.
  public func read(at: Moment? = nil, _ take: (Row, _ bytesRead: Int) throws -> Void) throws {
    let source = try file.open()
    var bytesRead = 0
    var reader = CSVReader(dialect: dialect) {
      let piece = try source()
      bytesRead += piece.count
      return piece
    }
    _ = try next(&reader)
    while let row = try next(&reader) {
      var cells = QuestionCells(row, under: header, file: file.name, dates: dates, columns: reader.columns)
      let question = cells.question(at: at)
      try take(Row(line: row.line, question: question, problems: cells.problems), bytesRead)
    }
  }

  /// The next row; what is wrong with the file as a whole is told as `Unreadable`.
  private func next(_ reader: inout CSVReader) throws -> CSVRow? {
    do {
      return try reader.next()
    } catch let error as any PositionedError {
      throw Unreadable(problem: Problem(file: file.name, error))
    }
  }

  /// In which order the dates of a column are written; `nil` if all say it themselves.
  private static func dates(of column: Int, in reader: inout CSVReader, file: String) throws -> DateOrder? {
    var evidence = DateOrderEvidence()
    while let row = try reader.next() {
      // ISO dates and instants speak for themselves, and say nothing of the others.
      guard let cell = row[column], !QuestionCells.isYearFirst(cell.text) else { continue }
      evidence.add(TextFolding.trimmed(cell.text), at: cell.position)
    }
    switch evidence.conclusion {
    case .none: return nil
    case .order(let order, _): return order
    case .ambiguous(let example), .mixed(let example, _):
      throw Unreadable(
        problem: Problem(
          .ambiguousDates, file: file, position: example.position, field: "at", value: example.text,
          text: evidence.conclusion.text))
    }
  }
}
