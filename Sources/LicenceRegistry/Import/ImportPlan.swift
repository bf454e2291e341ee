public import Catalogue
public import Formats
public import Licensing
public import SQLiteStore

/// What an import would do, or why it can't.
public struct ImportPlan: Sendable {
  /// What happens to the records of one kind.
  public struct Part: Sendable {
    /// The kind.
    public var kind: RecordKind
    /// How many are added, changed and left as they are.
    public var counts: Staging.Counts
    /// The first of the changes.
    public var changes: [Staging.Change]
  }

  /// How a CSV file was understood.
  public struct Reading: Sendable {
    /// The file.
    public var file: String
    /// What its rows are.
    public var kind: RecordKind
    /// Why its encoding, its separator and the order of its dates are thought to be what they are.
    public var reasons: [Bilingual]
  }

  /// What happens, by kind; kinds that the files do not hold are left out.
  public var parts: [Part]
  /// How the CSV files were understood.
  public var readings: [Reading]
  /// What may be a slip but does not stop the import.
  public var warnings: [Problem]
  /// What is wrong, up to the limit; the import can only be applied if nothing is.
  public var problems: [Problem]
  /// How many problems there are in all.
  public var problemCount: Int

  /// Whether applying it would change anything.
  public var hasChanges: Bool { parts.contains { $0.counts.added + $0.counts.changed > 0 } }
}

/// An import can't be applied because its files have problems.
public struct ImportRefused: Error, Sendable {
  /// How many problems there are.
  public let problemCount: Int
}
