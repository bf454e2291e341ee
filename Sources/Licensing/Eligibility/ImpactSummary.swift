/// How many contracts and licences changes concern, counted while they stream by.
///
/// Takes as much memory as the catalogue has releases, however many contracts there are.
public struct ImpactSummary: Sendable {
  /// One release that is supported no longer, or from then on, over all contracts.
  public struct Row: Sendable, Hashable {
    /// What happens to it; `licences` is the sum over all contracts.
    public var change: ReleaseChange
    /// How many contracts it concerns.
    public var contracts: Int
  }

  /// How many contracts anything changes for.
  public private(set) var contracts = 0
  /// How many contracts start.
  public private(set) var starting = 0
  /// How many contracts run out.
  public private(set) var expiring = 0
  /// How many contracts end early.
  public private(set) var terminated = 0
  /// The longest number of these contracts, in characters.
  public private(set) var longestNumber = 0
  private var last: String?
  private var rows: [String: (order: Int, row: Row)] = [:]

  /// Makes a summary of nothing.
  public init() {}

  /// Counts a change; those of one contract come one after the other.
  public mutating func add(_ change: ImpactChange) {
    if last != change.contract.number {
      contracts += 1
      last = change.contract.number
      longestNumber = max(longestNumber, change.contract.number.count)
    }
    switch change.event {
    case .starts: starting += 1
    case .expires: expiring += 1
    case .terminated: terminated += 1
    case .loses(let change), .gains(let change):
      // What reads alike is one row, whatever each contract moves to and has.
      let key = "\(change.product) " + change.message(.english)
      var entry = rows[key] ?? (rows.count, Row(change: change.withoutContract, contracts: 0))
      entry.row.contracts += 1
      entry.row.change.licences += change.licences
      rows[key] = entry
    }
  }

  /// What happens to releases, by product name, in the order in which it was met.
  public var releases: [Row] {
    rows.values.sorted { ($0.row.change.productName, $0.order) < ($1.row.change.productName, $1.order) }.map(\.row)
  }
}

extension ReleaseChange {
  /// The change without what differs from contract to contract.
  fileprivate var withoutContract: ReleaseChange {
    var change = self
    change.licences = 0
    change.upgradeTo = nil
    return change
  }
}
