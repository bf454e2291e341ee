/// A licence code for a release of a product under a contract.
public struct Licence: Sendable, Hashable {
  /// Whether a code works for one machine or for a licence server.
  public enum Kind: String, Sendable, CaseIterable {
    /// One machine.
    case standalone
    /// A licence server.
    case network
  }

  /// Whether a code still counts.
  public enum State: String, Sendable, CaseIterable {
    /// It counts.
    case active
    /// It was withdrawn.
    case revoked
    /// Another code took its place.
    case replaced
  }

  /// The code, as it is written.
  public var code: String
  /// The number of the contract it is under.
  public var contract: String
  /// The id of its product.
  public var product: String
  /// The name of its release.
  public var release: String
  /// For one machine or for a licence server.
  public var kind: Kind
  /// How many seats.
  public var seats: Int?
  /// Whether it still counts.
  public var state: State
  /// The day on which it was issued.
  public var issued: CalendarDay?

  /// Makes a licence.
  public init(
    code: String, contract: String, product: String, release: String, kind: Kind = .standalone, seats: Int? = nil,
    state: State = .active, issued: CalendarDay? = nil
  ) {
    self.code = code
    self.contract = contract
    self.product = product
    self.release = release
    self.kind = kind
    self.seats = seats
    self.state = state
    self.issued = issued
  }
}
