public import Licensing

/// What a change set does to what contracts support, summed up, with the first of the contracts.
public struct EffectSummary: Sendable {
  /// How many contracts a change is kept for.
  public static let shown = 1000

  /// One thing that happens, over all contracts.
  public struct Row: Sendable {
    /// The first contract's change; what reads alike is one row.
    public var change: SupportChange
    /// How many contracts it concerns.
    public var contracts: Int
    /// How many active licences will need an upgrade.
    public var licences: Int
  }

  /// The day of the comparison.
  public var day: CalendarDay
  /// How many contracts support less than before, or other releases.
  public private(set) var contracts = 0
  /// What happens, losses first, in the order in which it was met.
  public var rows: [Row] { order.sorted { $0.change.isLoss && !$1.change.isLoss } }
  /// The first of the changes, contract by contract.
  public private(set) var changes: [SupportChange] = []
  private var order: [Row] = []
  private var places: [String: Int] = [:]
  private var last: String?

  /// A summary of nothing, for a day.
  public init(day: CalendarDay) {
    self.day = day
  }

  /// Counts a change; those of one contract come one after the other.
  mutating func add(_ change: SupportChange, licences: Int) {
    if last != change.contract.number {
      contracts += 1
      last = change.contract.number
    }
    if changes.count < EffectSummary.shown { changes.append(change) }
    let key = "\(change.day) \(change.code) \(change.message(.english))"
    if let place = places[key] {
      order[place].contracts += 1
      order[place].licences += licences
    } else {
      places[key] = order.count
      order.append(Row(change: change, contracts: 1, licences: licences))
    }
  }
}
