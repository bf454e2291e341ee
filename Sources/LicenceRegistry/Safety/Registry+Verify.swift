public import Hashing
import Licensing
public import SQLiteStore

extension Registry {
  /// Checks the file from end to end, and the chain of its audit record.
  ///
  /// - Parameter head: a hash that was told earlier, and the number of its event, which must have it still.
  /// - Returns: what is wrong with the file, how far the chain holds, and whether it has the hash.
  /// - Throws: `SQLiteError` or `StoreError` if the file can't be read.
  public func verify(
    head: (sequence: Int, hash: Digest)? = nil
  ) throws -> (faults: [String], chain: ChainReport, hasHead: Bool) {
    let connection = try file.connect(.write)
    return try connection.reading {
      var hasHead = true
      if let head {
        let event = head.sequence == 0 ? nil : try connection.events(after: head.sequence - 1, limit: 1).first
        let kept = head.sequence == 0 ? Digest.zero : event.flatMap { Digest(hexadecimal: $0.hash) }
        hasHead = kept == head.hash && (head.sequence == 0 || event?.sequence == head.sequence)
      }
      return (try connection.verifyFile(), try connection.verifyEvents(), hasHead)
    }
  }
}
