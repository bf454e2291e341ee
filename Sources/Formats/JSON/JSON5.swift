/// Reads JSON5, the JSON for people: comments, trailing commas, unquoted keys (https://spec.json5.org).
public enum JSON5 {
  /// Reads one JSON5 text, or says where and why it is none.
  ///
  /// Beyond the specification, a key that an object holds twice and an escape that is half of a surrogate pair are
  /// refused.
  public static func parse(
    _ bytes: [UInt8], limits: JSONLimits = .file
  ) throws(JSONSyntaxError) -> JSONNode {
    var parser = try JSONParser(bytes, .json5, limits)
    return try parser.parseText()
  }

  /// Reads one JSON5 text from a string.
  public static func parse(
    _ text: String, limits: JSONLimits = .file
  ) throws(JSONSyntaxError) -> JSONNode {
    try parse(Array(text.utf8), limits: limits)
  }
}
