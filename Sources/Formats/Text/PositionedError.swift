/// A fault in a text that somebody wrote: where it is, what it is, and what to do about it.
public protocol PositionedError: Error, Sendable {
  /// A stable identifier for programs, such as `json.duplicate_key`.
  var code: String { get }
  /// Where the fault is.
  var position: SourcePosition { get }
  /// What is wrong.
  var text: Bilingual { get }
  /// What to do about it, where that is not plain from what is wrong.
  var advice: Bilingual? { get }
}

extension PositionedError {
  /// What is wrong, in English.
  public var message: String { text.en }
  /// What is wrong, in French.
  public var messageFR: String { text.fr }
  /// What to do about it, in English.
  public var hint: String? { advice?.en }
  /// What to do about it, in French.
  public var hintFR: String? { advice?.fr }
}
