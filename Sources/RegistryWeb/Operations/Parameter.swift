/// A parameter of an operation: in the path, in the query, or a header field.
struct Parameter: Sendable {
  /// Where a parameter stands.
  enum Place: String, Sendable {
    case path, query, header
  }

  let name: String
  let place: Place
  let schema: Schema
  let description: String
  var isRequired = false
  var example: String?

  static func path(_ name: String, _ description: String, example: String) -> Parameter {
    Parameter(
      name: name, place: .path, schema: .text(length: 1...512), description: description, isRequired: true,
      example: example)
  }

  static func query(
    _ name: String, _ schema: Schema, _ description: String, isRequired: Bool = false, example: String? = nil
  ) -> Parameter {
    Parameter(
      name: name, place: .query, schema: schema, description: description, isRequired: isRequired, example: example)
  }

  static func header(_ name: String, _ schema: Schema, _ description: String, example: String? = nil) -> Parameter {
    Parameter(name: name, place: .header, schema: schema, description: description, example: example)
  }

  /// The language of messages.
  static let language = header(
    "Accept-Language", .text(), "The language of messages: `fr` or `en` (the default).", example: "fr")

  /// How many records a page has.
  static let limit = query("limit", .integer(1...1000), "How many at most; 100 unless given.", example: "20")
}
