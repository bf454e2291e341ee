/// A person of a customer, who may or may not receive licence codes.
public struct Contact: Sendable, Hashable {
  /// The address, as the registry writes it.
  public var email: String
  /// The person's name.
  public var name: String?
  /// Whether licence codes may be sent to this person.
  public var mayReceiveCodes: Bool
  /// The language to write in, as the registry has it: `fr`, `en-GB`.
  public var locale: String?
  /// When the contact was added, or its address or its right to receive codes last changed; `nil` if that was before
  /// such changes were recorded.
  public var changedAt: UTCInstant?

  /// Makes a contact.
  public init(
    email: String, name: String? = nil, mayReceiveCodes: Bool = false, locale: String? = nil,
    changedAt: UTCInstant? = nil
  ) {
    self.email = email
    self.name = name
    self.mayReceiveCodes = mayReceiveCodes
    self.locale = locale
    self.changedAt = changedAt
  }
}
