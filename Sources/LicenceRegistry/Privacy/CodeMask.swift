import Licensing
import SQLiteStore

/// Hides licence codes in what people type beside them, such as tickets and notes.
///
/// A code is recognised by the registry having it, however it is written; nothing is guessed.
struct CodeMask {
  /// Shorter ones may be anything, such as a ticket's number.
  static let shortestKey = 6

  let connection: Connection

  /// A text with all but the last four characters of each code in it hidden.
  func masked(_ text: String) throws -> String { try hidden(text) ?? text }

  /// The same; nothing if there is no code in the text.
  func hidden(_ text: String) throws -> String? {
    guard CodeMask.hasRoom(text), try mayHoldCode(text) else { return nil }
    let places = CodePlaces(text)
    var result = ""
    var end = text.startIndex
    var next = 0
    for start in places.starts where start.offset >= next {
      guard let code = try code(in: places, from: start.offset) else { continue }
      result += text[end..<start.index] + LicenceCode(String(decoding: places.key[code], as: UTF8.self)).masked
      next = code.upperBound
      end = places.ends[next] ?? end
    }
    return next == 0 ? nil : result + text[end...]
  }

  /// Whether a code may stand in a text: a quick look, which most texts need no more than.
  private func mayHoldCode(_ text: String) throws -> Bool {
    var key: [UInt8] = []
    key.reserveCapacity(text.utf8.count)
    var starts: [Int] = []
    var wasInside = false
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
        if !wasInside { starts.append(key.count) }
        wasInside = true
        key.append(byte >= 0x61 ? byte - 0x20 : byte)
      case 0x80...: return true
      default:
        wasInside = false
        if byte > 0x20, byte != 0x2D, byte != 0x7F { key.append(byte) }
      }
    }
    for start in starts where key.count - start >= CodeMask.shortestKey {
      let nearest = try connection.lastLicenceKey(upTo: start == 0 ? key : Array(key[start...]))
      if let nearest, zip(nearest, key[start...]).prefix(while: { $0 == $1 }).count >= CodeMask.shortestKey {
        return true
      }
    }
    return false
  }

  /// Whether a text is long enough for a code to stand in it; most need no further look.
  static func hasRoom(_ text: String) -> Bool {
    var count = 0
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: count += 1
      default: break
      }
      if count == shortestKey { return true }
    }
    return false
  }

  /// The longest code that begins at a place and ends where a group of letters and digits does.
  ///
  /// A code that begins a text comes before it in the order of keys, and whatever stands between the two begins as the code
  /// does: so one look at the nearest key before the text mostly says that there is none.
  private func code(in places: CodePlaces, from start: Int) throws -> Range<Int>? {
    var end = places.key.count
    while end - start >= CodeMask.shortestKey {
      let text = places.key[start..<end]
      guard let key = try connection.lastLicenceKey(upTo: Array(text)) else { return nil }
      let common = zip(key, text).prefix { $0 == $1 }.count
      guard common >= CodeMask.shortestKey else { return nil }
      let isWhole = common == key.count
      if isWhole, places.ends[start + common] != nil { return start..<start + common }
      end = start + common - (isWhole ? 1 : 0)
    }
    return nil
  }
}

/// A text in the form in which codes are compared, and where codes may begin and end in it: where letters and digits that
/// stand together do.
private struct CodePlaces {
  /// The text's key, in UTF-8.
  private(set) var key: [UInt8] = []
  /// Where groups begin, in the key and in the text.
  private(set) var starts: [(offset: Int, index: String.Index)] = []
  /// Where groups end: places of the text by places of the key.
  private(set) var ends: [Int: String.Index] = [:]

  init(_ text: String) {
    var wasInside = false
    let scalars = text.unicodeScalars
    for index in scalars.indices {
      let scalar = scalars[index]
      let isInside = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if isInside, !wasInside { starts.append((key.count, index)) }
      if !isInside, wasInside { ends[key.count] = index }
      key += LicenceCode.canonical(scalar).utf8
      wasInside = isInside
    }
    if wasInside { ends[key.count] = text.endIndex }
  }
}
