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

  /// The dialect, and the entry of a mapping file that is for this file, by its place.
  func dialect(_ file: String, _ map: ColumnMap) throws(CSVDialectError) -> (entry: Int?, CSVDialect) {
    if let named = map.entries.firstIndex(where: { $0.names(file) }) {
      return (named, try detect(map.entries[named]))
    }
    for (index, entry) in map.entries.enumerated() where entry.name == nil {
      guard let dialect = try? detect(entry) else { continue }
      var reader = CSVReader(prefix, dialect: dialect)
      if let header = try? reader.next(), entry.fits(header) { return (index, dialect) }
    }
    return (nil, try detect(nil))
  }

  private func detect(_ entry: ColumnMap.Entry?) throws(CSVDialectError) -> CSVDialect {
    try CSVDialect.detect(
      prefix: prefix, isComplete: isComplete, encoding: entry?.encoding.map { .stated($0) } ?? encoding,
      delimiter: entry?.delimiter)
  }
}
