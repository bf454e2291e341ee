/// Reads JSON exactly as RFC 8259 defines it, for the bodies of requests.
public enum StrictJSON {
  /// Reads one JSON text, or says where and why it is none.
  ///
  /// Beyond the RFC, a key that an object holds twice and an escape that is half of a surrogate pair are refused; so
  /// is a byte order mark, which the RFC leaves open.
  public static func parse(
    _ bytes: [UInt8], limits: JSONLimits = .request
  ) throws(JSONSyntaxError) -> JSONNode {
    var parser = try JSONParser(bytes, .strict, limits)
    return try parser.parseText()
  }

  /// Reads one JSON text from a string.
  public static func parse(
    _ text: String, limits: JSONLimits = .request
  ) throws(JSONSyntaxError) -> JSONNode {
    try parse(Array(text.utf8), limits: limits)
  }
}
