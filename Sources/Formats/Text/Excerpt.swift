/// Input quoted in a message: short, and harmless on a terminal.
enum Excerpt {
  /// The longest excerpt, in Unicode scalars.
  private static let limit = 40

  /// A scalar as itself, or by its number where it could not be seen.
  static func of(_ scalar: Unicode.Scalar) -> String {
    isVisible(scalar) ? "'\(scalar)'" : number(scalar)
  }

  /// The beginning of a text in single quotes, with control characters by number.
  static func of(_ text: String) -> String { "'" + plain(text) + "'" }

  /// The beginning of a text without quotes, with control characters by number.
  static func plain(_ text: String) -> String {
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit {
        result += "…"
        break
      }
      if isVisible(scalar) || scalar == " " {
        result.unicodeScalars.append(scalar)
      } else {
        result += "<\(number(scalar))>"
      }
      count += 1
    }
    return result
  }

  /// A scalar's number as Unicode writes it, such as `U+00E9`.
  static func number(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// A byte as two hexadecimal digits.
  static func byte(_ byte: UInt8) -> String {
    (byte < 16 ? "0x0" : "0x") + String(byte, radix: 16, uppercase: true)
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .unassigned,
      .privateUse:
      false
    default: true
    }
  }
}
