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
  /// Until when a sender has it in its hands; one that says nothing more by then has died.
  public var claimedUntil: UTCInstant?
  /// Why the last attempt failed.
  public var failure: String?
  /// When the mail agent took it, RFC 3339 in UTC.
  public var sentAt: String?
  /// When it came to an end, sent, failed or called off, RFC 3339 in UTC; its text is kept for a while from then on.
  public var concludedAt: String?

  /// Makes a message.
  public init(
    resend: String, messageID: String, recipient: String, message: String?, state: State = .queued, queuedAt: String,
    attempts: Int = 0, dueAt: UTCInstant?, claimedUntil: UTCInstant? = nil, failure: String? = nil,
    sentAt: String? = nil, concludedAt: String? = nil
  ) {
    self.resend = resend
    self.messageID = messageID
    self.recipient = recipient
    self.message = message
    self.state = state
    self.queuedAt = queuedAt
    self.attempts = attempts
    self.dueAt = dueAt
    self.claimedUntil = claimedUntil
    self.failure = failure
    self.sentAt = sentAt
    self.concludedAt = concludedAt
  }
}

extension OutboxMessage {
  /// Whether a sender has it in its hands at a time.
  public func isBeingSent(at now: UTCInstant) -> Bool {
    guard state == .sending, let claimedUntil else { return false }
    return now < claimedUntil
  }

  /// Puts it into a sender's hands until a time.
  public mutating func claim(until end: UTCInstant) {
    state = .sending
    attempts += 1
    claimedUntil = end
  }

  /// Has it handed over again at a time, after an attempt that failed.
  public mutating func postpone(to due: UTCInstant, because reason: String) {
    state = .queued
    dueAt = due
    claimedUntil = nil
    failure = reason
  }

  /// Has it handed over anew after it failed for good.
  public mutating func renew(at now: UTCInstant) {
    state = .queued
    attempts = 0
    dueAt = now
    claimedUntil = nil
    failure = nil
    concludedAt = nil
  }

  /// Brings it to an end: sent, failed for a reason, or called off.
  public mutating func conclude(_ end: State, at now: UTCInstant, because reason: String? = nil) {
    state = end
    dueAt = nil
    claimedUntil = nil
    concludedAt = now.description
    switch end {
    case .sent:
      sentAt = now.description
      failure = nil
    case .failed: failure = reason
    case .queued, .sending, .cancelled: break
    }
  }
}
