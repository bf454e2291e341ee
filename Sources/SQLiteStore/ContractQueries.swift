public import Licensing

/// Goes through contracts with their entitlements in the order of their keys, one in memory at a time.
public final class ContractQueries {
  private let connection: Connection
  private let facts: FactQueries
  private let licences: Statement

  /// Prepares the queries on a connection.
  public init(_ connection: Connection, _ facts: FactQueries) throws {
    self.facts = facts
    self.connection = connection
    licences = try connection.statement(
      """
      SELECT count(*) FROM licences
      WHERE contract = ?1 AND product = ?2 AND release = ?3 AND state = 'active'
      """)
  }

  /// Hands every contract to `body`, with its entitlements.
  public func forEach(_ body: (Contract) throws -> Void) throws {
    // A statement of its own, so that `body` may go through the contracts as well; it is finalised however the loop ends.
    let everyContract = try connection.oneOff(FactQueries.contracts + " ORDER BY t.key")
    while try everyContract.step() {
      var contract = try facts.contract(everyContract)
      contract.entitlements = try facts.entitlements(contract: contract.key)
      try body(contract)
    }
  }

  /// The contract under a number, with its entitlements.
  public func contract(number: String) throws -> Contract? {
    guard var contract = try facts.contract(key: TextFolding.key(number)) else { return nil }
    contract.entitlements = try facts.entitlements(contract: contract.key)
    return contract
  }

  /// How many active licences of a contract are registered on a release.
  public func activeLicences(of contract: Contract, product: String, release: String) throws -> Int {
    licences.bind(1, contract.key)
    licences.bind(2, product)
    licences.bind(3, release)
    defer { licences.reset() }
    return try licences.step() ? licences.integer(0) : 0
  }
}
