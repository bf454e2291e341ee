/// What the checks of a resend request found, all of them in order, and what becomes of the request.
public struct ResendAssessment: Sendable, Hashable {
  /// What one check says.
  public struct Result: Sendable, Hashable {
    /// The check.
    public var check: ResendCheck
    /// What it says.
    public var code: ResendCode
    /// The same for people, with what it is about.
    public var message: String

    /// Makes a result.
    public init(check: ResendCheck, code: ResendCode, message: String) {
      self.check = check
      self.code = code
      self.message = message
    }
  }

  /// What the checks say, in their order.
  public var results: [Result]
  /// The licences to be sent; none unless every check could be made.
  public var licences: [Licence]

  /// What becomes of the request: `approved`, `review` or `rejected`.
  public var state: ResendState {
    let statuses = results.map(\.code.status)
    if statuses.contains(.fail) { return .rejected }
    return statuses.contains(.review) ? .review : .approved
  }

  /// Whether it was rejected because too much was asked for.
  public var isLimited: Bool { results.contains { $0.code.isLimit } }
}
