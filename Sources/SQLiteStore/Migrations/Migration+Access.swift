extension Migration {
  /// Access tokens, by the digest of what their holders have; and a revision that tells every process when one changes.
  static let access = Migration(
    name: "access",
    sql: """
      CREATE TABLE tokens (
        digest TEXT PRIMARY KEY CHECK (length(digest) = 64), id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
        role TEXT NOT NULL, created TEXT NOT NULL, creator TEXT NOT NULL, expires TEXT, revoked TEXT, lastUsed TEXT
      ) STRICT, WITHOUT ROWID;

      ALTER TABLE registry_state ADD COLUMN access_revision INTEGER NOT NULL DEFAULT 1;
      CREATE TRIGGER tokens_revision_insert AFTER INSERT ON tokens BEGIN
        UPDATE registry_state SET access_revision = access_revision + 1 WHERE id = 1;
      END;
      CREATE TRIGGER tokens_revision_update AFTER UPDATE OF digest, id, name, role, expires, revoked ON tokens BEGIN
        UPDATE registry_state SET access_revision = access_revision + 1 WHERE id = 1;
      END;
      CREATE TRIGGER tokens_revision_delete AFTER DELETE ON tokens BEGIN
        UPDATE registry_state SET access_revision = access_revision + 1 WHERE id = 1;
      END;

      -- Answers to requests that bear an idempotency key, kept for a day; the fingerprint tells the request from others.
      CREATE TABLE idempotency (
        token TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, at TEXT NOT NULL,
        status INTEGER NOT NULL, fields TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (token, key)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX idempotency_by_age ON idempotency (at);

      -- Secrets of this registry's own, such as the key under which ids of licences are made.
      CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
      INSERT INTO secrets VALUES ('licence-ids', randomblob(32));
      """)
}
