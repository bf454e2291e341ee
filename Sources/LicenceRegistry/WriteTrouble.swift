import Licensing
import SQLiteStore

/// Why nothing can be written any more: the last write failed for the file's sake, and none has succeeded since.
public struct WriteTrouble: Sendable {
  /// What is in the way.
  public enum Reason: String, Sendable {
    /// The file may not be written.
    case readOnly = "read_only"
    /// There is no room on the disk.
    case full
    /// Another process has the file for itself.
    case locked
    /// The file can't be used.
    case failed
  }

  /// What is in the way.
  let reason: Reason
  /// When somebody asked about it first.
  private var since: UTCInstant?

  /// Whether somebody has to see to it: other processes may have the file for a while, as for a large import.
  ///
  /// - Parameter now: the present.
  mutating func isLasting(at now: UTCInstant) -> Bool {
    let since = since ?? now
    self.since = since
    return reason != .locked || now.seconds - since.seconds >= 60
  }

  /// The trouble that an error tells of, going on from what was before; nothing if the error is that of one write.
  init?(_ error: any Error, after before: WriteTrouble?) {
    guard let error = error as? SQLiteError, error.isOfTheFile else { return nil }
    reason = error.isBusy ? .locked : error.isFull ? .full : error.isReadOnly ? .readOnly : .failed
    since = before?.since
  }
}
