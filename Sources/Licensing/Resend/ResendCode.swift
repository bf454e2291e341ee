/// The checks of a resend request, in the order in which they are made and told.
public enum ResendCheck: String, Sendable, CaseIterable {
  /// How often this was asked for already.
  case limits
  /// The licences that it names.
  case licence
  /// Their contract.
  case contract
  /// The person who asks.
  case requester
  /// How long that person's address has been what it is.
  case contact
  /// The licences' releases against N and N-1.
  case release
}

/// What a check means for the request.
public enum ResendCheckStatus: String, Sendable {
  /// Nothing stands against sending.
  case pass
  /// It is not sent.
  case fail
  /// A person has to look at it.
  case review
  /// The check could not be made.
  case skip
}

/// What the checks of a resend request say; each code has one status for ever.
public enum ResendCode: String, Sendable, CaseIterable {
  case withinLimits = "resend.within_limits"
  case limitLicence = "resend.limit_licence"
  case limitCustomer = "resend.limit_customer"
  case limitAgent = "resend.limit_agent"

  case licenceActive = "resend.licence_active"
  case licenceNotFound = "resend.licence_not_found"
  case licenceRevoked = "resend.licence_revoked"

  case contractInForce = "resend.contract_in_force"
  case contractNotInForce = "resend.contract_not_in_force"

  case contactMayReceive = "resend.contact_may_receive"
  case notAContact = "resend.not_a_contact"
  case contactMayNotReceive = "resend.contact_may_not_receive"

  case contactSettled = "resend.contact_settled"
  case contactRecentlyChanged = "resend.contact_recently_changed"

  case releaseSupported = "resend.release_supported"
  case releaseNotSupported = "resend.release_not_supported"

  case notEvaluated = "resend.not_evaluated"

  /// What it means for the request.
  public var status: ResendCheckStatus {
    switch self {
    case .withinLimits, .licenceActive, .contractInForce, .contactMayReceive, .contactSettled, .releaseSupported:
      .pass
    case .limitLicence, .limitCustomer, .limitAgent, .licenceNotFound, .licenceRevoked, .contractNotInForce,
      .notAContact, .contactMayNotReceive:
      .fail
    case .contactRecentlyChanged, .releaseNotSupported: .review
    case .notEvaluated: .skip
    }
  }

  /// Whether it says that too much was asked for.
  public var isLimit: Bool { [.limitLicence, .limitCustomer, .limitAgent].contains(self) }
}
