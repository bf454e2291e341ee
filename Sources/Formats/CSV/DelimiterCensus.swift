/// Counts what could be delimiters and line ends outside quotes, row by row.
struct DelimiterCensus {
  /// How well one delimiter explains a file.
  struct Fit: Sendable, Hashable {
    let delimiter: CSVDelimiter
    /// The cells of the first row.
    let columns: Int
    /// The rows with content, and those among them with as many cells as the first.
    let rows: Int
    let agreeing: Int
    /// The lines of the first row, and of the first row where the delimiter occurs.
    let headerLine: Int
    let firstLine: Int

    /// Whether the delimiter could be the one: it makes columns, and most rows agree on how many.
    var isPlausible: Bool { columns > 1 && agreeing * 5 >= rows * 4 }

    var description: Bilingual {
      Bilingual(
        en: "\(delimiter.name.en) gives \(columns) columns in \(agreeing) of \(rows) row(s)",
        fr: "\(delimiter.name.fr) donne \(columns) colonnes dans \(agreeing) ligne(s) sur \(rows)")
    }
  }

  private struct Row {
    var line: Int
    var counts: [Int] = [0, 0, 0, 0]
    var isBlank = true
  }

  private(set) var lineEnds: [CSVLineEnd: Int] = [:]
  private(set) var hasQuotedCells = false
  private var rows: [Row] = []
  private var row = Row(line: 1)

  /// Counts a text; without its end, the last row does not count.
  init(_ text: ArraySlice<UInt8>, firstLine: Int, isComplete: Bool) {
    row.line = firstLine
    var line = firstLine
    var isQuoted = false
    var previous: UInt8 = 0x0A
    var hasJustClosed = false
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      index += 1
      // What the next piece begins with tells whether this is CR or CRLF.
      if byte == 0x0D, index == text.endIndex, !isComplete { break }
      let isLineEnd = byte == 0x0A || byte == 0x0D
      let isPair = byte == 0x0D && index < text.endIndex && text[index] == 0x0A
      if isPair { index += 1 }
      if isLineEnd { line += 1 }
      if byte == UInt8(ascii: "\"") {
        // A doubled quote closes and opens again, which leaves the state as it is.
        let opens = !isQuoted && (hasJustClosed || Self.isCellStart(after: previous))
        hasJustClosed = isQuoted
        isQuoted = opens
        hasQuotedCells = hasQuotedCells || opens
        row.isBlank = false
        previous = byte
        continue
      }
      hasJustClosed = false
      if isQuoted {
        previous = byte
        continue
      } else if isLineEnd {
        lineEnds[isPair ? .crlf : byte == 0x0A ? .lf : .cr, default: 0] += 1
        endRow(nextLine: line)
      } else {
        count(byte)
      }
      previous = byte
    }
    if isComplete && !isQuoted || rows.isEmpty { endRow(nextLine: line) }
  }

  var isEmpty: Bool { rows.isEmpty }

  /// How well each delimiter fits that occurs at all.
  var fits: [Fit] {
    CSVDelimiter.allCases.enumerated().compactMap { place, delimiter in
      guard let first = rows.first, let firstUse = rows.first(where: { $0.counts[place] > 0 }) else { return nil }
      return Fit(
        delimiter: delimiter, columns: first.counts[place] + 1, rows: rows.count,
        agreeing: rows.count { $0.counts[place] == first.counts[place] }, headerLine: first.line,
        firstLine: firstUse.line)
    }
  }

  private mutating func count(_ byte: UInt8) {
    switch byte {
    case CSVDelimiter.semicolon.byte: row.counts[0] += 1
    case CSVDelimiter.comma.byte: row.counts[1] += 1
    case CSVDelimiter.tab.byte: row.counts[2] += 1
    case CSVDelimiter.pipe.byte: row.counts[3] += 1
    case 0x20: break
    default: row.isBlank = false
    }
  }

  private mutating func endRow(nextLine: Int) {
    if !row.isBlank { rows.append(row) }
    row = Row(line: nextLine)
  }

  private static func isCellStart(after byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D || CSVDelimiter(rawValue: byte) != nil
  }
}
