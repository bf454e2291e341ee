import CSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A registry's SQLite file: recognised, created, brought up to date and opened.
public struct RegistryFile: Sendable {
  /// Marks a file as a licence registry: `LREG` in the header's `application_id`.
  static let applicationID: Int32 = 0x4C52_4547

  /// Where the file is.
  public let path: String

  /// Names the file at a path; nothing is opened yet.
  public init(path: String) {
    self.path = path
  }

  /// Opens an existing registry, first bringing it up to date if an older program wrote it.
  ///
  /// - Throws: ``StoreError`` if there is none, or it is something else, or newer than this program.
  public func open(_ access: Connection.Access) throws -> Connection {
    try checkPath()
    guard exists else { throw StoreError.missing(path: path) }
    try prepare(creating: false)
    return try connect(access)
  }

  /// Opens a registry for writing, and makes it if there is none.
  ///
  /// - Throws: ``StoreError`` if the file is something else, or newer than this program, or can't be made.
  public func openOrCreate() throws -> Connection {
    try checkPath()
    try prepare(creating: true)
    return try connect(.write)
  }

  /// Opens a registry that has already been checked and is up to date.
  public func connect(_ access: Connection.Access) throws -> Connection {
    try explaining {
      let connection = try Connection(path: path, access: access)
      if access == .write {
        // A backup that is used as a registry comes without the log.
        if try connection.text("PRAGMA journal_mode") != "wal" { try turnOnWriteAheadLog(connection) }
        try connection.execute("PRAGMA synchronous = FULL")
        // Some file systems can't have the log; such a registry is written as SQLite does it.
        connection.gathersCommits = try connection.text("PRAGMA journal_mode") == "wal"
        connection.searchIndex = try SearchIndex(connection)
      }
      return connection
    }
  }

  /// Opens a registry that is in use, only for ``Connection/checkpoint()``.
  public func connectForCheckpoints() throws -> Connection {
    try explaining {
      let connection = try Connection(path: path, access: .write)
      // The log and the file are synced as by a commit.
      try connection.execute("PRAGMA synchronous = FULL")
      // SQLite opens the log with the first look at the file, and copies none that is not open.
      _ = try connection.integer("PRAGMA schema_version")
      return connection
    }
  }

  /// Copies this registry into a file that is not there yet, or into another registry in place of what that holds.
  ///
  /// The copy is from one state while others go on; the target shows all of its old contents or all of the new.
  ///
  /// - Parameters:
  ///   - target: the file to write.
  ///   - prepare: what is done before, while nobody can write to the target any more.
  /// - Throws: ``StoreError`` or `SQLiteError` if this can't be read or the target not be written; what `prepare` throws,
  ///   and then nothing is copied.
  public func copy(to target: RegistryFile, after prepare: () throws -> Void = {}) throws {
    let source = try connect(.read)
    try target.explaining {
      let connection = try Connection(path: target.path, access: .write, creating: true)
      try connection.execute("PRAGMA synchronous = FULL")
      try source.copyPages(to: connection, after: prepare)
    }
  }

  /// Whether two paths are one file, by whatever names.
  public func isSame(as other: RegistryFile) -> Bool {
    var (own, others) = (stat(), stat())
    guard unsafe stat(path, &own) == 0, unsafe stat(other.path, &others) == 0 else { return false }
    return own.st_dev == others.st_dev && own.st_ino == others.st_ino
  }

  /// Copies this file, whatever wrote it, without bringing it up to date or changing anything in it.
  ///
  /// - Throws: ``StoreError`` if it is no database, or the target can't be written.
  public func copyUnchanged(to target: RegistryFile) throws {
    try explaining {
      let source = try Connection(path: path, access: .read)
      // SQLite reads the file's header only now.
      _ = try source.integer("PRAGMA application_id")
      let connection = try Connection(path: target.path, access: .write, creating: true)
      try source.copyPages(to: connection)
    }
  }

  /// Whether there is a file.
  public var exists: Bool { unsafe access(path, F_OK) == 0 }

  /// Refuses the paths that SQLite takes for no file: each connection to one would be a database of its own.
  private func checkPath() throws {
    guard !path.isEmpty, path != ":memory:" else {
      throw StoreError.inaccessible(path: path, reason: "that is not the path of a file")
    }
  }

  /// Checks that the file is a registry of a known schema, and brings it up to date.
  private func prepare(creating: Bool) throws {
    try explaining {
      let connection = try Connection(path: path, access: .write, creating: creating)
      // One state of the file: another process may be making it.
      let (application, version, isEmpty) = try connection.reading {
        (
          Int32(truncatingIfNeeded: try connection.integer("PRAGMA application_id") ?? 0),
          try connection.integer("PRAGMA user_version") ?? 0,
          try connection.integer("SELECT count(*) FROM sqlite_schema") == 0
        )
      }
      guard application == RegistryFile.applicationID || (application == 0 && isEmpty) else {
        throw StoreError.foreign(path: path, reason: "it is another program's database")
      }
      guard version >= 0 else {
        throw StoreError.foreign(path: path, reason: "no program writes a schema \(version)")
      }
      guard version <= Migration.all.count else {
        throw StoreError.newer(path: path, version: version, known: Migration.all.count)
      }
      if version < Migration.all.count {
        try turnOnWriteAheadLog(connection)
        try connection.execute("PRAGMA synchronous = FULL")
        try Migration.migrate(connection, from: version)
      }
    }
  }

  /// Turns on the write-ahead log, which SQLite refuses at once, without waiting, while another process does the same.
  private func turnOnWriteAheadLog(_ connection: Connection) throws(SQLiteError) {
    try connection.patiently { () throws(SQLiteError) in try connection.execute("PRAGMA journal_mode = WAL") }
  }

  /// Says in words what stands in the way of opening a file.
  func explaining<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as SQLiteError {
      switch error.primaryCode {
      case SQLITE_NOTADB: throw StoreError.foreign(path: path, reason: "it is no SQLite database")
      case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL:
        throw StoreError.inaccessible(path: path, reason: error.message)
      case SQLITE_CORRUPT: throw StoreError.foreign(path: path, reason: "it is damaged (\(error.message))")
      case SQLITE_BUSY:
        throw StoreError.inaccessible(path: path, reason: "another program has kept it locked for 10 seconds")
      default: throw error
      }
    }
  }
}
