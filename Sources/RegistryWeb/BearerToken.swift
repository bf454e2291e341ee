import HTTPCore

/// The token of an `Authorization` field (RFC 6750, section 2.1).
enum BearerToken {
  /// What stands behind `Bearer`; empty where something else stands, nothing where the field is missing.
  static func text(_ fields: HTTPFields) -> Substring? {
    var found: Substring?
    for field in fields where field.name == "authorization" {
      // Two tokens are none: it would depend on the reader which counts.
      guard found == nil else { return "" }
      let parts = field.value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].lowercased() == "bearer" else { return "" }
      found = parts[1].drop { $0 == " " }
    }
    return found
  }
}
