public import Licensing

/// Looks up the records that a decision needs, on one read connection.
///
/// Its statements are prepared once.
public final class FactQueries {
  private let begin: Statement
  private let commit: Statement
  private let rollback: Statement
  private let licence: Statement
  private let contract: Statement
  private let contractsOfCustomer: Statement
  private let entitlements: Statement
  private let customer: Statement
  private let customersByContact: Statement
  private let customersByDomain: Statement
  private let revision: Statement
  private var isReading = false
  private var isInTransaction = false
  /// Whether the state of one reading is kept for the next.
  private var holdsState = false
  /// The revisions of the state that is being read, once they were asked for.
  private var knownRevisions: (catalogue: Int, access: Int)?

  /// What `contract(_:from:)` reads, of contracts `t` and customers `c`.
  private static let contractColumns =
    "t.number, c.id, c.name, t.programme, t.starts, t.ends, t.status, t.terminatedOn"
  /// Every contract with its customer.
  static let contracts = "SELECT \(contractColumns) FROM contracts t JOIN customers c ON c.key = t.customer"

  /// Prepares the look-ups on a connection.
  public init(_ connection: Connection) throws {
    begin = try connection.statement("BEGIN")
    commit = try connection.statement("COMMIT")
    rollback = try connection.statement("ROLLBACK")
    licence = try connection.statement(
      """
      SELECT l.code, l.contract, l.product, l.release, l.kind, l.seats, l.state, l.issued, \(FactQueries.contractColumns)
      FROM licences l LEFT JOIN contracts t ON t.key = l.contract LEFT JOIN customers c ON c.key = t.customer
      WHERE l.key = ?1
      """)
    contract = try connection.statement(FactQueries.contracts + " WHERE t.key = ?1")
    contractsOfCustomer = try connection.statement(FactQueries.contracts + " WHERE t.customer = ?1")
    entitlements = try connection.statement(
      "SELECT product, releases, seats FROM entitlements WHERE contract = ?1 ORDER BY product, line")
    customer = try connection.statement("SELECT id, name FROM customers WHERE key = ?1")
    customersByContact = try connection.statement(
      "SELECT c.id, c.name FROM contacts p JOIN customers c ON c.key = p.customer WHERE p.key = ?1 ORDER BY c.key")
    customersByDomain = try connection.statement(
      "SELECT c.id, c.name FROM customer_domain d JOIN customers c ON c.key = d.customer WHERE d.domain = ?1 ORDER BY c.key"
    )
    revision = try connection.statement("SELECT catalogue_revision, access_revision FROM registry_state WHERE id = 1")
  }

  /// Runs `body` on one state of the registry; inside such a `body`, on the state that it has.
  ///
  /// While states are held, the state stays for the next `body`; one that throws ends it.
  public func reading<Result>(_ body: () throws -> Result) throws -> Result {
    if isReading { return try body() }
    if !isInTransaction {
      try begin.run()
      isInTransaction = true
    }
    isReading = true
    defer { isReading = false }
    do {
      let result = try body()
      if !holdsState { try end(commit) }
      return result
    } catch {
      try? end(rollback)
      throw error
    }
  }

  /// Runs `body` so that everything that is read in it is read from one state: that of the first reading.
  public func holdingState(_ body: () -> Void) {
    holdsState = true
    body()
    holdsState = false
    // Nothing was written, so nothing can be lost; the state is given up one way or the other.
    if isInTransaction { try? end(rollback) }
  }

  /// Has everything read in the transaction that the connection is in already.
  public func joinTransaction() { isReading = true }

  private func end(_ statement: Statement) throws {
    (isInTransaction, knownRevisions) = (false, nil)
    try statement.run()
  }

  /// Numbers that change whenever the catalogue does, and whenever a token does.
  public func revisions() throws -> (catalogue: Int, access: Int) {
    if let known = knownRevisions { return known }
    defer { revision.reset() }
    let found = try revision.step() ? (revision.integer(0), revision.integer(1)) : (0, 0)
    // They stay as they are as long as one state is read.
    if isInTransaction { knownRevisions = found }
    return found
  }

  /// All facts for a question: first what its identifiers name, then the contracts that are to be judged.
  public func facts(for question: Question, publicMailDomains: Set<String>) throws -> Facts {
    var identifiers = IdentifierFacts()
    if let text = question.licence { try findLicence(key: LicenceCode(text).key, for: &identifiers) }
    if let number = question.contract { identifiers.contract = try contract(key: TextFolding.key(number)) }
    if let id = question.customer { identifiers.customer = try customer(key: TextFolding.key(id)) }
    if let email = question.email {
      let address = EmailAddress(email)
      identifiers.emailCustomers = try customers(customersByContact, address.key)
      if identifiers.emailCustomers.isEmpty, let domain = address.domain, !publicMailDomains.contains(domain) {
        identifiers.emailCustomers = try customers(customersByDomain, domain)
      }
    }

    let identification = Identification(question, identifiers)
    var contracts: [Contract] = []
    switch identification.scope {
    case .nothing: break
    case .contract(var contract):
      // A licence has its contract's key.
      let key = question.contract == nil ? identifiers.licence?.contract : nil
      contract.entitlements = try entitlements(contract: key ?? contract.key)
      contracts = [contract]
    case .everyContract(let customer):
      try contractsOfCustomer.asking(customer.key) { row in
        while try row.step() { contracts.append(try contract(row)) }
      }
      for index in contracts.indices {
        contracts[index].entitlements = try entitlements(contract: contracts[index].key)
      }
    }
    return Facts(identifiers: identifiers, identification: identification, contracts: contracts)
  }

  /// Looks up a licence and its contract in one go: what a question mostly asks for.
  private func findLicence(key: String, for identifiers: inout IdentifierFacts) throws {
    try licence.asking(key) { row in
      guard try row.step() else { return }
      let contract = row.text(1)
      guard let kind = Licence.Kind(rawValue: row.text(4)), let state = Licence.State(rawValue: row.text(6)) else {
        throw StoreError.corrupt(reason: "a licence of contract \(contract) has an unknown kind or state")
      }
      identifiers.licence = Licence(
        code: row.text(0), contract: contract, product: row.text(2), release: row.text(3), kind: kind,
        seats: row.optionalInteger(5), state: state, issued: row.day(7))
      // Without its customer a contract counts as not there, however it is looked up.
      if !row.isNull(9) { identifiers.licenceContract = try self.contract(row, from: 8) }
    }
  }

  func contract(key: String) throws -> Contract? {
    try contract.asking(key) { row in try row.step() ? contract(row) : nil }
  }

  /// The contract whose columns begin at a place of a row.
  func contract(_ row: Statement, from first: Int32 = 0) throws -> Contract {
    guard let starts = row.day(first + 4), let ends = row.day(first + 5),
      let status = Contract.Status(rawValue: row.text(first + 6))
    else { throw StoreError.corrupt(reason: "contract \(row.text(first)) has an unreadable day or status") }
    return Contract(
      number: row.text(first), customer: Customer(id: row.text(first + 1), name: row.text(first + 2)),
      programme: row.text(first + 3), starts: starts, ends: ends, status: status, terminatedOn: row.day(first + 7))
  }

  func entitlements(contract: String) throws -> [Entitlement] {
    try entitlements.asking(contract) { row in
      var lines: [Entitlement] = []
      lines.reserveCapacity(4)
      while try row.step() {
        lines.append(
          Entitlement(
            product: row.text(0),
            releases: row.holds(1, "latest") ? .latest : .listed(row.texts(1, separator: UInt8(ascii: "|"))),
            seats: row.optionalInteger(2)))
      }
      return lines
    }
  }

  private func customer(key: String) throws -> Customer? {
    try customers(customer, key).first
  }

  private func customers(_ query: Statement, _ key: String) throws -> [Customer] {
    try query.asking(key) { row in
      var customers: [Customer] = []
      while try row.step() { customers.append(Customer(id: row.text(0), name: row.text(1))) }
      return customers
    }
  }
}
