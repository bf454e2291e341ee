/// Reads the rows of a CSV file one by one, from chunks of any size, in memory that one row bounds.
///
/// Rows without any content are skipped. The first row that has some sets the number of columns, without its trailing
/// empty cells; empty cells beyond that number are dropped from later rows, others are kept for the caller to judge.
public struct CSVReader {
  /// Gives the next bytes of the file; none at its end.
  public typealias Source = () throws -> [UInt8]

  /// The number of columns that the first row has; 0 before it was read.
  public private(set) var columns = 0
  private let source: Source
  private var decoder: TextDecoder
  private var scanner: CSVScanner
  private var chunk: [UInt8] = []
  private var index = 0
  private var isFinished = false
  private var mayHaveSeparatorLine: Bool
  private var pendingError: TextDecodingError?
  private var record = CSVRecord()

  /// Makes a reader for a file that comes in chunks, such as 64 KB at a time.
  public init(dialect: CSVDialect, limits: CSVLimits = CSVLimits(), source: @escaping Source) {
    self.source = source
    decoder = TextDecoder(dialect.encoding)
    scanner = CSVScanner(delimiter: dialect.delimiter, limits: limits)
    mayHaveSeparatorLine = dialect.hasSeparatorLine
  }

  /// Makes a reader for a file that is in memory.
  public init(_ bytes: [UInt8], dialect: CSVDialect, limits: CSVLimits = CSVLimits()) {
    var rest = bytes[...]
    self.init(dialect: dialect, limits: limits) {
      defer { rest = rest.dropFirst(Self.sliceSize) }
      return Array(rest.prefix(Self.sliceSize))
    }
  }

  private static let sliceSize = 1 << 16

  /// Returns the next row, or nil at the end.
  ///
  /// Throws a `CSVSyntaxError`, a `TextDecodingError`, or what the source throws; after an error the reader has ended.
  public mutating func next() throws -> CSVRow? {
    // The record's buffers are borrowed for the call, so that they are not copied.
    var current = CSVRecord()
    swap(&current, &record)
    defer { swap(&current, &record) }
    return try read(into: &current) ? current.row() : nil
  }

  /// Reads the next row into a record that keeps its memory from row to row; false at the end.
  public mutating func read(into record: inout CSVRecord) throws -> Bool {
    do {
      while try readRow(into: &record) {
        if record.isBlank { continue }
        if mayHaveSeparatorLine {
          mayHaveSeparatorLine = false
          continue
        }
        record.dropTrailingEmpty(downTo: columns)
        if columns == 0 { columns = record.count }
        return true
      }
      return false
    } catch {
      isFinished = true
      index = chunk.count
      pendingError = nil
      throw error
    }
  }

  private mutating func readRow(into record: inout CSVRecord) throws -> Bool {
    while true {
      if index < chunk.count {
        if try scanner.scan(chunk, from: &index, into: &record) { return true }
        continue
      }
      if isFinished { return false }
      // What could be read before bytes that could not comes first.
      if let pendingError { throw pendingError }
      try refill()
      if isFinished { return try scanner.finish(into: &record) }
    }
  }

  private mutating func refill() throws {
    chunk.removeAll(keepingCapacity: true)
    index = 0
    let bytes = try source()
    if bytes.isEmpty {
      isFinished = true
      if decoder.isInsideCharacter { throw decoder.error(.truncated, at: scanner.tracker.position) }
    } else if let fault = decoder.transcode(bytes, into: &chunk) {
      // The scanner has used up every chunk before this one, so it knows where this one begins.
      var tracker = scanner.tracker
      tracker.advance(over: chunk.span)
      pendingError = decoder.error(fault, at: tracker.position)
    }
  }
}
