import Formats

/// The beginning of a CSV file, and the encoding that the whole of it shows.
struct CSVStart {
  private let prefix: [UInt8]
  private let isComplete: Bool
  private let encoding: TextEncodingChoice

  /// Reads the file to its end.
  ///
  /// - Parameters:
  ///   - source: the file from its beginning.
  ///   - stated: the encoding, where somebody says it.
  init(_ source: CSVCatalogue.Source, _ stated: TextEncoding?) throws {
    var prefix: [UInt8] = []
    var encodings = TextEncodingDetector()
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
    self.prefix = prefix
    self.isComplete = isComplete
    encoding = stated.map { .stated($0) } ?? encodings.conclude()
  }

  /// The places of the entries of a mapping file that are for this file, the closest first.
  func entries(_ file: String, _ map: ColumnMap) -> [Int] {
    let fitting = map.entries.indices.filter { index in
      let entry = map.entries[index]
      if entry.name != nil { return entry.names(file) }
      guard let dialect = try? detect(entry) else { return false }
      var reader = CSVReader(prefix, dialect: dialect)
      guard let header = try? reader.next() else { return false }
      return entry.fits(header)
    }
    return fitting.sorted { (-map.entries[$0].closeness, $0) < (-map.entries[$1].closeness, $1) }
  }

  /// The dialect, as the file shows it or an entry of a mapping file says.
  func dialect(_ entry: ColumnMap.Entry?) throws(CSVDialectError) -> CSVDialect { try detect(entry) }

  private func detect(_ entry: ColumnMap.Entry?) throws(CSVDialectError) -> CSVDialect {
    try CSVDialect.detect(
      prefix: prefix, isComplete: isComplete, encoding: entry?.encoding.map { .stated($0) } ?? encoding,
      delimiter: entry?.delimiter)
  }
}
