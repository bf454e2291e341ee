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
  /// Which contracts are to be judged.
  public let scope: Scope
  /// Whether the e-mail address is nobody's, while something else named the customer.
  public let isEmailUnknown: Bool

  /// Weighs what the registry has under the identifiers of a question.
  public init(_ question: Question, _ facts: IdentifierFacts) {
    var sets: [[Customer]] = []
    if let contract = facts.licenceContract { sets.append([contract.customer]) }
    if let contract = facts.contract { sets.append([contract.customer]) }
    if let customer = facts.customer { sets.append([customer]) }
    if !facts.emailCustomers.isEmpty { sets.append(facts.emailCustomers) }
    isEmailUnknown = question.email != nil && facts.emailCustomers.isEmpty && !sets.isEmpty
    outcome = Identification.outcome(question, facts, sets)

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

  private static func outcome(_ question: Question, _ facts: IdentifierFacts, _ sets: [[Customer]]) -> Outcome {
    if question.licence == nil, question.contract == nil, question.customer == nil, question.email == nil {
      return .missing
    }
    if question.customer != nil, facts.customer == nil { return .notFound }
    guard let first = sets.first else { return .notFound }
    let common = first.filter { customer in sets.allSatisfy { set in set.contains { $0.id == customer.id } } }
    switch common.count {
    case 0: return .conflict
    case 1: return .identified(common[0])
    default: return .ambiguous(common)
    }
  }
}
