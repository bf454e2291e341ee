public import HTTPCore

/// What a server answered.
public struct ClientResponse: Sendable {
  /// The status, such as 200.
  public var status: Int
  /// The fields of its head.
  public var fields: HTTPFields
  /// The body, whole.
  public var body: [UInt8]
}
