import Arguments
import LicenceRegistry
import SQLiteStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which registry file a command works on.
enum RegistryLocation {
  static let option = CommandForm.Option.value("db", "FILE", "the registry's SQLite file")

  /// `--db`, else `LICENCE_REGISTRY_DB`, else the state folder.
  static func path(_ arguments: ParsedArguments) throws -> String {
    if let path = arguments.value("db") ?? Environment.value("LICENCE_REGISTRY_DB") { return path }
    if let state = Environment.value("XDG_STATE_HOME"), state.hasPrefix("/") {
      return "\(state)/licence-registry/registry.sqlite"
    }
    guard let home = Environment.value("HOME") else {
      throw StoreError.inaccessible(path: "", reason: "no --db, and neither XDG_STATE_HOME nor HOME is set")
    }
    return "\(home)/.local/state/licence-registry/registry.sqlite"
  }

  /// Opens the registry that is there.
  static func open(_ arguments: ParsedArguments) throws -> Registry {
    try Registry(path: try path(arguments))
  }

  /// Opens the registry, and makes it and its folder if they are missing.
  static func openOrCreate(_ arguments: ParsedArguments) throws -> Registry {
    let path = try path(arguments)
    // Customers and licence codes are in it: nobody else on the machine needs to read them.
    let mask = umask(0o077)
    defer { umask(mask) }
    try makeFolder(path)
    return try Registry(path: path, creating: true)
  }

  /// Makes the folders of a path that are missing, for their owner alone.
  static func makeFolder(_ path: String) throws {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += "\(part)/"
      if folder != "/" { unsafe mkdir(folder, 0o700) }
    }
  }

  /// Opens the registry that is there, or else an empty one in a temporary file that is gone when `body` returns.
  static func looking<Result>(_ arguments: ParsedArguments, _ body: (Registry) throws -> Result) throws -> Result {
    do {
      return try body(try open(arguments))
    } catch StoreError.missing {
      let mask = umask(0o077)
      defer { umask(mask) }
      let path =
        "\(Environment.value("TMPDIR") ?? "/tmp")/licence-registry-\(getpid())-\(UInt64.random(in: 0 ... .max)).sqlite"
      defer { for suffix in ["", "-wal", "-shm"] { unsafe unlink(path + suffix) } }
      return try body(try Registry(path: path, creating: true))
    }
  }
}
