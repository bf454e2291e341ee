/// The state machine that finds cells and rows in UTF-8; it reads nothing itself and takes chunks of any size.
struct CSVScanner: Sendable {
  private enum State {
    case rowStart, fieldStart, unquoted, quoted, afterQuote
  }

  private let delimiter: UInt8
  private let limits: CSVLimits
  private var state = State.rowStart
  private var line = 1
  private var column = 1
  private var isAfterReturn = false
  /// The cell being read; its end is set when it ends.
  private var mark = CSVRecord.Mark(start: 0, end: 0, position: .start, isQuoted: false)

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  init(delimiter: CSVDelimiter, limits: CSVLimits) {
    self.delimiter = delimiter.byte
    self.limits = limits
  }

  /// The position of what comes next.
  var tracker: PositionTracker {
    PositionTracker(at: SourcePosition(line: line, column: column), isAfterCarriageReturn: isAfterReturn)
  }

  /// Goes through a chunk from an index until a row ends there; false if the chunk ends first.
  mutating func scan(
    _ chunk: [UInt8], from index: inout Int, into record: inout CSVRecord
  ) throws(CSVSyntaxError) -> Bool {
    let bytes = chunk.span
    while index < bytes.count {
      let byte = bytes[index]
      if isAfterReturn {
        // The other half of CRLF; the line has been counted.
        isAfterReturn = false
        if byte == Self.lineFeed {
          if state == .quoted { record.bytes.append(byte) }
          index += 1
          continue
        }
      }
      switch state {
      case .rowStart:
        record.removeAll()
        record.line = line
        state = .fieldStart
        continue
      case .fieldStart:
        mark = CSVRecord.Mark(
          start: record.bytes.count, end: 0, position: SourcePosition(line: line, column: column),
          isQuoted: byte == Self.quote)
        if mark.isQuoted {
          index += 1
          column += 1
          state = .quoted
        } else {
          state = .unquoted
        }
      case .unquoted:
        copyUnquoted(chunk, &index, &record)
        try checkSize(record)
        guard index < bytes.count else { return false }
        if try end(bytes[index], &index, &record) { return true }
      case .quoted:
        copyQuoted(chunk, &index, &record)
        try checkSize(record)
      case .afterQuote:
        if byte == Self.quote {
          record.bytes.append(byte)
          index += 1
          column += 1
          state = .quoted
        } else if byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn {
          if try end(byte, &index, &record) { return true }
        } else {
          mark.oddity = .textAfterClosingQuote
          mark.closing = record.bytes.count
          state = .unquoted
        }
      }
    }
    return false
  }

  /// Says that the file has ended; true if a row ended with it.
  mutating func finish(into record: inout CSVRecord) throws(CSVSyntaxError) -> Bool {
    switch state {
    case .rowStart: return false
    case .quoted: throw .unterminatedQuote(at: mark.position)
    case .fieldStart:
      mark = CSVRecord.Mark(
        start: record.bytes.count, end: 0, position: SourcePosition(line: line, column: column), isQuoted: false)
    case .unquoted, .afterQuote: break
    }
    try endField(&record)
    state = .rowStart
    return true
  }

  /// Copies up to the delimiter or line end that ends a cell.
  private mutating func copyUnquoted(_ chunk: [UInt8], _ index: inout Int, _ record: inout CSVRecord) {
    let bytes = chunk.span
    let first = index
    var next = first
    var continuations = 0
    while next < bytes.count {
      let byte = bytes[next]
      if byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn { break }
      if byte & 0xC0 == 0x80 { continuations += 1 }
      if byte == Self.quote, mark.oddity == nil { mark.oddity = .quoteInsideUnquoted }
      next += 1
    }
    record.bytes.append(contentsOf: chunk[first..<next])
    column += next - first - continuations
    index = next
  }

  /// Copies up to the next quote, counting the lines on the way.
  private mutating func copyQuoted(_ chunk: [UInt8], _ index: inout Int, _ record: inout CSVRecord) {
    let bytes = chunk.span
    let first = index
    var next = first
    while next < bytes.count {
      let byte = bytes[next]
      if byte == Self.quote { break }
      next += 1
      if byte == Self.carriageReturn || byte == Self.lineFeed {
        if byte == Self.lineFeed, next - 1 > first, bytes[next - 2] == Self.carriageReturn { continue }
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    record.bytes.append(contentsOf: chunk[first..<next])
    index = next
    if next < bytes.count {
      index += 1
      column += 1
      state = .afterQuote
    } else {
      isAfterReturn = next > first && bytes[next - 1] == Self.carriageReturn
    }
  }

  /// Ends a cell at its delimiter or line end; true if the row ends as well.
  private mutating func end(
    _ byte: UInt8, _ index: inout Int, _ record: inout CSVRecord
  ) throws(CSVSyntaxError) -> Bool {
    try endField(&record)
    index += 1
    if byte == delimiter {
      column += 1
      state = .fieldStart
      return false
    }
    line += 1
    column = 1
    isAfterReturn = byte == Self.carriageReturn
    state = .rowStart
    return true
  }

  private mutating func endField(_ record: inout CSVRecord) throws(CSVSyntaxError) {
    guard record.marks.count < limits.fields else {
      throw .tooManyFields(at: rowStart(record), limit: limits.fields)
    }
    mark.end = record.bytes.count
    record.marks.append(mark)
  }

  private func checkSize(_ record: CSVRecord) throws(CSVSyntaxError) {
    if record.bytes.count - mark.start > limits.fieldBytes {
      throw .fieldTooLarge(at: mark.position, limit: limits.fieldBytes, isQuoted: mark.isQuoted)
    }
    if record.bytes.count > limits.rowBytes {
      throw .rowTooLarge(at: rowStart(record), limit: limits.rowBytes)
    }
  }

  private func rowStart(_ record: CSVRecord) -> SourcePosition {
    SourcePosition(line: record.line, column: 1)
  }
}
