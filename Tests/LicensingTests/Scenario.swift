import Licensing

/// A small registry in memory: the records of a test, and the facts that a store would find in them.
struct Scenario: Sendable {
  /// The present of these tests: Friday 27 February 2026, noon in Paris.
  static let noon = UTCInstant(seconds: 1_772_190_000)

  var vendors: [Vendor] = []
  var products: [Product] = []
  var advisories: [Advisory] = []
  var programmes: [Programme] = []
  var publicMailDomains: Set<String> = []
  var customers: [Customer] = []
  var contracts: [Contract] = []
  var licences: [Licence] = []
  /// The e-mail addresses of each customer's contacts.
  var contacts: [String: [String]] = [:]
  /// The mail domains of each customer.
  var domains: [String: [String]] = [:]
  /// The rules of the zones that programmes name; the first one is home.
  var zones: [ZoneRules] = []

  /// The catalogue that decisions are made by.
  var catalogue: ProductCatalogue {
    ProductCatalogue(
      vendors: vendors, products: products, advisories: advisories, programmes: programmes,
      publicMailDomains: publicMailDomains, zones: zones, homeZone: zones.first ?? .utc)
  }

  /// The customers that an e-mail address names: those with the contact, failing that the owners of its domain.
  func customers(withEmail text: String) -> [Customer] {
    let address = text.lowercased().filter { !$0.isWhitespace }
    let known = customers.filter { contacts[$0.id]?.contains { $0.lowercased() == address } ?? false }
    guard known.isEmpty, let domain = address.split(separator: "@").last.map(String.init) else { return known }
    guard !publicMailDomains.contains(domain) else { return [] }
    return customers.filter { domains[$0.id]?.contains(domain) ?? false }
  }

  /// The contract with a number, compared without case and outer spaces.
  func contract(_ number: String?) -> Contract? {
    guard let key = number.map({ TextFolding.key($0) }) else { return nil }
    return contracts.first { $0.key == key }
  }

  /// The licence with a code, however it was pasted.
  func licence(_ code: String?) -> Licence? {
    guard let code = code.map({ LicenceCode($0) }) else { return nil }
    return licences.first { LicenceCode($0.code) == code }
  }

  /// The customer with an id, compared without case and outer spaces.
  func customer(_ id: String?) -> Customer? {
    guard let key = id.map({ TextFolding.key($0) }) else { return nil }
    return customers.first { $0.key == key }
  }

  /// What a store finds for a question.
  func facts(for question: Question) -> Facts {
    let licence = licence(question.licence)
    let identifiers = IdentifierFacts(
      licence: licence, licenceContract: contract(licence?.contract), contract: contract(question.contract),
      customer: customer(question.customer), emailCustomers: question.email.map { customers(withEmail: $0) } ?? [])
    let identification = Identification(question, identifiers)
    let judged: [Contract] =
      switch identification.scope {
      case .contract(let contract): [contract]
      case .everyContract(let customer): contracts.filter { $0.customer.id == customer.id }
      case .nothing: []
      }
    return Facts(identifiers: identifiers, identification: identification, contracts: judged)
  }

  /// The decision on a question.
  func decision(
    on question: Question, now: UTCInstant = Scenario.noon, in language: Language = .english
  ) throws -> Decision {
    try Eligibility(catalogue).decision(on: question, facts(for: question), now: now, language: language)
  }

  /// The code of one rule of the decision on a question.
  func code(_ rule: Rule, _ question: Question, now: UTCInstant = Scenario.noon) throws -> String? {
    try decision(on: question, now: now).result(of: rule)?.code.rawValue
  }
}
