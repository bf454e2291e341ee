/// The answer to a request that bore an idempotency key, as it is kept.
public struct KeptAnswer: Sendable, Hashable {
  /// The status code.
  public var status: Int
  /// The fields, `name: value` on a line each.
  public var fields: String
  /// The body.
  public var body: [UInt8]

  /// Makes an answer to keep.
  public init(status: Int, fields: String, body: [UInt8]) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}
