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

/// A message in the outbox.
public struct OutboxMessage: Sendable, Hashable {
  /// How far a message is.
  public enum State: String, Sendable, CaseIterable {
    /// It waits for its turn.
    case queued
    /// A sender has it in its hands.
    case sending
    /// The mail agent took it.
    case sent
    /// The mail agent would not take it.
    case failed
    /// It was called off.
    case cancelled
  }

  /// The id of its resend.
  public var resend: String
  /// What tells it from all other messages, for good: a receiver sees a repeat by it.
  public var messageID: String
  /// The address that it goes to.
  public var recipient: String
  /// The whole message; nothing once its time of keeping is over.
  public var message: String?
  /// How far it is.
  public var state: State
  /// When it was put there, RFC 3339 in UTC.
  public var queuedAt: String
  /// How often it was handed to the mail agent.
  public var attempts: Int
  /// When it is handed over next.
  public var dueAt: UTCInstant?
  /// Why the last attempt failed.
  public var failure: String?
  /// When the mail agent took it, RFC 3339 in UTC.
  public var sentAt: String?

  /// Makes a message.
  public init(
    resend: String, messageID: String, recipient: String, message: String?, state: State = .queued, queuedAt: String,
    attempts: Int = 0, dueAt: UTCInstant?, failure: String? = nil, sentAt: String? = nil
  ) {
    self.resend = resend
    self.messageID = messageID
    self.recipient = recipient
    self.message = message
    self.state = state
    self.queuedAt = queuedAt
    self.attempts = attempts
    self.dueAt = dueAt
    self.failure = failure
    self.sentAt = sentAt
  }
}
