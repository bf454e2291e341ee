/// How far a resend is.
public enum ResendState: String, Sendable, CaseIterable {
  /// A person has to look at it.
  case review
  /// It may be sent; its message is in the outbox.
  case approved
  /// It is not sent. Nothing follows.
  case rejected
  /// The mail agent has taken the message. Nothing follows.
  case sent
  /// The mail agent would not take the message.
  case failed
  /// It was called off before it was sent. Nothing follows.
  case cancelled
}

/// What can be done with a resend, by people or by the sender of its message.
public enum ResendAction: String, Sendable, CaseIterable {
  /// A person lets it be sent.
  case approve
  /// A person refuses it.
  case reject
  /// A person calls it off.
  case cancel
  /// A person has a failed one tried again.
  case retry
  /// The mail agent took the message.
  case send
  /// The mail agent would not take the message.
  case fail
}

extension ResendState {
  /// The state after an action; nothing if the action is not possible in this state.
  ///
  /// `review → approved | rejected`, `approved → sent | failed`, `failed → approved`, `review | approved → cancelled`.
  public func after(_ action: ResendAction) -> ResendState? {
    switch (self, action) {
    case (.review, .approve), (.failed, .retry): .approved
    case (.review, .reject): .rejected
    case (.review, .cancel), (.approved, .cancel): .cancelled
    case (.approved, .send): .sent
    case (.approved, .fail): .failed
    default: nil
    }
  }

  /// What can be done in this state.
  public var actions: [ResendAction] { ResendAction.allCases.filter { after($0) != nil } }

  /// How people call the state.
  public func name(in language: Language) -> String {
    switch self {
    case .review: language(en: "waiting for review", fr: "en attente de validation")
    case .approved: language(en: "approved, waiting to be sent", fr: "validé, en attente d’envoi")
    case .rejected: language(en: "rejected", fr: "refusé")
    case .sent: language(en: "sent", fr: "envoyé")
    case .failed: language(en: "sending failed", fr: "échec de l’envoi")
    case .cancelled: language(en: "cancelled", fr: "annulé")
    }
  }
}
