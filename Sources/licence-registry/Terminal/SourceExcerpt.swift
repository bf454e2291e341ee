import Formats

/// A line of a file with a mark under the place that is meant, as wide as a terminal shows it.
struct SourceExcerpt {
  /// The line, or the part of it around the place.
  let text: String
  /// Spaces up to the place, and the mark.
  let mark: String

  /// Cuts a line around a place and marks it.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - column: the place, in scalars from 1.
  ///   - value: what stands there, to be underlined whole.
  ///   - width: how many columns there is room for.
  init?(_ line: String, column: Int, value: String?, width: Int) {
    let scalars = Array(line.unicodeScalars)
    guard column >= 1, column <= scalars.count + 1 else { return nil }
    let length = SourceExcerpt.length(of: value, in: scalars, from: column - 1)
    // As much as fits of what leads up to the place, so that it and some of what follows is seen.
    var first = column - 1
    var room = width * 2 / 3
    while first > 0 {
      let next = TerminalWidth.shown(scalars[first - 1], at: 0)
      if next.width > room { break }
      room -= next.width
      first -= 1
    }
    var (text, mark) = (first > 0 ? "…" : "", first > 0 ? " " : "")
    var used = text.count
    for index in first..<scalars.count {
      let shown = TerminalWidth.shown(scalars[index], at: used)
      if used + shown.width > width {
        text += "…"
        break
      }
      text += shown.text
      used += shown.width
      if index < column - 1 {
        mark += String(repeating: " ", count: shown.width)
      } else if index < column - 1 + length {
        mark += String(repeating: index == column - 1 ? "^" : "~", count: min(1, shown.width))
        mark += String(repeating: "~", count: max(0, shown.width - 1))
      }
    }
    if !mark.contains("^") { mark += "^" }
    self.text = text
    self.mark = mark
  }

  /// How many scalars a value takes at a place, with the quotes around it; 1 if something else stands there.
  private static func length(of value: String?, in scalars: [Unicode.Scalar], from start: Int) -> Int {
    guard let value = value.map({ Array($0.unicodeScalars) }), !value.isEmpty, start < scalars.count else { return 1 }
    let isQuoted = scalars[start] == "\"" || scalars[start] == "'"
    let from = isQuoted && value.first != scalars[start] ? start + 1 : start
    guard scalars[from...].starts(with: value) else { return 1 }
    return value.count + (from - start) * 2
  }
}

/// How many columns of a terminal characters take.
enum TerminalWidth {
  /// A scalar as it may be shown, and its width: tabs become spaces, and what moves the cursor or can't be seen a mark.
  ///
  /// - Parameters:
  ///   - scalar: the scalar.
  ///   - column: how many columns stand before it.
  static func shown(_ scalar: Unicode.Scalar, at column: Int) -> (text: String, width: Int) {
    if scalar == "\t" {
      let width = 4 - column % 4
      return (String(repeating: " ", count: width), width)
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse:
      return ("\u{FFFD}", 1)
    case .nonspacingMark, .enclosingMark: return (String(scalar), 0)
    default: return (String(scalar), isWide(scalar.value) ? 2 : 1)
    }
  }

  /// The ranges of East Asian wide and full-width characters, and of pictures that terminals show two columns wide.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
