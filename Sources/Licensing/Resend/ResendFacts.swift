/// How many requests there were already.
public struct ResendCounts: Sendable, Hashable {
  /// For the same licence within the programme's days; the most for any of several.
  public var licence: Int
  /// By the same person or for the same customer within the programme's days; the larger of both.
  public var customer: Int
  /// By the same agent within 24 hours.
  public var agent: Int

  /// Makes counts.
  public init(licence: Int = 0, customer: Int = 0, agent: Int = 0) {
    self.licence = licence
    self.customer = customer
    self.agent = agent
  }
}

/// All records that the checks of a resend request go by, besides the catalogue.
public struct ResendFacts: Sendable {
  /// The limits, which do not depend on what is asked for: those of the programmes of who asks, or the strictest of all.
  public var limits: Programme.ResendLimits
  /// For how many days after it came or changed a person looks at an address; the contract's programme says that.
  public var contactCoolingDays: Int
  /// How many requests there were already, this one not counted.
  public var counts: ResendCounts
  /// The licences that the request names, whatever their state.
  public var licences: [Licence]
  /// Their contract, with its entitlements.
  public var contract: Contract?
  /// The contact of the contract's customer whose address is that of the person who asks.
  public var contact: Contact?
  /// The language in which the customer is written to, as the registry has it.
  public var customerLocale: String?

  /// Makes facts; what was not found is left out.
  public init(
    limits: Programme.ResendLimits, contactCoolingDays: Int? = nil, counts: ResendCounts = ResendCounts(),
    licences: [Licence] = [],
    contract: Contract? = nil, contact: Contact? = nil, customerLocale: String? = nil
  ) {
    self.limits = limits
    self.contactCoolingDays = contactCoolingDays ?? limits.contactCoolingDays
    self.counts = counts
    self.licences = licences
    self.contract = contract
    self.contact = contact
    self.customerLocale = customerLocale
  }

  /// Those of the licences that can be sent.
  public var sendable: [Licence] { contract == nil ? [] : licences.filter { $0.state == .active } }
}
