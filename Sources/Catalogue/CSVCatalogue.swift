public import Formats
public import Licensing

/// A CSV catalogue file: its dialect, its kind of record, and how its dates are written, each told from the file itself.
public struct CSVCatalogue {
  /// How to read the file from its beginning: each call returns the next piece, an empty one at the end.
  public typealias Source = () throws -> [UInt8]

  /// The kind of record that every row is.
  public let kind: RecordKind
  /// Why its encoding, its separator and the order of its dates are thought to be what they are.
  public let reasons: [Bilingual]
  /// What may be a slip in the file as a whole.
  public let warnings: [Problem]
  /// How the file is written.
  public let dialect: CSVDialect
  /// The fields of the kind that the file does not state; records that exist keep theirs.
  public let missingFields: [String]
  private let table: CSVTable
  private let open: () throws -> Source

  /// Looks through a file once; `nil` (and problems) if it can't be read as any kind of record.
  ///
  /// Dates such as `05/06/2026` are May or June: only a file whose every date agrees decides. What is wrong with the file
  /// as a whole is reported here; where its rows can be read all the same, there is a catalogue too, to find the rest.
  ///
  /// - Parameters:
  ///   - file: the file's name, for messages.
  ///   - map: what a mapping file says.
  ///   - encoding: how its bytes are characters, where somebody says it; a mapping file may say no other.
  ///   - problems: where the problems of the file as a whole go.
  ///   - uses: is called with the places of the entries of the mapping file that fit this file.
  ///   - open: how to read the file from its beginning.
  public init?(
    file: String, map: ColumnMap = .none, encoding: TextEncoding? = nil, _ problems: ProblemLog,
    uses: (Int) -> Void = { _ in }, open: @escaping () throws -> Source
  ) throws {
    let start = try CSVStart(try open(), encoding)
    // One that another is closer than is of use all the same: for files that no closer one is for.
    let entries = start.entries(file, map)
    for entry in entries { uses(entry) }
    let mapping = entries.first.map { map.entries[$0] }
    if entries.count > 1, let mapping, map.entries[entries[1]].closeness == mapping.closeness {
      problems.add(map.entries[entries[1]].rival(mapping, for: file))
      return nil
    }
    if let encoding, let contradiction = mapping?.contradiction(encoding, for: file) {
      problems.add(contradiction)
      return nil
    }
    let dialect: CSVDialect
    do throws(CSVDialectError) {
      dialect = try start.dialect(mapping)
    } catch {
      problems.add(Problem(file: file, error))
      return nil
    }
    var reader = CSVReader(dialect: dialect, source: try open())
    let first: CSVRow?
    do {
      first = try reader.next()
    } catch let error as any PositionedError {
      problems.add(Problem(file: file, error))
      return nil
    }
    guard let first else {
      problems.add(
        Problem(.emptyFile, file: file, text: Bilingual(en: "the file is empty", fr: "le fichier est vide")))
      return nil
    }
    guard let header = CSVHeader(first, mapping, file: file, problems) else { return nil }
    var survey = CSVSurvey(header)
    try survey.read(&reader)
    self.dialect = dialect
    kind = header.kind
    warnings = survey.warnings(file, header.kind)
    reasons = dialect.reasons + survey.reasons(mapping?.dates)
    table = CSVTable(
      file: file, header: header, dates: survey.dates(mapping?.dates, file, header.kind, problems),
      // Where semicolons part cells, the comma is the mark of decimals.
      numbers: dialect.delimiter == .comma ? [.english, .french] : [.french], widths: survey.widths)
    self.open = open
    // Keys that the fields are compared by come from the written ones, and are stated with them.
    missingFields = header.kind.fields.filter {
      !$0.isKey && header.columns[$0.name] == nil && header.values[$0.name] == nil
    }.map(\.name)
  }

  /// The titles of the columns, as they are written.
  public var titles: [String] { table.header.titles }

  /// In which order its dates are written, if that can be told.
  public var dates: DateOrder? { table.dates }

  /// Reads every row, in order, and hands each record to `take`, those with problems too.
  ///
  /// - Parameters:
  ///   - problems: where the problem goes that breaks off the file, if there is one.
  ///   - take: what to do with each record.
  /// - Returns: `false` if the file broke off before its end.
  public func read(_ problems: ProblemLog, _ take: (ReadRecord) throws -> Void) throws -> Bool {
    var reader = CSVReader(dialect: dialect, source: try open())
    let known = Set(table.header.columns.values).union(table.header.others)
    // Columns side by side from the first need no look at each cell.
    let plain = known == Set(0..<known.count) ? known.count : 0
    do {
      guard try reader.next() != nil else { return true }
      while let row = try reader.next() {
        let source = CSVFieldSource(row, of: table)
        var read = RecordReader.read(kind, source)
        if row.fields.count > plain,
          let surplus = row.fields.enumerated().first(where: { index, cell in
            !known.contains(index) && !cell.text.trimmed.isEmpty
          })
        {
          source.reportSurplus(surplus.element)
          read.problems = source.problems
        }
        try take(read)
      }
      return true
    } catch let error as CSVSyntaxError {
      problems.add(Problem(file: table.file, error))
    } catch let error as TextDecodingError {
      problems.add(Problem(file: table.file, error))
    }
    return false
  }
}
