/// How a text file's bytes stand for characters.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  /// UTF-8 without a byte order mark.
  case utf8 = "utf-8"
  /// UTF-8 that begins with the bytes EF BB BF.
  case utf8WithBOM = "utf-8-bom"
  /// Windows-1252, which Western Windows programs write by default.
  case windows1252 = "windows-1252"
  /// UTF-16 with the low byte first, which begins with FF FE.
  case utf16le = "utf-16le"
  /// UTF-16 with the high byte first, which begins with FE FF.
  case utf16be = "utf-16be"
  /// Mac Roman, which Excel's "CSV (Macintosh)" writes; never detected, only stated.
  case macRoman = "macroman"
  /// Code page 850, which Excel's "CSV (MS-DOS)" writes; never detected, only stated.
  case cp850 = "cp850"

  /// The encoding that somebody states, by its name as programs write it: `cp850`, `Windows 1252`, `latin1`.
  public init?(stated text: String) {
    let word = text.lowercased().filter { !" -_".contains($0) }
    let names: [String: TextEncoding] = [
      "utf8": .utf8, "utf8bom": .utf8WithBOM, "utf8sig": .utf8WithBOM, "windows1252": .windows1252,
      "cp1252": .windows1252,
      "ansi": .windows1252, "latin1": .windows1252, "iso88591": .windows1252, "utf16": .utf16le, "utf16le": .utf16le,
      "utf16be": .utf16be, "macroman": .macRoman, "macintosh": .macRoman, "mac": .macRoman, "cp850": .cp850,
      "ibm850": .cp850, "dos": .cp850, "oem": .cp850,
    ]
    guard let encoding = names[word] else { return nil }
    self = encoding
  }

  /// The name that people know the encoding by.
  public var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf8WithBOM: "UTF-8 (BOM)"
    case .windows1252: "Windows-1252"
    case .utf16le: "UTF-16LE"
    case .utf16be: "UTF-16BE"
    case .macRoman: "Mac Roman"
    case .cp850: "CP850"
    }
  }

  /// Where files in it come from, for those of which people do not know the name.
  var origin: String? {
    switch self {
    case .macRoman: "Macintosh"
    case .cp850: "MS-DOS"
    default: nil
    }
  }

  /// The bytes that announce the encoding at the start of a file.
  public var byteOrderMark: [UInt8] {
    switch self {
    case .utf8WithBOM: [0xEF, 0xBB, 0xBF]
    case .utf16le: [0xFF, 0xFE]
    case .utf16be: [0xFE, 0xFF]
    case .utf8, .windows1252, .macRoman, .cp850: []
    }
  }
}
