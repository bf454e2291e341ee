/// The transfer encoding quoted-printable (RFC 2045, section 6.7): text that stays readable, in lines of 76 at most.
enum QuotedPrintable {
  /// Encodes a text whose lines end in `\n`.
  ///
  /// The result has no `=` that is not part of an escape, so no boundary with `=_` can appear in it.
  static func encode(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line($0) }.joined(separator: "\n")
  }

  private static func line(_ line: Substring) -> String {
    let bytes = Array(line.utf8)
    var lines: [String] = []
    var current = ""
    for (place, byte) in bytes.enumerated() {
      let isLast = place == bytes.count - 1
      let isPlain =
        switch byte {
        case UInt8(ascii: "="): false
        case UInt8(ascii: " "), UInt8(ascii: "\t"): !isLast
        // A dot at the start of a line ends a message for some agents, and "From " begins one in some mailboxes.
        case UInt8(ascii: "."): !current.isEmpty
        case UInt8(ascii: "F"): !current.isEmpty
        case 0x21...0x7E: true
        default: false
        }
      let encoded = isPlain ? String(UnicodeScalar(byte)) : "=" + hexadecimal(byte)
      // Room for the "=" of a soft line break.
      if current.utf8.count + encoded.utf8.count > 75 {
        lines.append(current + "=")
        current = ""
      }
      current += encoded
    }
    return (lines + [current]).joined(separator: "\n")
  }

  static func hexadecimal(_ byte: UInt8) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    return String(decoding: [digits[Int(byte >> 4)], digits[Int(byte & 15)]], as: UTF8.self)
  }
}
