extension Migration {
  /// The audit record: each event carries the hash of all before it, so that none can be changed or taken out unseen.
  ///
  /// The chain covers the digest of an event's details instead of the details themselves, salted so that nobody can try
  /// out what was erased.
  static let events = Migration(
    name: "events",
    sql: """
      CREATE TABLE events (
        sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
        at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, request TEXT,
        details TEXT, salt BLOB,
        detailsDigest BLOB NOT NULL CHECK (length(detailsDigest) = 32), hash BLOB NOT NULL CHECK (length(hash) = 32),
        CHECK ((details IS NULL) = (salt IS NULL))
      ) STRICT;
      CREATE INDEX event_by_subject ON events (subject, sequence);
      """)
}
