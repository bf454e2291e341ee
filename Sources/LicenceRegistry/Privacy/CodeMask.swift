import Licensing
import SQLiteStore

/// Hides licence codes in what people type beside them, such as tickets and notes.
///
/// A code is recognised by the registry having it; nothing is guessed from how a text looks, so that versions, builds and
/// the numbers of tickets stay as they are. It may be written with any signs between its characters, and in one word with
/// what stands before or after it where letters change to digits or small letters to capitals, or back. Not seen are codes
/// shorter than six characters, or than eight if written in one of these ways; codes that have signs of their own and are
/// written with others; and codes with nothing to tell where they begin, as a digit before a digit.
struct CodeMask {
  /// Shorter ones may be anything, such as a ticket's number.
  static let shortestKey = 6
  /// Shorter ones may be part of anything, such as of a longer number.
  static let shortestInside = 8

  let connection: Connection

  /// A text with all but the last four characters of each code in it hidden, and access tokens whole.
  func masked(_ text: String) throws -> String { try hidden(text) ?? text }

  /// The same; nothing if there is neither code nor token in the text.
  func hidden(_ text: String) throws -> String? {
    let withoutTokens = TokenSecret.hidden(in: text)
    return try hiddenCodes(withoutTokens ?? text) ?? withoutTokens
  }

  private func hiddenCodes(_ text: String) throws -> String? {
    guard CodeMask.hasRoom(text), try mayHoldCode(text) else { return nil }
    let asWritten = try hidden(text, CodePlaces(text, leavingOutSigns: false))
    let shown = asWritten ?? text
    return try hidden(shown, CodePlaces(shown, leavingOutSigns: true)) ?? asWritten
  }

  private func hidden(_ text: String, _ places: CodePlaces) throws -> String? {
    var result = ""
    var end = text.startIndex
    var next = 0
    for start in places.starts where start.offset >= next {
      guard let code = try code(in: places, from: start) else { continue }
      result += text[end..<start.index] + LicenceCode(String(decoding: places.key[code], as: UTF8.self)).masked
      next = code.upperBound
      end = places.ends[next]?.index ?? end
    }
    return next == 0 ? nil : result + text[end...]
  }

  /// Whether a code may stand in a text: a quick look, which most texts need no more than.
  private func mayHoldCode(_ text: String) throws -> Bool {
    guard let outline = CodeOutline(text) else { return true }
    for start in outline.starts {
      let least = start.isInside ? CodeMask.shortestInside : CodeMask.shortestKey
      if outline.key.count - start.offset >= least, try begins(outline.key, start.offset) { return true }
      guard start.offset < outline.lastSign, outline.bare.count - start.bareOffset >= CodeMask.shortestInside
      else { continue }
      if try begins(outline.bare, start.bareOffset) { return true }
    }
    return false
  }

  /// Whether some code begins as a key does from a place on.
  private func begins(_ key: [UInt8], _ start: Int) throws -> Bool {
    let rest = start == 0 ? key : Array(key[start...])
    guard let nearest = try connection.lastLicenceKey(upTo: rest) else { return false }
    return zip(nearest, rest).prefix { $0 == $1 }.count >= CodeMask.shortestKey
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

  /// The longest code that begins at a place and ends where one may.
  ///
  /// A code that begins a text comes before it in the order of keys, and whatever stands between the two begins as the code
  /// does: so one look at the nearest key before the text mostly says that there is none.
  private func code(in places: CodePlaces, from start: CodePlaces.Start) throws -> Range<Int>? {
    let least = start.isInside || places.leavesOutSigns ? CodeMask.shortestInside : CodeMask.shortestKey
    var end = places.key.count
    while end - start.offset >= least {
      let text = places.key[start.offset..<end]
      guard let key = try connection.lastLicenceKey(upTo: Array(text)) else { return nil }
      let common = zip(key, text).prefix { $0 == $1 }.count
      guard common >= least else { return nil }
      let isWhole = common == key.count
      if isWhole, let place = places.ends[start.offset + common], !place.isInside || common >= CodeMask.shortestInside {
        return start.offset..<start.offset + common
      }
      end = start.offset + common - (isWhole ? 1 : 0)
    }
    return nil
  }
}
