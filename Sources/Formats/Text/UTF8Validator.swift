/// Checks UTF-8 that comes in chunks, which may end inside a character.
struct UTF8Validator: Sendable {
  /// The bytes of a character that the last chunk began and did not end: three at most.
  private(set) var carried: [UInt8] = []
  private var consumed = 0

  /// Whether the bytes so far end inside a character.
  var isInsideCharacter: Bool { !carried.isEmpty }

  /// Takes the next chunk and returns the offset in the file of the first byte that is wrong.
  mutating func consume(_ chunk: [UInt8]) -> Int? {
    let start = consumed - carried.count
    let bytes = carried.isEmpty ? chunk : carried + chunk
    consumed += chunk.count
    let whole = Self.wholeCharacters(bytes)
    carried = Array(bytes[whole...])
    return Self.firstFault(bytes.span.extracting(first: whole)).map { start + $0 }
  }

  /// The offset of the first byte that is not UTF-8.
  static func firstFault(_ bytes: Span<UInt8>) -> Int? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  /// How many bytes there are before a character that the end cuts off.
  static func wholeCharacters(_ bytes: [UInt8]) -> Int {
    var index = bytes.count
    while index > 0, bytes.count - index < 3 {
      index -= 1
      let byte = bytes[index]
      if byte & 0xC0 == 0x80 { continue }
      let length =
        switch byte {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
      return index + length > bytes.count ? index : bytes.count
    }
    return bytes.count
  }
}
