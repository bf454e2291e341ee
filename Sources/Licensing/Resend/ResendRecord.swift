/// A resend as the registry keeps it.
public struct ResendRecord: Sendable, Hashable {
  /// One of its licences.
  public struct Item: Sendable, Hashable {
    /// The code's canonical key.
    public var key: String
    /// The id of its product.
    public var product: String
    /// The name of its release.
    public var release: String
    /// How many seats.
    public var seats: Int?

    /// Makes an item.
    public init(key: String, product: String, release: String, seats: Int?) {
      self.key = key
      self.product = product
      self.release = release
      self.seats = seats
    }
  }

  /// Its id, `rsd_` and 26 characters.
  public var id: String
  /// How far it is.
  public var state: ResendState
  /// When it was asked for, RFC 3339 in UTC.
  public var requestedAt: String
  /// The e-mail address of the person who asked, as given.
  public var requestedBy: String
  /// Through which token or program it was asked for.
  public var actor: String
  /// Why.
  public var reason: ResendReason
  /// The ticketing tool's own number.
  public var ticket: String?
  /// The language that was asked for.
  public var locale: Language?
  /// The id of the customer.
  public var customer: String?
  /// The number of the contract.
  public var contract: String?
  /// The address in the registry that it goes to.
  public var contact: String?
  /// The licences to be sent.
  public var licences: [Item]
  /// What the checks said, as they were told.
  public var checks: [ResendAssessment.Result]
  /// When a person last decided on it.
  public var decidedAt: String?
  /// Who that was.
  public var decidedBy: String?
  /// What that person noted.
  public var note: String?
  /// Its message, once it was approved.
  public var message: OutboxMessage?

  /// Makes a record.
  public init(
    id: String, state: ResendState, requestedAt: String, requestedBy: String, actor: String, reason: ResendReason,
    ticket: String? = nil, locale: Language? = nil, customer: String? = nil, contract: String? = nil,
    contact: String? = nil, licences: [Item] = [], checks: [ResendAssessment.Result] = [], decidedAt: String? = nil,
    decidedBy: String? = nil, note: String? = nil, message: OutboxMessage? = nil
  ) {
    self.id = id
    self.state = state
    self.requestedAt = requestedAt
    self.requestedBy = requestedBy
    self.actor = actor
    self.reason = reason
    self.ticket = ticket
    self.locale = locale
    self.customer = customer
    self.contract = contract
    self.contact = contact
    self.licences = licences
    self.checks = checks
    self.decidedAt = decidedAt
    self.decidedBy = decidedBy
    self.note = note
    self.message = message
  }
}

extension ResendRecord {
  /// The first check that stands against sending at once.
  public var obstacle: ResendAssessment.Result? {
    checks.first { $0.code.status == .fail } ?? checks.first { $0.code.status == .review }
  }
}
