extension JSONWriter {
  /// Writes a string, or null where there is none.
  public mutating func optionalString(_ value: String?) {
    guard let value else { return null() }
    string(value)
  }

  /// Writes a whole number, or null where there is none.
  public mutating func optionalInt(_ value: Int?) {
    guard let value else { return null() }
    int(value)
  }

  /// Writes an array of strings.
  public mutating func strings(_ values: [String]) {
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  /// Writes a member that is a string.
  public mutating func member(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  /// Writes a member that is a whole number.
  public mutating func member(_ key: String, _ value: Int) {
    self.key(key)
    int(value)
  }

  /// Writes a member that is true or false.
  public mutating func member(_ key: String, _ value: Bool) {
    self.key(key)
    bool(value)
  }

  /// Writes a member that is a string or null.
  public mutating func member(_ key: String, _ value: String?) {
    self.key(key)
    optionalString(value)
  }

  /// Writes a value that was read; a number that plain JSON cannot write so is converted, and is null if not finite.
  public mutating func node(_ node: JSONNode) {
    switch node.value {
    case .null: null()
    case .bool(let flag): bool(flag)
    case .string(let text): string(text)
    case .number(let value): number(value)
    case .array(let elements):
      beginArray()
      for element in elements { self.node(element) }
      endArray()
    case .object(let members):
      beginObject()
      for member in members {
        key(member.key)
        self.node(member.value)
      }
      endObject()
    }
  }

  private mutating func number(_ value: JSONNumber) {
    if value.isPlain {
      literal(value.text)
    } else if let int = value.int {
      self.int(int)
    } else if let double = value.double {
      self.double(double)
    } else {
      null()
    }
  }
}
