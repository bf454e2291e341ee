/// One row whose cells lie in a buffer that the reader fills again and again, so that no cell need become a `String`.
public struct CSVRecord: Sendable {
  /// Where a cell lies in the buffer, and in the file.
  struct Mark: Sendable {
    var start: Int
    var end: Int
    var position: SourcePosition
    var isQuoted: Bool
    var oddity: CSVOddity?
    /// Where its closing quote stood, if text follows that.
    var closing: Int?
  }

  /// The line on which the row begins.
  public internal(set) var line = 1
  var bytes: [UInt8] = []
  var marks: [Mark] = []

  /// Makes an empty record for `CSVReader.read(into:)`.
  public init() {}

  /// The number of cells.
  public var count: Int { marks.count }

  /// Gives a cell's text in UTF-8, without quotes, to a closure.
  public func withBytes<Result, Failure: Error>(
    of column: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let mark = marks[column]
    return try body(bytes.span.extracting(mark.start..<mark.end))
  }

  /// A cell's text.
  public func text(_ column: Int) -> String {
    let mark = marks[column]
    return String(decoding: bytes[mark.start..<mark.end], as: UTF8.self)
  }

  /// Where a cell begins in the file.
  public func position(_ column: Int) -> SourcePosition { marks[column].position }

  /// Whether a cell is written in quotes.
  public func isQuoted(_ column: Int) -> Bool { marks[column].isQuoted }

  /// What is odd about a cell's quotes, if anything.
  public func oddity(_ column: Int) -> CSVOddity? { marks[column].oddity }

  /// The row as a value of its own.
  public func row() -> CSVRow {
    var fields: [CSVField] = []
    fields.reserveCapacity(marks.count)
    for mark in marks {
      fields.append(
        CSVField(
          text: String(decoding: bytes[mark.start..<mark.end], as: UTF8.self), position: mark.position,
          isQuoted: mark.isQuoted, oddity: mark.oddity, closing: mark.closing.map { $0 - mark.start }))
    }
    return CSVRow(fields: fields, line: line)
  }
}

extension CSVRecord {
  /// Whether no cell holds anything but spaces and tabs.
  var isBlank: Bool {
    bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
  }

  /// Drops empty cells from the end, down to so many cells.
  mutating func dropTrailingEmpty(downTo columns: Int) {
    while marks.count > columns, let last = marks.last, last.start == last.end { marks.removeLast() }
  }
}
