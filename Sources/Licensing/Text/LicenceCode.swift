/// A licence code in the form by which codes are compared.
///
/// Upper case, without white space of any kind, zero-width marks, soft hyphens or dashes; full-width letters and digits
/// are folded. `0` and `O`, `1` and `I` stay apart (DESIGN, section 3).
public struct LicenceCode: Sendable, Hashable {
  /// The canonical key; empty if the text holds nothing but marks and spaces.
  public let key: String

  /// The canonical key of a code as it was written or pasted.
  public init(_ text: String) {
    self.key = LicenceCode.isCanonical(text.utf8Span.span) ? text : LicenceCode.canonical(text)
  }

  /// Whether a code is written in its canonical form already, as programs hand it on: nothing to fold, nothing to copy.
  private static func isCanonical(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices {
      switch bytes[index] {
      case 0x30...0x39, 0x41...0x5A: continue
      default: return false
      }
    }
    return true
  }

  private static func canonical(_ text: String) -> String {
    // Codes are pasted in ASCII almost always: byte by byte then.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case 0x61...0x7A: bytes.append(byte - 0x20)
      case 0x21...0x2C, 0x2E...0x7E: bytes.append(byte)
      case ..<0x80: continue
      default: return canonicalScalars(text)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func canonicalScalars(_ text: String) -> String {
    var key = ""
    for scalar in text.unicodeScalars { key += canonical(scalar) }
    return key
  }

  /// What a character of a code is in its key: empty for what does not count.
  package static func canonical(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x61...0x7A: return String(Unicode.Scalar(UInt8(scalar.value - 0x20)))
    case 0x21...0x2C, 0x2E...0x7E: return String(scalar)
    case ..<0x80: return ""  // white space, controls and the dash
    default:
      if TextFolding.isSpace(scalar) || TextFolding.isDash(scalar) || TextFolding.isIgnorable(scalar) { return "" }
      if (0xFF01...0xFF5E).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
        return narrow == "-" ? "" : String(Character(narrow)).uppercased()
      }
      return scalar.properties.uppercaseMapping
    }
  }

  /// The code with all but its last four characters hidden, as it may be shown to anyone.
  public var masked: String {
    // Bytes are quicker to count than characters, and the keys of real codes have no others.
    let bytes = key.utf8Span.span
    guard bytes.count > 4 else { return "••••" }
    let (first, second) = (bytes[bytes.count - 4], bytes[bytes.count - 3])
    let (third, fourth) = (bytes[bytes.count - 2], bytes[bytes.count - 1])
    if first | second | third | fourth < 0x80 {
      let dots: (UInt8, UInt8, UInt8) = (0xE2, 0x80, 0xA2)
      let text = [
        dots.0, dots.1, dots.2, dots.0, dots.1, dots.2, dots.0, dots.1, dots.2, dots.0, dots.1, dots.2,
        first, second, third, fourth,
      ]
      return String(decoding: text, as: UTF8.self)
    }
    return key.count > 4 ? "••••" + key.suffix(4) : "••••"
  }

  /// Whether the key has characters that people take for each other: `0` and `O`, `1` and `I`.
  ///
  /// Never used to match; only to ask whether they were checked when nothing matched.
  public var hasConfusableCharacters: Bool {
    key.contains { "0O1I".contains($0) }
  }
}
