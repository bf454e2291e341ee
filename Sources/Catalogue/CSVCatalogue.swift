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
  /// How the file is written.
  public let dialect: CSVDialect
  /// The fields of the kind that the file does not state; records that exist keep theirs.
  public let missingFields: [String]
  private let file: String
  private let header: CSVHeader
  private let dates: DateOrder
  private let open: () throws -> Source

  /// Looks through a file once; `nil` (and problems) if it can't be read as any kind of record.
  ///
  /// Dates such as `05/06/2026` are May or June: only a file whose every date agrees decides.
  public init?(file: String, _ problems: ProblemLog, open: @escaping () throws -> Source) throws {
    let before = problems.count
    var prefix: [UInt8] = []
    var encodings = TextEncodingDetector()
    let source = try open()
    var isComplete = true
    while true {
      let piece = try source()
      if piece.isEmpty { break }
      // An accent far down tells as much of the encoding as one at the top.
      encodings.consume(piece)
      let room = CSVDialect.prefixSize - prefix.count
      prefix += piece.prefix(room)
      if piece.count > room { isComplete = false }
    }
    do {
      dialect = try CSVDialect.detect(prefix: prefix, isComplete: isComplete, encoding: encodings.conclude())
      var reader = CSVReader(dialect: dialect, source: try open())
      guard let first = try reader.next() else {
        problems.add(Problem(file: file, text: Bilingual(en: "the file is empty", fr: "le fichier est vide")))
        return nil
      }
      guard let header = CSVHeader(first, file: file, problems) else { return nil }
      self.header = header
      kind = header.kind
      var evidence = DateOrderEvidence()
      let dateColumns = CSVCatalogue.dateFields.compactMap { header.columns[$0] }
      while !dateColumns.isEmpty, let row = try reader.next() {
        for column in dateColumns {
          guard let cell = row[column], !cell.text.isEmpty else { continue }
          evidence.add(cell.text.trimmed, at: cell.position)
        }
      }
      reasons = dialect.reasons + (evidence.count > 0 ? [evidence.conclusion.text] : [])
      switch evidence.conclusion {
      case .none: dates = .iso
      case .order(let order, _): dates = order
      case .ambiguous(let example), .mixed(let example, _):
        problems.add(
          Problem(file: file, position: example.position, field: kind.rawValue, text: evidence.conclusion.text))
        dates = .iso
      }
    } catch let error as CSVDialectError {
      problems.add(Problem(file: file, error))
      return nil
    } catch let error as CSVSyntaxError {
      problems.add(Problem(file: file, error))
      return nil
    } catch let error as TextDecodingError {
      problems.add(Problem(file: file, error))
      return nil
    }
    self.file = file
    self.open = open
    let stated = Set(header.columns.keys)
    // Keys that the fields are compared by come from the written ones, and are stated with them.
    missingFields = header.kind.fields.filter { !$0.isKey && !stated.contains($0.name) }.map(\.name)
    guard problems.count == before else { return nil }
  }

  /// Reads every row, in order, and hands each record to `take`; `false` if the file broke off before its end.
  ///
  /// Problems of rows are reported; their records are not sound.
  public func read(_ problems: ProblemLog, _ take: (ReadRecord) throws -> Void) throws -> Bool {
    var reader = CSVReader(dialect: dialect, source: try open())
    let titled = Set(header.columns.values)
    do {
      guard try reader.next() != nil else { return true }
      while let row = try reader.next() {
        let surplus = row.fields.enumerated().first { !titled.contains($0.offset) && !$0.element.text.trimmed.isEmpty }
        if let surplus = surplus?.element {
          problems.add(
            Problem(
              file: file, position: surplus.position, field: kind.rawValue,
              text: Bilingual(
                en: "more cells than the header has columns", fr: "plus de cellules que l’en-tête n’a de colonnes"),
              hint: Bilingual(
                en: "a text with the separator in it must stand in quotes",
                fr: "un texte contenant le séparateur doit être entre guillemets")))
        }
        // Cells that have moved are not worth a message each.
        let log = surplus == nil ? problems : ProblemLog(limit: 0)
        var read = RecordReader.read(kind, CSVFieldSource(row, under: header, file: file, dates: dates, log))
        read.isSound = read.isSound && surplus == nil
        try take(read)
      }
      return true
    } catch let error as CSVSyntaxError {
      problems.add(Problem(file: file, error))
    } catch let error as TextDecodingError {
      problems.add(Problem(file: file, error))
    }
    return false
  }

  private static let dateFields = ["released", "endOfSupport", "starts", "ends", "terminatedOn", "issued"]
}
