import Formats

/// What holds of the CSV reader whatever the bytes are.
enum CSVLaws {
  /// The rows of a file, and the error that ended it.
  private struct Reading: Equatable {
    var rows: [CSVRow] = []
    var error: String?
  }

  /// Stops the program if a law is broken: any bytes are rows in some dialect, or an error with a place.
  ///
  /// The same file gives the same rows in pieces of any size, and rows that are written are read as they were.
  static func check(_ bytes: [UInt8]) {
    guard let dialect = try? CSVDialect.detect(prefix: bytes) else { return }
    let whole = read(bytes, dialect, piece: max(1, bytes.count))
    for piece in [1, 5] {
      precondition(read(bytes, dialect, piece: piece) == whole, "pieces of \(piece) bytes are read otherwise")
    }
    var evidence = DateOrderEvidence()
    for field in whole.rows.flatMap(\.fields) {
      evidence.add(field.text, at: field.position)
      _ = ExcelDamage.inspect(field.text, width: 5)
      _ = NumberText.french.integer(field.text)
      for order in DateOrder.allCases { _ = DateText.parse(field.text, order, allowingTime: true) }
    }
    _ = evidence.conclusion.text
    writeAgain(whole.rows)
  }

  private static func read(_ bytes: [UInt8], _ dialect: CSVDialect, piece: Int) -> Reading {
    var rest = bytes[...]
    var reader = CSVReader(dialect: dialect) {
      defer { rest = rest.dropFirst(piece) }
      return Array(rest.prefix(piece))
    }
    var reading = Reading()
    do {
      while let row = try reader.next() {
        precondition(row.fields.allSatisfy { $0.position.line >= row.line && $0.position.column >= 1 })
        reading.rows.append(row)
      }
    } catch let error as any PositionedError {
      reading.error = "\(error.code) \(error.position)"
    } catch {
      preconditionFailure("an error without a place: \(error)")
    }
    return reading
  }

  private static func writeAgain(_ rows: [CSVRow]) {
    var writer = CSVWriter()
    var written: [[String]] = []
    for row in rows {
      guard (try? writer.row(row.texts)) != nil else { return }
      // A row of white space alone is none.
      if row.texts.contains(where: { !$0.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }) { written.append(row.texts) }
    }
    let again = read(writer.bytes, CSVDialect(), piece: 64)
    precondition(again.error == nil, "what was written can't be read")
    precondition(again.rows.count == written.count, "\(again.rows.count) rows for \(written.count)")
    for (row, texts) in zip(again.rows, written) {
      // Empty cells beyond the first row's columns are dropped.
      let rest = texts.dropFirst(row.fields.count)
      precondition(texts.starts(with: row.texts) && rest.allSatisfy(\.isEmpty), "a row is read otherwise")
    }
  }
}
