/// Which of the two notations a parser reads.
enum JSONGrammar: Sendable {
  /// RFC 8259.
  case strict
  /// https://spec.json5.org.
  case json5

  /// The name for messages.
  var name: String { self == .strict ? "JSON" : "JSON5" }
}
