/// What the parser has found next.
public enum ParserEvent: Sendable, Equatable {
  /// A whole head; the limit for its body may be set now.
  case head(RequestHead)
  /// The next bytes of the body. Let go of them before feeding the parser, or its buffer is copied.
  case body(ArraySlice<UInt8>)
  /// The message is complete; another may follow.
  case end
  /// The message cannot be read. Nothing comes after this.
  case fault(HTTPFault)
}
