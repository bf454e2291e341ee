/// A first line such as `sep=;`, which tells Excel the delimiter and is no row.
struct SeparatorLine {
  let delimiter: CSVDelimiter
  /// Where the rows begin after it.
  let end: Int

  /// Looks for the line at the start of a text; throws if it names a delimiter that is not supported.
  init?(_ text: [UInt8]) throws(CSVDialectError) {
    let isQuoted = text.first == UInt8(ascii: "\"")
    let start = isQuoted ? 1 : 0
    let name = text.dropFirst(start).prefix(4).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
    guard name == Array("sep=".utf8) else { return nil }
    var rest = text[(start + 4)...]
    guard let character = String(decoding: rest.prefix(4), as: UTF8.self).unicodeScalars.first else { return nil }
    rest = rest.dropFirst(UTF8.width(character))
    if isQuoted {
      guard rest.first == UInt8(ascii: "\"") else { return nil }
      rest = rest.dropFirst()
    }
    // Anything more on the line makes it a header that happens to begin so.
    switch rest.first {
    case nil: break
    case 0x0A: rest = rest.dropFirst()
    case 0x0D: rest = rest.dropFirst(rest.dropFirst().first == 0x0A ? 2 : 1)
    default: return nil
    }
    guard character.isASCII, let delimiter = CSVDelimiter(rawValue: UInt8(character.value)) else {
      throw .unsupportedSeparator(character)
    }
    self.delimiter = delimiter
    end = rest.startIndex
  }
}
