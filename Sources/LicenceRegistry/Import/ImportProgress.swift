/// How far an import is; told now and then while it works.
public struct ImportProgress: Sendable {
  /// What an import does, in this order.
  public enum Stage: Sendable {
    /// Files are read.
    case reading
    /// The plan is made.
    case planning
    /// The changes are taken over.
    case applying
  }

  /// What is being done.
  public var stage: Stage
  /// How many records were read or taken over.
  public var records: Int
  /// How much of this stage is done, from 0 to 1.
  public var fraction: Double

  /// Is called with how far an import is, on the thread that imports.
  public typealias Watcher = (ImportProgress) -> Void
}
