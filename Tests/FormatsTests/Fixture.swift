import Foundation
import Formats

/// Files under `fixtures/`, found from this file's own path.
enum Fixture {
  static func bytes(_ path: String, from file: String = #filePath) throws -> [UInt8] {
    var root = URL(filePath: file)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return Array(try Data(contentsOf: root.appending(path: "fixtures/\(path)")))
  }

  /// All rows of a CSV file in the dialect that is detected, or in the one stated.
  static func rows(_ name: String, _ dialect: CSVDialect? = nil) throws -> [CSVRow] {
    let bytes = try bytes("csv/\(name)")
    return try allRows(bytes, try dialect ?? .detect(prefix: bytes))
  }
}

/// Reads all rows of a file in memory.
func allRows(_ bytes: [UInt8], _ dialect: CSVDialect, limits: CSVLimits = CSVLimits()) throws -> [CSVRow] {
  var reader = CSVReader(bytes, dialect: dialect, limits: limits)
  var rows: [CSVRow] = []
  while let row = try reader.next() { rows.append(row) }
  return rows
}
