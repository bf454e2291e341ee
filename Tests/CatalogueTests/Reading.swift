import Catalogue
import Formats
import Licensing

/// What a catalogue file says, and what is wrong with it.
struct Reading {
  private(set) var records: [ReadRecord] = []
  private(set) var problems: [Problem] = []
  private(set) var dialect: CSVDialect?
  private(set) var missingFields: [String] = []

  /// Reads a JSON5 text, every kind in the order of kinds.
  init(json5 text: String, file: String = "a.json5") throws {
    let log = ProblemLog()
    do {
      let root = try JSON5.parse(Array(text.utf8))
      JSONCatalogue.checkTop(root, file: file, log)
      for kind in RecordKind.allCases {
        try JSONCatalogue.read(kind, of: root, file: file) { take($0, log) }
      }
    } catch let error as JSONSyntaxError {
      log.add(Problem(file: file, error))
    }
    sort(log)
  }

  /// Reads a CSV file, in pieces of a few bytes.
  init(csv bytes: [UInt8], file: String = "a.csv", map: String? = nil, piece: Int = 7) throws {
    let log = ProblemLog()
    let map = map.map { ColumnMap(file: "map.json5", Array($0.utf8)) } ?? .none
    for problem in map.problems { log.add(problem) }
    var used: Set<Int> = []
    let table = try CSVCatalogue(file: file, map: map, log, uses: { used.insert($0) }) {
      var rest = bytes[...]
      return {
        defer { rest = rest.dropFirst(piece) }
        return Array(rest.prefix(piece))
      }
    }
    dialect = table?.dialect
    missingFields = table?.missingFields ?? []
    _ = try table?.read(log) { take($0, log) }
    for problem in map.unused(but: used) { log.add(problem) }
    sort(log)
  }

  /// Reads a CSV text as UTF-8.
  init(csv text: String, map: String? = nil) throws {
    try self.init(csv: Array(text.utf8), map: map, piece: 1 << 16)
  }

  /// Keeps what is sound, and what is wrong with the rest.
  private mutating func take(_ read: ReadRecord, _ log: ProblemLog) {
    if read.isSound { records.append(read) }
    for problem in read.problems { log.add(problem) }
  }

  private mutating func sort(_ log: ProblemLog) {
    problems = log.problems.sorted { ($0.position ?? .start) < ($1.position ?? .start) }
  }

  /// The values of the only record.
  var values: [FieldValue]? { records.count == 1 ? records[0].record.values : nil }

  /// The problems as people read them, without the file's name.
  var lines: [String] {
    problems.map { problem in
      String(problem.line(inFrench: false).dropFirst(problem.file.count + 1))
    }
  }
}

/// A text in which `▸` marks the places where problems are expected.
struct MarkedText {
  /// The text without the marks.
  let text: String
  /// `line:column` of what follows each mark.
  let places: [String]

  init(_ marked: String) {
    var text = ""
    var places: [String] = []
    var (line, column) = (1, 1)
    for scalar in marked.unicodeScalars {
      if scalar == "▸" {
        places.append("\(line):\(column)")
        continue
      }
      text.unicodeScalars.append(scalar)
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    self.text = text
    self.places = places
  }

  /// What is expected at the marks, in order: each text behind its place.
  func lines(_ texts: [String]) -> [String] {
    zip(places, texts).map { "\($0): \($1)" } + texts.dropFirst(places.count).map { "unmarked: \($0)" }
  }
}
