/// Texts from files and records on a terminal: what would move its cursor, hide or reorder what stands there becomes a
/// mark, so that nobody's data can make up lines of a report.
enum TerminalText {
  private static let mark: Unicode.Scalar = "\u{FFFD}"
  private static let escape: Unicode.Scalar = "\u{1B}"

  /// A text that may have several lines, with the colours of this program alone, and those only where they are wanted.
  static func safe(_ text: String, hasColours: Bool) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var place = 0
    while place < scalars.count {
      if hasColours, let end = endOfStyle(scalars, place) {
        result.append(contentsOf: scalars[place..<end])
        place = end
        continue
      }
      result.append(isUnsafe(scalars[place]) ? mark : scalars[place])
      place += 1
    }
    return String(result)
  }

  /// The same on one line: a line end becomes `⏎`.
  static func oneLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" }) else { return text }
    return text.replacing("\r\n", with: "⏎").replacing("\n", with: "⏎").replacing("\r", with: "⏎")
  }

  /// Where a sequence ends that `Console.styled` writes; nothing if another one begins here, or none.
  private static func endOfStyle(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    guard scalars[start] == escape, start + 1 < scalars.count, scalars[start + 1] == "[" else { return nil }
    guard let end = scalars[start...].firstIndex(of: "m"), end - start <= 4 else { return nil }
    var code = String.UnicodeScalarView()
    code.append(contentsOf: scalars[start + 2..<end])
    return String(code) == "0" || Console.Style(rawValue: String(code)) != nil ? end + 1 : nil
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0...0x1F, 0x7F...0x9F: true
    // Line and paragraph separators, and what turns the direction of writing.
    case 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension String {
  /// The text on one line of a report, whatever record it comes from.
  var onOneLine: String { TerminalText.oneLine(self) }
}
