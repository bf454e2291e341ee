/// A request that was answered before it was looked at.
public struct WaitingResend: Sendable, Hashable {
  /// What is asked.
  public var request: ResendRequest
  /// Through which token.
  public var actor: String
  /// The id of the HTTP request.
  public var requestID: String?
  /// When it came.
  public var at: UTCInstant
  /// The language of messages.
  public var language: Language
  /// How often it could not be looked at.
  public var failures: Int

  /// Makes a waiting request.
  public init(
    request: ResendRequest, actor: String, requestID: String?, at: UTCInstant, language: Language, failures: Int = 0
  ) {
    self.request = request
    self.actor = actor
    self.requestID = requestID
    self.at = at
    self.language = language
    self.failures = failures
  }
}
