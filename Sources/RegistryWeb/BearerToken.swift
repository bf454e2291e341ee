import HTTPCore

/// The token of an `Authorization` field (RFC 6750, section 2.1).
enum BearerToken {
  /// What stands behind `Bearer`; empty where something else stands, nothing where the field is missing.
  static func text(_ fields: HTTPFields) -> Substring? {
    var found: Substring?
    for value in fields.values("authorization") {
      // Two tokens are none: it would depend on the reader which counts.
      guard found == nil else { return "" }
      found = credentials(value)
    }
    return found
  }

  private static func credentials(_ value: String) -> Substring {
    let bytes = value.utf8Span.span
    var place = 0
    for lowered in "bearer ".utf8 {
      // A letter counts in either case.
      guard place < bytes.count, bytes[place] == lowered || (lowered > 0x20 && bytes[place] == lowered - 0x20) else {
        return ""
      }
      place += 1
    }
    while place < bytes.count, bytes[place] == UInt8(ascii: " ") { place += 1 }
    return value[value.utf8.index(value.startIndex, offsetBy: place)...]
  }
}
