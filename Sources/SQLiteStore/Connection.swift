import CSQLite
import CSQLiteFiles

/// A connection to a registry file.
///
/// Used by one thread at a time; nothing in it is shared.
@safe public final class Connection {
  /// What a connection may do.
  public enum Access: Sendable {
    /// Read only.
    case read
    /// Read and write.
    case write
  }

  private let handle: OpaquePointer
  private var cached: [String: Statement] = [:]
  /// Keeps what is searched up to date in each transaction; set where the file is a registry that is written to.
  var searchIndex: SearchIndex?
  /// Whether a commit is written to the log with few calls of the system; only where each commit is synced.
  var gathersCommits = false
  /// How many pages the log held after the last commit that wrote any, once ``countLog()`` was called.
  public private(set) var logPages = 0

  /// Opens a file that has been checked; see ``RegistryFile``.
  init(path: String, access: Access, creating: Bool = false) throws(SQLiteError) {
    var handle: OpaquePointer?
    var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    // A reader opens for writing too: WAL needs the shared-memory file. `query_only` keeps it from writing.
    flags |= SQLITE_OPEN_READWRITE | (creating ? SQLITE_OPEN_CREATE : 0)
    let code = unsafe sqlite3_open_v2(path, &handle, flags, nil)
    guard let handle = unsafe handle else {
      throw SQLiteError(code: code, message: "out of memory")
    }
    guard code == SQLITE_OK else {
      let error = unsafe SQLiteError(on: handle)
      unsafe sqlite3_close_v2(handle)
      throw error
    }
    unsafe self.handle = handle
    unsafe sqlite3_busy_timeout(handle, 10_000)
    try unsafe SearchFunctions.register(on: handle)
    try execute("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF")
    if access == .read {
      // Pages are read where the system has them instead of being copied. This is the most that SQLite maps unless it is
      // built for more; what of a registry lies beyond is read as usual.
      try execute("PRAGMA query_only = ON; PRAGMA mmap_size = 2147418112")
      // The connection is known to nobody else yet.
      unsafe csqlite_read_ahead(handle)
    }
  }

  deinit {
    // Statements that somebody still holds would keep it, and the hook, behind this object's end.
    unsafe sqlite3_wal_hook(handle, nil, nil)
    searchIndex = nil
    cached.removeAll()
    unsafe sqlite3_close_v2(handle)
  }

  /// Runs statements that return nothing.
  func execute(_ sql: String) throws(SQLiteError) {
    guard unsafe sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
      throw unsafe SQLiteError(on: handle, sql: sql)
    }
  }

  /// A statement that is prepared once and kept.
  func statement(_ sql: String) throws(SQLiteError) -> Statement {
    if let statement = cached[sql] { return statement }
    let statement = try unsafe Statement(sql, on: handle)
    cached[sql] = statement
    return statement
  }

  /// A statement that is used once.
  func oneOff(_ sql: String) throws(SQLiteError) -> Statement {
    try unsafe Statement(sql, on: handle, isPersistent: false)
  }

  /// The first column of the first row, as a number.
  func integer(_ sql: String) throws(SQLiteError) -> Int? {
    let statement = try oneOff(sql)
    defer { statement.reset() }
    return try statement.step() ? statement.integer(0) : nil
  }

  /// The first column of the first row, as a text.
  func text(_ sql: String) throws(SQLiteError) -> String? {
    let statement = try oneOff(sql)
    defer { statement.reset() }
    return try statement.step() ? statement.text(0) : nil
  }

  /// Copies every page of this file into another connection's, from one state.
  ///
  /// - Parameters:
  ///   - target: what is written to.
  ///   - prepare: what is done before the copy, while nobody can write to the target any more.
  func copyPages(to target: Connection, after prepare: () throws -> Void = {}) throws {
    // SQLite keeps the two connections, which live as long as the call, until the copy is finished.
    guard let backup = unsafe sqlite3_backup_init(target.handle, "main", handle, "main") else {
      throw unsafe SQLiteError(on: target.handle)
    }
    // A step of no pages locks the target.
    var code = unsafe sqlite3_backup_step(backup, 0)
    do {
      if code == SQLITE_OK { try prepare() }
    } catch {
      unsafe sqlite3_backup_finish(backup)
      throw error
    }
    if code == SQLITE_OK { code = unsafe sqlite3_backup_step(backup, -1) }
    unsafe sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE else {
      throw SQLiteError(code: code, message: unsafe String(cString: sqlite3_errstr(code)))
    }
  }

  /// How many rows the last statement changed.
  var changes: Int { Int(unsafe sqlite3_changes64(handle)) }

  /// Whether a transaction is under way; an error may have ended it.
  public var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  /// How many statements are between their first row and their end; none should be, outside a query.
  public var busyStatements: Int {
    var count = 0
    var statement = unsafe sqlite3_next_stmt(handle, nil)
    while unsafe statement != nil {
      if unsafe sqlite3_stmt_busy(statement) != 0 { count += 1 }
      unsafe statement = sqlite3_next_stmt(handle, statement)
    }
    return count
  }

  /// Runs `body` on one state of the file; nothing that others commit meanwhile is seen.
  public func reading<Result>(_ body: () throws -> Result) throws -> Result {
    try statement("BEGIN").run()
    do {
      let result = try body()
      try statement("COMMIT").run()
      return result
    } catch {
      try? statement("ROLLBACK").run()
      throw error
    }
  }

  /// Runs `body` as one transaction: all of it is committed and durable, or nothing is.
  public func writing<Result>(_ body: () throws -> Result) throws -> Result {
    try statement("BEGIN IMMEDIATE").run()
    do {
      let result = try body()
      try searchIndex?.bringUpToDate(self)
      try commit()
      return result
    } catch {
      try? statement("ROLLBACK").run()
      throw error
    }
  }

  private func commit() throws {
    let commit = try statement("COMMIT")
    guard gathersCommits else { return try commit.run() }
    unsafe csqlite_begin_gathering(handle)
    // The commit has been synced by then, or failed.
    defer { unsafe csqlite_end_gathering(handle) }
    try commit.run()
  }

  /// Has commits count the pages in the log instead of copying them to the file when there are a thousand; whoever asks for
  /// this calls ``checkpoint()`` in time.
  public func countLog() {
    // SQLite calls this on the thread of the commit, and not any more once this object has gone.
    unsafe sqlite3_wal_hook(
      handle,
      { connection, _, _, pages in
        if let connection = unsafe connection {
          unsafe Unmanaged<Connection>.fromOpaque(connection).takeUnretainedValue().logPages = Int(pages)
        }
        return SQLITE_OK
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Copies what the log holds to the file as far as nobody is in the way; others may read and write meanwhile.
  ///
  /// - Returns: how many pages of the log the file has now; nothing if another connection is copying, or the file can't be
  ///   written. What is not copied stays in the log, from which it is read.
  public func checkpoint() -> Int? {
    var copied: Int32 = -1
    let code = unsafe sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, &copied)
    return code == SQLITE_OK && copied >= 0 ? Int(copied) : nil
  }

  /// Waits until what has been copied to the file is on the disk; whether it is.
  public func syncFile() -> Bool { unsafe csqlite_sync(handle) == SQLITE_OK }

  /// Runs `body` inside a transaction so that its own changes alone are taken back if it throws.
  public func nested<Result>(_ body: () throws -> Result) throws -> Result {
    try statement("SAVEPOINT nested").run()
    do {
      let result = try body()
      try statement("RELEASE nested").run()
      return result
    } catch {
      try? statement("ROLLBACK TO nested").run()
      try? statement("RELEASE nested").run()
      throw error
    }
  }
}
