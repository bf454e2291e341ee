/// Why a licence code is asked for again.
public enum ResendReason: String, Sendable, CaseIterable {
  /// It was lost.
  case loss
  /// The machine was changed.
  case hardware
  /// Anything else.
  case other
}

/// A request to send licence codes again (DESIGN, section 5).
///
/// It names what is to be sent and who asks; where it goes is never taken from it.
public struct ResendRequest: Sendable, Hashable {
  /// The licence code, as typed; or else ``contract`` and ``product``.
  public var licence: String?
  /// The number of the contract that the lost licences are under.
  public var contract: String?
  /// Their product: id, name or alias.
  public var product: String?
  /// The e-mail address of the person who asks.
  public var requestedBy: String
  /// Why.
  public var reason: ResendReason
  /// The ticketing tool's own number, without outer white space.
  public var ticket: String?
  /// The language of the mail where the registry has none for the contact.
  public var locale: Language?

  /// Makes a request.
  public init(
    licence: String? = nil, contract: String? = nil, product: String? = nil, requestedBy: String,
    reason: ResendReason = .loss, ticket: String? = nil, locale: Language? = nil
  ) {
    self.licence = licence
    self.contract = contract
    self.product = product
    self.requestedBy = requestedBy
    self.reason = reason
    self.ticket = ticket.map { TextFolding.trimmed($0) }
    self.locale = locale
  }
}
