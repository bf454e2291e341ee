/// Writes rows as CSV, with quotes only where a reader needs them.
public struct CSVWriter: Sendable {
  /// The bytes so far, in the encoding that was chosen; `drain()` takes them out piece by piece.
  public private(set) var bytes: [UInt8] = []
  private let options: CSVWriterOptions
  private let table: [Unicode.Scalar: UInt8]
  private var line = 1

  /// Makes a writer for one file.
  public init(_ options: CSVWriterOptions = CSVWriterOptions()) {
    self.options = options
    table = options.encoding == .windows1252 ? SingleByteTable.windows1252.bytes : [:]
    if options.encoding == .utf8WithBOM { bytes = TextEncoding.utf8WithBOM.byteOrderMark }
  }

  /// Writes one row; a row that the encoding cannot hold is left out whole, and thrown about.
  ///
  /// - Parameters:
  ///   - cells: the texts of the cells.
  ///   - written: cells that are written just so, by their place from 0: with the quotes of the file that they come from.
  public mutating func row(
    _ cells: some Collection<String>, asWritten written: [Int: String] = [:]
  ) throws(CSVWritingError) {
    let start = bytes.count
    var column = 0
    for cell in cells {
      column += 1
      if column > 1 { bytes.append(options.delimiter.byte) }
      do throws(CSVWritingError) {
        if let text = written[column - 1] {
          for scalar in text.unicodeScalars { try write(scalar, column) }
        } else {
          try write(cell, column: column, isAlone: cells.count == 1)
        }
      } catch {
        bytes.removeSubrange(start...)
        throw error
      }
    }
    bytes.append(contentsOf: options.lineEnd.bytes)
    line += 1
  }

  /// Returns the bytes since the last call, and forgets them.
  public mutating func drain() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  private mutating func write(_ cell: String, column: Int, isAlone: Bool) throws(CSVWritingError) {
    let text = options.guardsFormulas ? FormulaGuard.guarded(cell) : cell
    let isQuoted = options.alwaysQuotes || needsQuotes(text, column: column, isAlone: isAlone)
    let quote = UInt8(ascii: "\"")
    if isQuoted { bytes.append(quote) }
    for scalar in text.unicodeScalars {
      if scalar == "\"" { bytes.append(quote) }
      try write(scalar, column)
    }
    if isQuoted { bytes.append(quote) }
  }

  private mutating func write(_ scalar: Unicode.Scalar, _ column: Int) throws(CSVWritingError) {
    if scalar == "\0" {
      throw CSVWritingError(scalar: scalar, encoding: options.encoding.encoding, row: line, column: column)
    }
    if scalar.isASCII || options.encoding != .windows1252 {
      bytes.append(utf8: scalar)
    } else if let byte = table[scalar] {
      bytes.append(byte)
    } else {
      throw CSVWritingError(scalar: scalar, encoding: options.encoding.encoding, row: line, column: column)
    }
  }

  private func needsQuotes(_ text: String, column: Int, isAlone: Bool) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last else {
      // A row of one empty cell would otherwise be an empty line, which is no row.
      return isAlone
    }
    if first == 0x20 || last == 0x20 || first == 0x09 || last == 0x09 { return true }
    if line == 1, column == 1, Self.misleads(text) { return true }
    return bytes.contains { byte in
      byte == options.delimiter.byte || byte == 0x22 || byte == 0x0A || byte == 0x0D
    }
  }

  /// Whether a file that begins so is taken for something else: a `sep=` line, Excel's SYLK, a byte order mark.
  private static func misleads(_ text: String) -> Bool {
    text.hasPrefix("ID") || text.lowercased().hasPrefix("sep=") || text.unicodeScalars.first == "\u{FEFF}"
  }
}
