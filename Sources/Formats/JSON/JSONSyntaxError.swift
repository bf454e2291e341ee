/// Why a text is not the JSON that was asked for, and where.
public struct JSONSyntaxError: PositionedError, Hashable {
  /// A stable identifier, such as `json.duplicate_key`; `Code` lists them all.
  public var code: String { kind.rawValue }
  /// What kind of fault it is.
  public let kind: Code
  /// Where the fault is.
  public let position: SourcePosition
  /// What is wrong.
  public let text: Bilingual
  /// What to do about it.
  public let advice: Bilingual?
  /// The other place that the fault involves: the first of two equal keys, where an open bracket stands.
  public let related: SourcePosition?
  /// The keys, and the places in arrays from 0, that lead from the whole to the value with the fault.
  public private(set) var path: [String] = []

  /// The kinds of fault; the raw values never change.
  public enum Code: String, Sendable, CaseIterable {
    /// Nothing but white space.
    case empty = "json.empty"
    /// The text is longer than the limit.
    case tooLarge = "json.too_large"
    /// More arrays and objects inside one another than the limit.
    case tooDeep = "json.too_deep"
    /// Bytes that are not UTF-8.
    case invalidUTF8 = "json.invalid_utf8"
    /// A byte order mark before JSON.
    case byteOrderMark = "json.byte_order_mark"
    /// A character that nothing begins with here.
    case unexpectedCharacter = "json.unexpected_character"
    /// The text ends before the value does.
    case unexpectedEnd = "json.unexpected_end"
    /// Something after the value.
    case trailingContent = "json.trailing_content"
    /// A word that is no literal.
    case unknownLiteral = "json.unknown_literal"
    /// Two elements or members without a comma between.
    case missingComma = "json.missing_comma"
    /// A comma before a closing bracket, in JSON.
    case trailingComma = "json.trailing_comma"
    /// A member without a colon.
    case missingColon = "json.missing_colon"
    /// Something that cannot be a key.
    case invalidKey = "json.invalid_key"
    /// A key that the object holds already.
    case duplicateKey = "json.duplicate_key"
    /// A comment, in JSON.
    case comment = "json.comment"
    /// A comment that never ends.
    case unterminatedComment = "json.unterminated_comment"
    /// A string that never ends, or not on its line.
    case unterminatedString = "json.unterminated_string"
    /// A control character inside a string of JSON.
    case controlCharacter = "json.control_character"
    /// An escape that does not exist.
    case invalidEscape = "json.invalid_escape"
    /// An escape that is half of a surrogate pair.
    case loneSurrogate = "json.lone_surrogate"
    /// A number that is not written as JSON writes numbers.
    case invalidNumber = "json.invalid_number"
  }

  init(
    _ kind: Code, at position: SourcePosition, en: String, fr: String, advice: Bilingual? = nil,
    related: SourcePosition? = nil
  ) {
    self.kind = kind
    self.position = position
    self.text = Bilingual(en: en, fr: fr)
    self.advice = advice
    self.related = related
  }

  /// The error as it is seen from one value further out.
  func inside(_ step: String) -> JSONSyntaxError {
    var error = self
    error.path.insert(step, at: 0)
    return error
  }
}
