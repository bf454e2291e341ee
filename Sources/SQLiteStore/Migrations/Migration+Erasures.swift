extension Migration {
  /// Whom the registry was asked to forget: a digest of each address with a salt, by which an older backup is compared.
  static let erasures = Migration(
    name: "erasures",
    sql: """
      CREATE TABLE erasures (
        placeholder TEXT PRIMARY KEY, at TEXT NOT NULL,
        salt BLOB NOT NULL CHECK (length(salt) = 16), digest BLOB NOT NULL CHECK (length(digest) = 32)
      ) STRICT, WITHOUT ROWID;
      """)
}
