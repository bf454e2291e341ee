/// A protocol version this server speaks.
public enum HTTPVersion: Sendable, Hashable {
  /// HTTP/1.0: closes after each answer unless asked otherwise.
  case http10
  /// HTTP/1.1: stays open unless asked otherwise.
  case http11
}
