/// Who asks, and which contracts are to be judged for them (DESIGN, section 4, "Who" and "Which contract").
public struct Identification: Sendable {
  /// What the identifiers name together.
  public enum Outcome: Sendable, Hashable {
    /// One customer.
    case identified(Customer)
    /// Customers that have nothing in common.
    case conflict
    /// No identifier was given.
    case missing
    /// None of the identifiers names anyone.
    case notFound
    /// Several customers fit.
    case ambiguous([Customer])
  }

  /// Which contracts are to be judged.
  public enum Scope: Sendable {
    /// One contract: the one named, or the licence's.
    case contract(Contract)
    /// Every contract of a customer.
    case everyContract(of: Customer)
    /// None: nobody is identified, or the contract named does not exist.
    case nothing
  }

  /// What the identifiers name together.
  public let outcome: Outcome
  /// The customer that is identified, if one is.
  public var customer: Customer? {
    guard case .identified(let customer) = outcome else { return nil }
    return customer
  }

  /// Which contracts are to be judged.
  public let scope: Scope
  /// Whether the e-mail address is nobody's, while something else named the customer.
  public let isEmailUnknown: Bool

  /// Weighs what the registry has under the identifiers of a question.
  public init(_ question: borrowing Question, _ facts: borrowing IdentifierFacts) {
    let first = facts.licenceContract?.customer ?? facts.contract?.customer ?? facts.customer
    isEmailUnknown = question.email != nil && facts.emailCustomers.isEmpty && first != nil
    outcome = Identification.outcome(question, facts, first)

    guard case .identified(let customer) = outcome else {
      scope = .nothing
      return
    }
    if question.contract != nil {
      scope = facts.contract.map { .contract($0) } ?? .nothing
    } else if let contract = facts.licenceContract {
      scope = .contract(contract)
    } else {
      scope = .everyContract(of: customer)
    }
  }

  /// What the identifiers name together; `first` is the customer that the first of them names alone.
  private static func outcome(_ question: Question, _ facts: IdentifierFacts, _ first: Customer?) -> Outcome {
    if question.licence == nil, question.contract == nil, question.customer == nil, question.email == nil {
      return .missing
    }
    if question.customer != nil, facts.customer == nil { return .notFound }
    guard let first else {
      switch facts.emailCustomers.count {
      case 0: return .notFound
      case 1: return .identified(facts.emailCustomers[0])
      default: return .ambiguous(facts.emailCustomers)
      }
    }
    func isFirst(_ id: String?) -> Bool { id == nil || id == first.id }
    let isOne =
      isFirst(facts.licenceContract?.customer.id) && isFirst(facts.contract?.customer.id) && isFirst(facts.customer?.id)
    let mayBeTheirs = facts.emailCustomers.isEmpty || facts.emailCustomers.contains { $0.id == first.id }
    return isOne && mayBeTheirs ? .identified(first) : .conflict
  }
}
