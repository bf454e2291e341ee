public import Licensing
import SQLiteStore

extension RegistryReader {
  /// What will change from one day to another: contracts that start or end, releases that contracts support no longer or
  /// from then on, with the licences that will need an upgrade.
  ///
  /// Contracts stream by in the order of their numbers, one in memory at a time, on one state of the registry; all changes
  /// of a contract come one after the other.
  ///
  /// - Parameters:
  ///   - from: the first day.
  ///   - to: the second day; the same as the first to see what a release alone does.
  ///   - release: a release that is to come out by the second day.
  ///   - contract: the number of the only contract to look at; every contract if `nil`.
  ///   - body: is called for each change. It may ask this reader, which answers from the same state.
  /// - Throws: `ImpactError` if the comparison makes no sense, ``ContractMissing`` if there is no such contract, what
  ///   `body` throws, and `SQLiteError` or `StoreError` if the file can't be read.
  public func impact(
    from: CalendarDay, to: CalendarDay, release: PlannedRelease? = nil, contract: String? = nil,
    _ body: (ImpactChange) throws -> Void
  ) throws {
    try onOneState {
      let impact = try Impact(try currentCatalogue(), from: from, to: to, release: release)
      let contracts = try ContractQueries(connection, queries)
      func take(_ contract: Contract) throws {
        for change in try impact.changes(of: contract) { try body(try counted(change, contracts)) }
      }
      guard let contract else { return try contracts.forEach(take) }
      guard let found = try contracts.contract(number: contract) else { throw ContractMissing(number: contract) }
      try take(found)
    }
  }

  /// The change with the licences that it concerns; a release that is gained asks nothing of anyone.
  private func counted(_ change: ImpactChange, _ contracts: ContractQueries) throws -> ImpactChange {
    guard case .loses(var release) = change.event else { return change }
    release.licences = try contracts.activeLicences(
      of: change.contract, product: release.product, release: release.release)
    return ImpactChange(contract: change.contract, event: .loses(release))
  }
}

/// There is no contract with a number.
public struct ContractMissing: Error, Sendable, Hashable {
  /// The number, as it was given.
  public let number: String

  /// What is wrong, for people.
  public func message(_ language: Language) -> String {
    language(
      en: "There is no contract with the number \(number).", fr: "Aucun contrat n’a le numéro \(number).")
  }
}
