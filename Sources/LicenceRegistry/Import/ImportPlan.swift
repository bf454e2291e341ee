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
    /// How many are added, changed, removed and left as they are.
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

  /// Customers that may be one company; they are shown and never merged.
  public struct Duplicate: Sendable, Hashable {
    /// What they share.
    public enum Reason: String, Sendable {
      /// Their names, after folding.
      case name
      /// A domain of theirs.
      case domain
    }

    /// What they share.
    public var reason: Reason
    /// The name or the domain that they share.
    public var text: String
    /// Their ids.
    public var customers: [String]
  }

  /// What happens, by kind; kinds that the files do not hold are left out.
  public var parts: [Part] = []
  /// How the CSV files were understood.
  public var readings: [Reading] = []
  /// What may be a slip but does not stop the import.
  public var warnings: [Problem] = []
  /// What is wrong with the files, up to the limit.
  public var problems: [Problem] = []
  /// How many problems there are in all.
  public var problemCount = 0
  /// Whether what is wrong with the files is in the way of the import; else the records that have problems are left out.
  public var isRefused = false
  /// How many records are left out: those with problems, and those that name one that is left out.
  public var rejectedCount = 0
  /// What else stands in the way, up to a limit; the import can only be applied if nothing does.
  public var obstacles: [ImportObstacle] = []
  /// How many obstacles there are in all; more may show once these are gone.
  public var obstacleCount = 0
  /// How many records an undo leaves as they are, because of later changes.
  public var skipped = 0
  /// The first of them, and why.
  public var skippedRecords: [ImportObstacle] = []
  /// Customers that may be the same, up to a limit.
  public var duplicates: [Duplicate] = []
  /// What it does to what contracts support.
  public var effect: EffectSummary?

  /// Makes a plan of nothing.
  public init() {}

  /// Whether applying it would change anything.
  public var hasChanges: Bool { parts.contains { $0.counts.changes > 0 } }

  /// Whether it can be applied.
  public var isApplicable: Bool { !isRefused && obstacleCount == 0 }
}

/// An import can't be applied: its files have problems, or something else stands in the way.
public struct ImportRefused: Error, Sendable {
  /// How many problems and obstacles there are.
  public let problemCount: Int
}

/// The registry has changed since an import was planned, so that the plan may not tell what would happen.
public struct ImportOutdated: Error, Sendable {
  /// What is wrong, for people.
  public func message(_ language: Language) -> String {
    language(
      en: "The registry has changed since this was planned; nothing was changed. Plan again.",
      fr: "Le registre a changé depuis cette préparation ; rien n’a été modifié. Préparez de nouveau.")
  }
}
