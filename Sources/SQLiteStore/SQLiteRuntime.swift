import CSQLite

/// SQLite as a whole, in this process.
public enum SQLiteRuntime {
  /// Ends the count of SQLite's memory, for which each of its allocations takes one lock of the whole process: readers on
  /// several threads wait for it, and a decision takes it some fifty times.
  ///
  /// For programs, before they open the first registry; where SQLite is in use already, nothing happens. A library does
  /// not decide this for the program that it is in.
  public static func stopMemoryStatistics() { _ = csqlite_stop_memory_statistics() }
}
