/// What tells one state of the records from all others, those of other registries included.
public struct RecordsState: Sendable, Hashable {
  /// The number of the last import; 0 if there was none.
  public var lastImport: Int
  /// The id of the last import, which no other import has anywhere; empty if there was none.
  public var lastImportID: String
  /// The catalogue's revision.
  public var revision: Int

  /// Tells a state.
  public init(lastImport: Int, lastImportID: String, revision: Int) {
    self.lastImport = lastImport
    self.lastImportID = lastImportID
    self.revision = revision
  }
}

extension RecordsState: CustomStringConvertible {
  /// A text that no other state has.
  public var description: String { "\(lastImport)-\(lastImportID)-\(revision)" }
}
