public import Hashing

/// What going through the audit record's chain found.
public struct ChainReport: Sendable, Hashable {
  /// Where the chain does not hold.
  public struct Break: Sendable, Hashable {
    /// The number of the first event that does not fit, or is not there.
    public var sequence: Int
    /// What is wrong with it.
    public var fault: Fault
  }

  /// What can be wrong with an event.
  public enum Fault: Sendable, Hashable {
    /// It is not there although later ones are.
    case missing
    /// It, or one before it, is not what was recorded.
    case changed
    /// Its details are not what was recorded.
    case detailsChanged
  }

  /// How many events hold, from the first.
  public var count: Int
  /// The number of the last event that holds: greater than their count if a restoration left numbers out.
  public var last: Int
  /// Of how many of them the details were erased.
  public var erased: Int
  /// The hash of the last event that holds; kept elsewhere, it proves later that nothing up to it was changed.
  public var head: Digest
  /// Where the chain is broken; nothing if it holds.
  public var broken: Break?

  /// Makes a report of events without gaps.
  public init(count: Int, erased: Int, head: Digest, broken: Break?) {
    self.count = count
    last = count
    self.erased = erased
    self.head = head
    self.broken = broken
  }
}
