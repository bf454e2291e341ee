import CSQLite

/// SQLite refused something: its code, its words, and the statement; never the data.
public struct SQLiteError: Error, Sendable, CustomStringConvertible {
  /// The extended result code.
  public let code: Int32
  /// What SQLite says of it.
  public let message: String
  /// The statement, without the values bound to it.
  public let sql: String?

  init(code: Int32, message: String, sql: String? = nil) {
    self.code = code
    self.message = message
    self.sql = sql
  }

  /// The primary result code, such as `SQLITE_BUSY`.
  public var primaryCode: Int32 { code & 0xFF }

  /// Whether another connection has what was wanted for too long (`SQLITE_BUSY`, `SQLITE_LOCKED`).
  public var isBusy: Bool { primaryCode == 5 || primaryCode == 6 }

  /// Whether there is no room on the disk.
  public var isFull: Bool { primaryCode == SQLITE_FULL }

  /// Whether the file may not be written.
  public var isReadOnly: Bool { primaryCode == SQLITE_READONLY || primaryCode == SQLITE_PERM }

  /// Whether what stands in the file is damaged.
  public var isCorruption: Bool { primaryCode == SQLITE_CORRUPT }

  /// Whether it is about the file or the machine, and not about what the statement was to do.
  ///
  /// The file is in use, full, or not to be written, or memory is short. Damage is not among them: it may be where one
  /// record is.
  public var isOfTheFile: Bool {
    let codes = [
      SQLITE_PERM, SQLITE_BUSY, SQLITE_LOCKED, SQLITE_NOMEM, SQLITE_READONLY, SQLITE_INTERRUPT, SQLITE_IOERR,
      SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_PROTOCOL, SQLITE_NOTADB,
    ]
    return codes.contains(primaryCode)
  }

  /// The code and the message on one line, with the beginning of the statement; ``sql`` has all of it.
  public var description: String {
    let words = sql?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let beginning = words.map { $0.count > 120 ? $0.prefix(120) + "…" : $0[...] }
    return "SQLite error \(code): \(message)" + (beginning.map { " (in: \($0))" } ?? "")
  }
}

/// Why a registry file can't be opened or used.
public enum StoreError: Error, Sendable, Hashable {
  /// There is no file at the path.
  case missing(path: String)
  /// The file or its folder can't be read or written.
  case inaccessible(path: String, reason: String)
  /// The file is something else than a registry.
  case foreign(path: String, reason: String)
  /// The file was written by a newer program.
  case newer(path: String, version: Int, known: Int)
  /// The file holds what this program can't read.
  case corrupt(reason: String)
}

extension StoreError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .missing(let path):
      "there is no registry at \(path). Import catalogue files into it first, or name another file with --db."
    case .inaccessible(let path, let reason): "the registry \(path) can't be opened: \(reason)."
    case .foreign(let path, let reason): "\(path) is not a licence registry: \(reason). Nothing was changed in it."
    case .newer(let path, let version, let known):
      "\(path) was written by a newer program (schema \(version), this one knows \(known)). Use that program."
    case .corrupt(let reason): "the registry holds something unreadable: \(reason)."
    }
  }
}
