extension Migration {
  /// Requests to send licence codes again, what they are counted by, and the messages that wait to be sent.
  static let resends = Migration(
    name: "resends",
    sql: """
      CREATE TABLE resends (
        id TEXT PRIMARY KEY,
        state TEXT NOT NULL CHECK (state IN ('review', 'approved', 'rejected', 'sent', 'failed', 'cancelled')),
        requestedAt TEXT NOT NULL, requestedBy TEXT NOT NULL, actor TEXT NOT NULL,
        reason TEXT NOT NULL, ticket TEXT, locale TEXT,
        -- What it came to name; nothing where it names nothing.
        customer TEXT, contract TEXT, contact TEXT,
        decidedAt TEXT, decidedBy TEXT, note TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX resend_by_state ON resends (state, id);
      CREATE INDEX resend_by_customer ON resends (customer, id) WHERE customer IS NOT NULL;
      CREATE INDEX resend_by_contact ON resends (requestedBy);

      CREATE TABLE resend_licences (
        resend TEXT NOT NULL REFERENCES resends, place INTEGER NOT NULL,
        key TEXT NOT NULL, product TEXT NOT NULL, release TEXT NOT NULL, seats INTEGER,
        PRIMARY KEY (resend, place)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE resend_checks (
        resend TEXT NOT NULL REFERENCES resends, place INTEGER NOT NULL,
        "check" TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
        PRIMARY KEY (resend, place)
      ) STRICT, WITHOUT ROWID;

      -- What was asked for, by whom and by which agent, to be counted: digests, since a code that does not exist may be a
      -- mistyped one that does.
      CREATE TABLE resend_counts (
        bucket TEXT NOT NULL, at INTEGER NOT NULL, resend TEXT NOT NULL, PRIMARY KEY (bucket, at, resend)
      ) STRICT, WITHOUT ROWID;

      -- Requests that were answered before they were looked at.
      CREATE TABLE resend_inbox (
        place INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, request TEXT, language TEXT NOT NULL,
        licence TEXT, contract TEXT, product TEXT, requestedBy TEXT NOT NULL, reason TEXT NOT NULL, ticket TEXT,
        locale TEXT
      ) STRICT;

      -- Messages, written in the transaction that approves. `claimedUntil` is until when a sender has it in its hands.
      CREATE TABLE outbox (
        resend TEXT PRIMARY KEY REFERENCES resends,
        messageID TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL, message TEXT,
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'cancelled')),
        queuedAt TEXT NOT NULL, attempts INTEGER NOT NULL, dueAt INTEGER, claimedUntil INTEGER,
        failure TEXT, sentAt TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX outbox_due ON outbox (dueAt) WHERE state IN ('queued', 'sending');
      """)
}
