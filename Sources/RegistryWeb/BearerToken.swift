import HTTPCore

/// The token of an `Authorization` field (RFC 6750, section 2.1).
enum BearerToken {
  /// What stands behind `Bearer`; empty where something else stands, nothing where the field is missing.
  static func text(_ fields: HTTPFields) -> Substring? {
    var found: Substring?
    for value in fields.values("authorization") {
      // Two tokens are none: it would depend on the reader which counts.
      guard found == nil else { return "" }
      let bytes = value.utf8
      guard bytes.count >= scheme.count, zip(bytes, scheme).allSatisfy(isSame) else { return "" }
      found = Substring(bytes.dropFirst(scheme.count).drop { $0 == UInt8(ascii: " ") })
    }
    return found
  }

  private static let scheme = Array("bearer ".utf8)

  /// Whether a byte is another one, which is a letter in lower case or a space, whatever its case.
  private static func isSame(_ byte: UInt8, _ lowered: UInt8) -> Bool {
    byte == lowered || (lowered >= UInt8(ascii: "a") && byte == lowered - 0x20)
  }
}
