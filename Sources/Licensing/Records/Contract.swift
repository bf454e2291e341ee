/// A customer's contract under a support programme.
public struct Contract: Sendable, Hashable {
  /// What the back office made of a contract.
  public enum Status: String, Sendable, CaseIterable {
    /// In force between its days.
    case active
    /// Paused, whatever its days.
    case suspended
    /// Ended early, from ``Contract/terminatedOn`` on.
    case terminated
  }

  /// The contract's number, as it is written.
  public var number: String
  /// Whose contract it is.
  public var customer: Customer
  /// The id of the programme it is under.
  public var programme: String
  /// The first day in force.
  public var starts: CalendarDay
  /// The last day in force.
  public var ends: CalendarDay
  /// What the back office made of it.
  public var status: Status
  /// Terminated: the first day on which it is no longer in force.
  public var terminatedOn: CalendarDay?
  /// What it includes.
  public var entitlements: [Entitlement]

  /// Makes a contract.
  public init(
    number: String, customer: Customer, programme: String, starts: CalendarDay, ends: CalendarDay,
    status: Status = .active, terminatedOn: CalendarDay? = nil, entitlements: [Entitlement] = []
  ) {
    self.number = number
    self.customer = customer
    self.programme = programme
    self.starts = starts
    self.ends = ends
    self.status = status
    self.terminatedOn = terminatedOn
    self.entitlements = entitlements
  }

  /// The form by which contract numbers are compared.
  public var key: String { TextFolding.key(number) }

  /// The last day in force: ``ends``, or the day before ``terminatedOn`` if that is earlier.
  public var lastDayInForce: CalendarDay {
    guard status == .terminated, let terminatedOn else { return ends }
    return min(ends, terminatedOn.advanced(by: -1))
  }
}

/// A line of a contract: a product and the releases of it that are included.
public struct Entitlement: Sendable, Hashable {
  /// Which releases a line includes.
  public enum Releases: Sendable, Hashable {
    /// The newest release, as long as the contract is in force.
    case latest
    /// Exactly these, by name.
    case listed([String])
  }

  /// The id of the product.
  public var product: String
  /// The releases included.
  public var releases: Releases
  /// How many seats.
  public var seats: Int?

  /// Makes a line.
  public init(product: String, releases: Releases, seats: Int? = nil) {
    self.product = product
    self.releases = releases
    self.seats = seats
  }
}
