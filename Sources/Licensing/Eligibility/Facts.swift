/// What the registry has under the identifiers of a question.
public struct IdentifierFacts: Sendable {
  /// The licence under the question's code, if there is one.
  public var licence: Licence?
  /// The contract of that licence.
  public var licenceContract: Contract?
  /// The contract under the question's number, if there is one.
  public var contract: Contract?
  /// The customer under the question's id, if there is one.
  public var customer: Customer?
  /// The customers that have the question's e-mail address as a contact, or failing that own exactly its domain.
  public var emailCustomers: [Customer]

  /// Makes facts; what was not asked for or not found is left out.
  public init(
    licence: Licence? = nil, licenceContract: Contract? = nil, contract: Contract? = nil, customer: Customer? = nil,
    emailCustomers: [Customer] = []
  ) {
    self.licence = licence
    self.licenceContract = licenceContract
    self.contract = contract
    self.customer = customer
    self.emailCustomers = emailCustomers
  }
}

/// All records that a decision needs, besides the catalogue.
public struct Facts: Sendable {
  /// What the identifiers of the question name.
  public var identifiers: IdentifierFacts
  /// Who asks, by that.
  public var identification: Identification
  /// The contracts to judge, with their entitlements: those of ``Identification/scope``.
  public var contracts: [Contract]

  /// Makes facts.
  public init(identifiers: IdentifierFacts, identification: Identification, contracts: [Contract]) {
    self.identifiers = identifiers
    self.identification = identification
    self.contracts = contracts
  }
}
