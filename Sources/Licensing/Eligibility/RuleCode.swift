/// The rules of an eligibility decision, in the order in which they are told.
public enum Rule: String, Sendable, CaseIterable {
  /// Who asks.
  case customer
  /// The licence code, if one was given.
  case licence
  /// The contract that covers the ticket.
  case contract
  /// The product, and whether the contract includes it.
  case product
  /// The reported version against N and N-1.
  case version
  /// The subject of the ticket.
  case topic
  /// The known incident, if one was named.
  case incident
}

/// What a rule says.
public enum RuleStatus: String, Sendable {
  /// Nothing stands against eligibility.
  case pass
  /// Something does.
  case fail
  /// A fact is missing: neither yes nor no.
  case unknown
  /// The rule was not asked, or can't be judged.
  case skip
}

/// The codes of DESIGN section 4; each has one rule and one status for ever.
public enum RuleCode: String, Sendable, CaseIterable {
  case customerIdentified = "customer.identified"
  case customerConflict = "customer.conflict"
  case customerMissing = "customer.missing"
  case customerNotFound = "customer.not_found"
  case customerAmbiguous = "customer.ambiguous"

  case licenceActive = "licence.active"
  case licenceRevoked = "licence.revoked"
  case licenceReplaced = "licence.replaced"
  case licenceOtherContract = "licence.other_contract"
  case licenceNotFound = "licence.not_found"
  case licenceNotAsked = "licence.not_asked"

  case contractInForce = "contract.in_force"
  case contractNone = "contract.none"
  case contractTerminated = "contract.terminated"
  case contractSuspended = "contract.suspended"
  case contractNotStarted = "contract.not_started"
  case contractExpired = "contract.expired"
  case contractNotFound = "contract.not_found"
  case contractNotEvaluated = "contract.not_evaluated"

  case productIncluded = "product.included"
  case productNotIncluded = "product.not_included"
  case productMissing = "product.missing"
  case productUnrecognised = "product.unrecognised"
  case productAmbiguous = "product.ambiguous"
  case productNotEvaluated = "product.not_evaluated"

  case versionIncluded = "version.included"
  case versionPrevious = "version.previous"
  case versionNotReleased = "version.not_released"
  case versionTooOld = "version.too_old"
  case versionNotGranted = "version.not_granted"
  case versionEndOfSupport = "version.end_of_support"
  case versionMissing = "version.missing"
  case versionUnrecognised = "version.unrecognised"
  case versionAmbiguous = "version.ambiguous"
  case versionNotEvaluated = "version.not_evaluated"

  case topicCovered = "topic.covered"
  case topicExcluded = "topic.excluded"
  case topicUnrecognised = "topic.unrecognised"
  case topicNotAsked = "topic.not_asked"
  case topicNotEvaluated = "topic.not_evaluated"

  case incidentKnown = "incident.known"
  case incidentNotAffected = "incident.not_affected"
  case incidentNotFound = "incident.not_found"
  case incidentNotAsked = "incident.not_asked"
  case incidentNotEvaluated = "incident.not_evaluated"

  /// The rule that says it.
  public var rule: Rule {
    switch self {
    case .customerIdentified, .customerConflict, .customerMissing, .customerNotFound, .customerAmbiguous: .customer
    case .licenceActive, .licenceRevoked, .licenceReplaced, .licenceOtherContract, .licenceNotFound, .licenceNotAsked:
      .licence
    case .contractInForce, .contractNone, .contractTerminated, .contractSuspended, .contractNotStarted,
      .contractExpired, .contractNotFound, .contractNotEvaluated:
      .contract
    case .productIncluded, .productNotIncluded, .productMissing, .productUnrecognised, .productAmbiguous,
      .productNotEvaluated:
      .product
    case .versionIncluded, .versionPrevious, .versionNotReleased, .versionTooOld, .versionNotGranted,
      .versionEndOfSupport, .versionMissing, .versionUnrecognised, .versionAmbiguous, .versionNotEvaluated:
      .version
    case .topicCovered, .topicExcluded, .topicUnrecognised, .topicNotAsked, .topicNotEvaluated: .topic
    case .incidentKnown, .incidentNotAffected, .incidentNotFound, .incidentNotAsked, .incidentNotEvaluated: .incident
    }
  }

  /// What it means for the outcome.
  public var status: RuleStatus {
    switch self {
    case .customerIdentified, .licenceActive, .contractInForce, .productIncluded, .versionIncluded, .versionPrevious,
      .topicCovered, .incidentKnown, .incidentNotAffected:
      .pass
    case .customerConflict, .licenceRevoked, .licenceReplaced, .licenceOtherContract, .contractNone,
      .contractTerminated, .contractSuspended, .contractNotStarted, .contractExpired, .productNotIncluded,
      .versionNotReleased, .versionTooOld, .versionNotGranted, .versionEndOfSupport, .topicExcluded:
      .fail
    case .customerMissing, .customerNotFound, .customerAmbiguous, .licenceNotFound, .contractNotFound,
      .productMissing, .productUnrecognised, .productAmbiguous, .versionMissing, .versionUnrecognised,
      .versionAmbiguous, .topicUnrecognised, .incidentNotFound:
      .unknown
    case .licenceNotAsked, .contractNotEvaluated, .productNotEvaluated, .versionNotEvaluated, .topicNotAsked,
      .topicNotEvaluated, .incidentNotAsked, .incidentNotEvaluated:
      .skip
    }
  }
}
