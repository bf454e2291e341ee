import Formats

/// The form of a value, as JSON Schema (2020-12) describes it.
indirect enum Schema: Sendable {
  case text(length: ClosedRange<Int>? = nil, pattern: String? = nil, format: String? = nil)
  case choice([String])
  /// The id of something recorded: its prefix, an underscore, and so many digits and letters.
  case recordID(String, length: Int = 26)
  case constant(String)
  case integer(ClosedRange<Int>? = nil)
  case boolean
  case array(Schema)
  case object([Property])
  /// An object whose members are all of one form, whatever their names.
  case dictionary(Schema)
  /// Any of several forms.
  case any([Schema])
  /// A value, or `null`.
  case optional(Schema)
  /// A form that stands under its name among the document's components.
  case named(String)
  /// Anything.
  case anything

  /// A member of an object.
  struct Property: Sendable {
    let name: String
    let schema: Schema
    var description: String?
    /// Whether it is always there.
    var isRequired = true
  }

  /// A text without control characters but for white space, as it comes with what is pasted.
  static let noControl = #"^[^\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]*$"#

  static let day = Schema.text(format: "date")
  static let instant = Schema.text(format: "date-time")
}

extension Schema.Property {
  /// A member that is always there.
  static func member(_ name: String, _ schema: Schema, _ description: String? = nil) -> Self {
    Self(name: name, schema: schema, description: description)
  }

  /// A member that may be left out.
  static func optionalMember(_ name: String, _ schema: Schema, _ description: String? = nil) -> Self {
    Self(name: name, schema: schema, description: description, isRequired: false)
  }
}

extension JSONWriter {
  /// Writes a schema.
  mutating func schema(_ schema: Schema, description: String? = nil) {
    beginObject()
    if let description { member("description", description) }
    schemaMembers(schema)
    endObject()
  }

  private mutating func schemaMembers(_ schema: Schema) {
    switch schema {
    case .text(let length, let pattern, let format):
      member("type", "string")
      if let length {
        if length.lowerBound > 0 { member("minLength", length.lowerBound) }
        if length.upperBound < Int.max { member("maxLength", length.upperBound) }
      }
      if let pattern { member("pattern", pattern) }
      if let format { member("format", format) }
    case .choice(let values):
      member("type", "string")
      key("enum")
      strings(values)
    case .recordID(let prefix, let length):
      member("type", "string")
      member("pattern", "^\(prefix)_[0-9a-z]{\(length)}$")
    case .constant(let value): member("const", value)
    case .integer(let range):
      member("type", "integer")
      if let range {
        member("minimum", range.lowerBound)
        if range.upperBound < Int.max { member("maximum", range.upperBound) }
      }
    case .boolean: member("type", "boolean")
    case .array(let element):
      member("type", "array")
      key("items")
      self.schema(element)
    case .object(let properties): object(properties)
    case .dictionary(let value):
      member("type", "object")
      key("additionalProperties")
      self.schema(value)
    case .any(let schemas): alternatives(schemas)
    case .optional(let schema):
      key("anyOf")
      beginArray()
      self.schema(schema)
      beginObject()
      member("type", "null")
      endObject()
      endArray()
    case .named(let name): member("$ref", "#/components/schemas/\(name)")
    case .anything: break
    }
  }

  private mutating func alternatives(_ schemas: [Schema]) {
    key("anyOf")
    beginArray()
    for schema in schemas { self.schema(schema) }
    endArray()
  }

  private mutating func object(_ properties: [Schema.Property]) {
    member("type", "object")
    key("properties")
    beginObject()
    for property in properties {
      key(property.name)
      schema(property.schema, description: property.description)
    }
    endObject()
    let required = properties.filter(\.isRequired).map(\.name)
    if !required.isEmpty {
      key("required")
      strings(required)
    }
    member("additionalProperties", false)
  }
}
