public import Formats
public import Licensing

/// Something wrong in a catalogue file: what, where, and what to do.
public struct Problem: Error, Sendable, Hashable {
  /// The file's name, as it was given.
  public var file: String
  /// The place in the file, if it has one.
  public var position: SourcePosition?
  /// The kind of record and its field, such as `contracts.ends`.
  public var field: String?
  /// The record, by its key.
  public var record: String?
  /// What is wrong.
  public var text: Bilingual
  /// What to do.
  public var hint: Bilingual?

  /// Makes a problem.
  public init(
    file: String, position: SourcePosition? = nil, field: String? = nil, record: String? = nil, text: Bilingual,
    hint: Bilingual? = nil
  ) {
    self.file = file
    self.position = position
    self.field = field
    self.record = record
    self.text = text
    self.hint = hint
  }

  /// The problem of a file that can't be read as its format.
  public init(file: String, _ error: some PositionedError) {
    self.init(file: file, position: error.position, text: error.text, hint: error.advice)
  }

  /// `file:line:column: field: text`, as compilers write it, in French or else in English.
  public func line(inFrench: Bool) -> String {
    var parts = [file]
    if let position { parts = ["\(file):\(position.line):\(position.column)"] }
    if let field { parts.append(field) }
    parts.append(inFrench ? text.fr : text.en)
    return parts.joined(separator: ": ")
  }
}

/// A record read from a file, before its references are looked up.
public struct ReadRecord: Sendable {
  /// A field that names another record.
  public struct Reference: Sendable {
    /// The field.
    public var field: String
    /// The kind of record that it names.
    public var kind: RecordKind
    /// Where it stands.
    public var position: SourcePosition
    /// What it says, as written.
    public var text: String
  }

  /// The record; its references as written, trimmed.
  public var record: Record
  /// Where it begins.
  public var position: SourcePosition
  /// The other records that it names.
  public var references: [Reference]
  /// Whether it can be taken; one with problems is only told of so that what names it is not blamed.
  public var isSound = true
}
