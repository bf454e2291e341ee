/// What comparing the history of imports with its journal, the audit record and the records has found.
public struct JournalReport: Sendable, Hashable {
  /// An import that is not what was applied, or a record that none has made.
  public struct Fault: Sendable, Hashable {
    /// What is wrong.
    public enum Reason: String, Sendable {
      /// The records that it changed, or what the journal says of them, are not what was applied.
      case changed
      /// The audit record does not know it, or not with this digest.
      case unrecorded
      /// The audit record knows it, and the history does not.
      case missing
      /// The registry has a record that no import made.
      case stray
    }

    /// The import's id; of a record its kind, a slash and how people call it, of a licence the code's last characters.
    public var id: String
    /// What is wrong.
    public var reason: Reason

    /// Makes a fault.
    public init(id: String, reason: Reason) {
      self.id = id
      self.reason = reason
    }
  }

  /// How many imports are what was applied.
  public var count = 0
  /// How many can't be compared any more, because a version that did not restate their digests erased a person in them.
  public var erased = 0
  /// What is wrong, newest first.
  public var faults: [Fault] = []

  /// A report of nothing.
  public init() {}
}
