import CSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Connection {
  /// Does what SQLite refuses at once while another connection does the like: it has no way to wait for that, so this tries
  /// again for ten seconds, as long as SQLite waits elsewhere.
  func patiently(_ body: () throws(SQLiteError) -> Void) throws(SQLiteError) {
    for attempt in 1... {
      do {
        return try body()
      } catch {
        guard error.primaryCode == SQLITE_BUSY, attempt < 500 else { throw error }
        usleep(20_000)
      }
    }
  }
}
