/// What comparing decisions, tokens, resends, contacts and erased details with the audit record has found.
public struct SealReport: Sendable, Hashable {
  /// Something that is not what the audit record tells.
  public struct Fault: Sendable, Hashable {
    /// What is wrong with it.
    public enum Reason: String, Sendable {
      /// It is not what it was when it was last recorded.
      case changed
      /// The audit record does not know it.
      case unrecorded
      /// The audit record knows it, and it is gone.
      case missing
      /// The details of an event are gone, and no erasure of a person tells of it.
      case erasedUnrecorded = "erased_unrecorded"
    }

    /// What it is about, as its path below `/v1`; an event by its number.
    public var subject: String
    /// What is wrong.
    public var reason: Reason

    /// Makes a fault.
    public init(subject: String, reason: Reason) {
      self.subject = subject
      self.reason = reason
    }
  }

  /// How many tokens and resends are what was recorded.
  public var count = 0
  /// How many can't be compared any more, because a person in them was erased.
  public var erased = 0
  /// How many were last recorded by a version that sealed nothing: only their state is compared.
  public var unsealed = 0
  /// How many recorded decisions are what was recorded.
  public var decisions = 0
  /// How many decisions are from before they were sealed: nothing proves them.
  public var unsealedDecisions = 0
  /// What is wrong.
  public var faults: [Fault] = []

  /// A report of nothing.
  public init() {}
}
