import Licensing
import SQLiteStore

/// Hides licence codes in what people type beside them, such as tickets and notes.
///
/// A code is recognised by the registry having it, however it is written; nothing is guessed.
struct CodeMask {
  /// Shorter ones may be anything, such as a ticket's number.
  private static let shortestKey = 6
  /// Of how many groups of letters and digits a code may be made.
  private static let mostGroups = 8

  let connection: Connection

  /// A text with all but the last four characters of each code in it hidden.
  func masked(_ text: String) throws -> String {
    let groups = CodeMask.groups(of: text)
    var result = ""
    var end = text.startIndex
    var first = 0
    while first < groups.count {
      guard let (last, masked) = try code(in: text, groups[first...].prefix(CodeMask.mostGroups)) else {
        first += 1
        continue
      }
      result += text[end..<groups[first].lowerBound] + masked
      end = groups[last].upperBound
      first = last + 1
    }
    return result + text[end...]
  }

  /// The longest code that begins with the first of some groups: its last group, and how it may be shown.
  private func code(in text: String, _ groups: ArraySlice<Range<String.Index>>) throws -> (last: Int, masked: String)? {
    for last in groups.indices.reversed() {
      let code = LicenceCode(String(text[groups[groups.startIndex].lowerBound..<groups[last].upperBound]))
      guard code.key.utf8.count >= CodeMask.shortestKey, try !connection.licences(key: code.key).isEmpty else {
        continue
      }
      return (last, code.masked)
    }
    return nil
  }

  /// Where letters and digits stand together.
  private static func groups(of text: String) -> [Range<String.Index>] {
    var groups: [Range<String.Index>] = []
    var start: String.Index?
    let scalars = text.unicodeScalars
    for place in scalars.indices {
      let isInside = scalars[place].properties.isAlphabetic || scalars[place].properties.numericType != nil
      if isInside, start == nil { start = place }
      if !isInside, let begun = start {
        groups.append(begun..<place)
        start = nil
      }
    }
    return start.map { groups + [$0..<text.endIndex] } ?? groups
  }
}
