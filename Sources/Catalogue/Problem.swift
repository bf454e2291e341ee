public import Formats

/// Something wrong in a catalogue file: what, where, and what to do.
public struct Problem: Error, Sendable, Hashable {
  /// What kind of problem it is, for programs: a `ProblemCode`, or the code of the text format's own error.
  public var code: String
  /// The file's name, as it was given.
  public var file: String
  /// The place in the file, if it has one.
  public var position: SourcePosition?
  /// The kind of record and its field, such as `contracts.ends`.
  public var field: String?
  /// The record, by its key.
  public var record: String?
  /// What the file says there, as it is written.
  public var value: String?
  /// What could stand there instead.
  public var expected: Bilingual?
  /// What is wrong.
  public var text: Bilingual
  /// What to do.
  public var hint: Bilingual?

  /// Makes a problem.
  ///
  /// - Parameters:
  ///   - code: what kind of problem it is.
  ///   - file: the file's name, as it was given.
  ///   - position: the place in the file.
  ///   - field: the kind of record and its field.
  ///   - record: the record, by its key.
  ///   - value: what the file says there.
  ///   - expected: what could stand there instead.
  ///   - text: what is wrong.
  ///   - hint: what to do.
  public init(
    _ code: ProblemCode, file: String, position: SourcePosition? = nil, field: String? = nil, record: String? = nil,
    value: String? = nil, expected: Bilingual? = nil, text: Bilingual, hint: Bilingual? = nil
  ) {
    self.code = code.rawValue
    self.file = file
    self.position = position
    self.field = field
    self.record = record
    self.value = value
    self.expected = expected
    self.text = text
    self.hint = hint
  }

  /// The problem of a file that can't be read as its format.
  ///
  /// - Parameters:
  ///   - file: the file's name, as it was given.
  ///   - error: what its reader says.
  public init(file: String, _ error: some PositionedError) {
    code = error.code
    self.file = file
    position = error.position
    text = error.text
    hint = error.advice
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
