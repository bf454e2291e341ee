extension JSONParser {
  /// Reads a key without quotes, or returns nil if none begins here.
  mutating func parseIdentifier() throws(JSONSyntaxError) -> String? {
    var name = ""
    while index < bytes.count {
      let start = index
      var next = scalar(at: index)
      if next == "\\" {
        next = try parseIdentifierEscape()
        guard Self.isIdentifier(next, first: name.isEmpty) else {
          throw .invalidKeyEscape(at: position(of: start), next)
        }
      } else {
        guard Self.isIdentifier(next, first: name.isEmpty) else { break }
        index += UTF8.width(next)
      }
      name.unicodeScalars.append(next)
    }
    return name.isEmpty ? nil : name
  }

  /// The word of letters and digits that begins here, for a literal or for a message about none.
  mutating func bareWord() -> String {
    var end = index
    while end < bytes.count {
      let next = scalar(at: end)
      guard Self.isIdentifier(next, first: false) else { break }
      end += UTF8.width(next)
    }
    defer { index = end }
    return String(decoding: bytes[index..<end], as: UTF8.self)
  }

  /// Whether a scalar may stand in an ECMAScript identifier.
  static func isIdentifier(_ scalar: Unicode.Scalar, first: Bool) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "_", "$": true
    case "0"..."9", "\u{200C}", "\u{200D}": !first
    case ..<"\u{80}": false
    default: first ? scalar.properties.isIDStart : scalar.properties.isIDContinue
    }
  }

  private mutating func parseIdentifierEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let start = position(of: index)
    index += 1
    guard take("u"), let value = hexadecimal(digits: 4) else { throw .invalidEscape(at: start, nil) }
    guard let scalar = Unicode.Scalar(value) else { throw .loneSurrogate(at: start) }
    return scalar
  }
}
