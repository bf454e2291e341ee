/// The character between the cells of a row.
public enum CSVDelimiter: UInt8, Sendable, Hashable, CaseIterable {
  /// The list separator of French and most European Windows.
  case semicolon = 0x3B
  /// The delimiter of RFC 4180.
  case comma = 0x2C
  /// A tab, as in Excel's "Unicode text".
  case tab = 0x09
  /// A vertical bar.
  case pipe = 0x7C

  /// The delimiter as a byte.
  public var byte: UInt8 { rawValue }

  /// The name for messages.
  public var name: Bilingual {
    switch self {
    case .semicolon: Bilingual(en: "semicolon (;)", fr: "point-virgule (;)")
    case .comma: Bilingual(en: "comma (,)", fr: "virgule (,)")
    case .tab: Bilingual(en: "tab", fr: "tabulation")
    case .pipe: Bilingual(en: "vertical bar (|)", fr: "barre verticale (|)")
    }
  }
}
