/// A named step of the schema.
///
/// Once released it is never changed; a later step corrects an earlier one.
struct Migration: Sendable {
  /// What it brings.
  let name: String
  /// The statements.
  let sql: String

  /// Every step, in order; the number of the last one is the file's `user_version`.
  static let all: [Migration] = [
    .records, .decisions, .events, .access, .imports, .resends, .lookups, .search, .additions, .vocabulary, .waiting,
    .decisionRows, .erasures, .journalLookups, .decisionEvents,
  ]
}

extension Migration {
  /// Brings a file up to date in one transaction; leaves one alone that is.
  static func migrate(_ connection: Connection, from version: Int) throws {
    guard version < all.count else { return }
    try connection.writing {
      // Another process may have done it while this one waited.
      let version = try connection.integer("PRAGMA user_version") ?? 0
      for (index, migration) in all.enumerated().dropFirst(version) {
        try connection.execute(migration.sql)
        let statement = try connection.oneOff("INSERT INTO migration (number, name) VALUES (?1, ?2)")
        statement.bind(1, index + 1)
        statement.bind(2, migration.name)
        try statement.run()
      }
      try SearchIndex(connection).bringUpToDate(connection)
      try connection.execute("PRAGMA application_id = \(RegistryFile.applicationID)")
      try connection.execute("PRAGMA user_version = \(all.count)")
    }
  }
}
